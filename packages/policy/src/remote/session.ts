/** Whether a remote session may be had, with which tool, and what of it is written in the ticket. */
import { standing } from '../decide/standing.ts'
import type { Facts, FactValue, Instant, NextStep, Words } from '../model.ts'
import type { Policy } from '../policy.ts'

export interface RemoteSession {
  /** other_tool: a session, but with one of `tools`; no_tool_left: all of them were tried. */
  outcome: 'offered' | 'refused' | 'other_tool' | 'no_tool_left'
  /** Names of the tools that may be used, the preferred one first; those already tried left out. */
  tools: string[]
  chosenBy: 'support' | 'requester' | 'either' | null
  /** What must still be said before the session begins. */
  missing: 'reason'[]
  /** What is written in the ticket. */
  entry: { type: 'request'; reason: string } | { type: 'tool_change'; from: string; to: string } | null
  clauses: string[]
  rule?: string
  facts: Record<string, FactValue | null>
  reason?: Words
  next?: NextStep
}

/** `tool`: the one proposed; `reason`: why a session is asked for; `tried`: tools that did not do, the last one last. */
export interface RemoteAsked { tool?: string; reason?: string; tried?: readonly string[] }

/** What the policy says of a session with these facts; without any rule about sessions there is none. */
export function remoteSession(policy: Policy, facts: Facts, now: Instant, { tool, reason = '', tried = [] }: RemoteAsked = {}): RemoteSession {
  const run = standing(policy, facts, now)
  const won = run.winner(policy.machine.families.remote)
  const chosenBy = policy.remoteTools?.chosenBy ?? null
  if (!won) return { outcome: 'refused', tools: [], chosenBy, missing: [], entry: null, clauses: [], facts: {} }
  const { rule } = won
  const session: RemoteSession = { outcome: rule.answer, tools: [], chosenBy, missing: [], entry: null, clauses: [...rule.clauses], facts: run.looked(won) }
  if (rule.name !== undefined) session.rule = rule.name
  if (rule.reason) session.reason = rule.reason
  if (rule.next) session.next = rule.next
  if (rule.answer === 'refused') return session
  const cite = (clauses: readonly string[] = []): void => void (session.clauses = [...new Set([...session.clauses, ...clauses])])
  if (policy.remoteTools) {
    cite(policy.remoteTools.clauses)
    session.tools = [...policy.remoteTools.tools.keys()].filter((name) => !tried.includes(name))
    if (session.tools.length === 0) session.outcome = 'no_tool_left'
    else if (tool !== undefined && !session.tools.includes(tool)) session.outcome = 'other_tool'
  }
  if (session.outcome === 'offered') record(policy, session, { reason: reason.trim(), from: tried.at(-1), to: tool ?? session.tools[0] }, cite)
  return session
}

function record({ remoteRecords }: Policy, session: RemoteSession, { reason, from, to }: { reason: string; from: string | undefined; to: string | undefined }, cite: (clauses?: readonly string[]) => void): void {
  if (from !== undefined && to !== undefined) {
    if (!remoteRecords?.tool_change) return
    cite(remoteRecords.tool_change)
    session.entry = { type: 'tool_change', from, to }
  } else if (remoteRecords?.reason) {
    cite(remoteRecords.reason)
    if (reason === '') session.missing.push('reason')
    else session.entry = { type: 'request', reason }
  }
}
