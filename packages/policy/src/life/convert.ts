/** A conversation that becomes a ticket: what goes along, on which channel, from when its promises run. */
import { commitments } from '../decide/commitments.ts'
import { standing } from '../decide/standing.ts'
import type { Commitment, Facts, FactValue, Instant, NextStep, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import type { Carried, Mover } from './types.ts'

export interface Conversion {
  /** incomplete: not before what is missing is there. */
  outcome: 'ticket' | 'incomplete' | 'refused'
  /** The channel of the ticket. */
  to: string | null
  /** When the ticket is opened: its promises run from there. */
  opened: Instant | null
  /** What goes along. */
  carries: Carried[]
  /** What does not go along though it must, and facts that are not known. */
  missing: string[]
  /** The promises of the ticket, its own: what was promised to the conversation ends with it. */
  commitments: Commitment[]
  clauses: string[]
  rule?: string
  facts: Record<string, FactValue | null>
  reason?: Words
  next?: NextStep
}

export interface ConversionAsked {
  by: Mover
  facts: Facts
  /** What is at hand. */
  carried: readonly string[]
  /** When the conversation began. */
  firstMessage?: Instant | undefined
}

/** What the policy answers; without a rule that holds, or by somebody else than it says, there is no conversion. */
export function convert(policy: Policy, { by, facts, carried, firstMessage }: ConversionAsked, now: Instant): Conversion {
  const run = standing(policy, facts, now)
  const won = run.winner(policy.machine.families.conversions)
  const none: Conversion = { outcome: 'refused', to: null, opened: null, carries: [], missing: [], commitments: [], clauses: [], facts: {} }
  if (!won) return none
  const { rule } = won
  const { to, carries, starts, by: allowed, needs } = rule.answer
  const found: Conversion = { ...none, to, carries, clauses: [...rule.clauses], facts: run.looked(won) }
  if (rule.name !== undefined) found.rule = rule.name
  const explained: Pick<Conversion, 'reason' | 'next'> = { ...(rule.reason ? { reason: rule.reason } : {}), ...(rule.next ? { next: rule.next } : {}) }
  if (!allowed.includes(by)) return { ...found, ...explained }
  const missing: string[] = carries.filter((one) => !carried.includes(one))
  const unproved = needs !== undefined && !run.holds(won.needs!)
  if (unproved) missing.push(...run.openFacts(won.needs!))
  if (starts === 'first_message' && firstMessage === undefined) missing.push('first_message')
  if (missing.length > 0) return { ...found, ...explained, outcome: 'incomplete', missing }
  if (unproved) return { ...found, ...explained }
  const opened = starts === 'first_message' ? firstMessage! : now
  const promised = commitments(policy, { ...facts, channel: to }, opened)
  return { ...found, outcome: 'ticket', opened, commitments: promised, clauses: [...new Set([...found.clauses, ...promised.flatMap(({ clauses }) => clauses)])] }
}
