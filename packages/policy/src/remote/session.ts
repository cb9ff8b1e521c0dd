/** Whether a remote session may be had, and with which tool. */
import { standing } from '../decide/standing.ts'
import type { Facts, FactValue, Instant, NextStep, Words } from '../model.ts'
import type { Policy } from '../policy.ts'

export interface RemoteSession {
  /** other_tool: a session, but with one of `tools`. */
  outcome: 'offered' | 'refused' | 'other_tool'
  /** Names of the tools that may be used. */
  tools: string[]
  chosenBy: 'support' | 'requester' | 'either' | null
  clauses: string[]
  rule?: string
  facts: Record<string, FactValue | null>
  reason?: Words
  next?: NextStep
}

/** What the policy says of a session with these facts; without any rule about sessions there is none. `tool`: the one proposed. */
export function remoteSession(policy: Policy, facts: Facts, now: Instant, tool?: string): RemoteSession {
  const run = standing(policy, facts, now)
  const won = run.winner(policy.machine.families.remote)
  const tools = [...(policy.remoteTools?.tools.keys() ?? [])]
  const chosenBy = policy.remoteTools?.chosenBy ?? null
  if (!won) return { outcome: 'refused', tools: [], chosenBy, clauses: [], facts: {} }
  const { rule } = won
  const session: RemoteSession = { outcome: rule.answer, tools: rule.answer === 'offered' ? tools : [], chosenBy, clauses: [...rule.clauses], facts: run.looked(won) }
  if (rule.name !== undefined) session.rule = rule.name
  if (rule.reason) session.reason = rule.reason
  if (rule.next) session.next = rule.next
  if (rule.answer === 'refused' || !policy.remoteTools) return session
  session.clauses = [...new Set([...session.clauses, ...policy.remoteTools.clauses])]
  if (tool !== undefined && !tools.includes(tool)) session.outcome = 'other_tool'
  return session
}
