/** What becomes of someone who wants to be called back (S3-14, S3-15, PHONE-08). */
import { commitments } from '../decide/commitments.ts'
import { standing } from '../decide/standing.ts'
import type { Commitment, Facts, FactValue, Instant, NextStep, Words } from '../model.ts'
import type { Policy } from '../policy.ts'

export interface Callback {
  /** task: someone is to call; closed: what is needed was not given, and that is recorded; none: the policy calls nobody back here. */
  outcome: 'task' | 'closed' | 'ask' | 'none'
  /** Whether the channel is an answering machine now. */
  voicemail: boolean
  by: string | null
  /** The promise to call back, when there is one. */
  promise: Commitment | null
  /** Facts that are missing. */
  missing: string[]
  clauses: string[]
  rule?: string
  facts: Record<string, FactValue | null>
  reason?: Words
  next?: NextStep
}

/** Whether somebody is called back, by whom and when, and whether a machine answers until then. */
export function callback(policy: Policy, facts: Facts, now: Instant): Callback {
  const run = standing(policy, facts, now)
  const channel = policy.channels.get(run.word('channel') ?? '')
  const machine = channel?.voicemail !== undefined && (channel.voicemail === 'always' || run.calendar(channel.voicemail).isOpen(now))
  const aboutChannel = machine && channel ? [channel.clause] : []
  const won = run.winner(policy.machine.families.callbacks)
  if (!won) return { outcome: 'none', voicemail: machine, by: null, promise: null, missing: [], clauses: aboutChannel, facts: {} }
  const { rule } = won
  const complete = !won.needs || run.holds(won.needs)
  const promise = complete ? (commitments(policy, facts, now).find(({ metric }) => metric === 'callback') ?? null) : null
  return {
    outcome: complete ? 'task' : rule.answer.otherwise === 'close' ? 'closed' : 'ask', voicemail: machine, by: complete ? rule.answer.by : null, promise,
    missing: complete ? [] : run.openFacts(won.needs!), clauses: [...new Set([...rule.clauses, ...aboutChannel, ...(promise?.clauses ?? [])])], facts: run.looked(won),
    ...(rule.name === undefined ? {} : { rule: rule.name }), ...(!complete && rule.reason ? { reason: rule.reason } : {}), ...(!complete && rule.next ? { next: rule.next } : {}),
  }
}
