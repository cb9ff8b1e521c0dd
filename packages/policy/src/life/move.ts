/** Whether a ticket may go from one state to another, by whom, with what known, until when. */
import { rightsOf } from '../contacts/right.ts'
import { roleFact } from '../contacts/types.ts'
import type { Facts, FactValue, Instant, NextStep, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import { reached } from './delay.ts'
import { standingIn } from './standing.ts'
import type { Mover, MoveOutcome, State } from './types.ts'

/** Why a move is not made: a rule of the policy, a right that the person has not, or what holds of every ticket. */
export type Because = 'rule' | 'right' | 'same_state' | 'never_new' | 'deleted' | 'unsaid'

export interface Move {
  from: State
  to: State
  by: Mover
  /** confirm: possible once the one who moves it has said that they mean it. new_ticket: a new ticket is made instead. */
  outcome: MoveOutcome
  because: Because
  /** Facts without which it is not allowed. */
  missing: string[]
  /** The last instant at which the rule lets it be made, as far as time is concerned; null: at any time, or not known. */
  until: Instant | null
  clauses: string[]
  rule?: string
  facts: Record<string, FactValue | null>
  reason?: Words
  next?: NextStep
}

export interface MoveAsked {
  from: State
  to: State
  by: Mover
  facts: Facts
  /** When the ticket came into its state. */
  since?: Instant | undefined
}

/**
 * What the policy answers to a move; it always does. Without a rule: agents and timers move a ticket at will, the requester may
 * say that it is solved and open it again, what is closed stays so and becomes a new ticket, nothing is deleted or new again.
 */
export function move(policy: Policy, { from, to, by, facts, since }: MoveAsked, now: Instant): Move {
  const base = { from, to, by, missing: [], until: null, clauses: [], facts: {} }
  const never: Because | null = from === to ? 'same_state' : from === 'deleted' ? 'deleted' : to === 'new' ? 'never_new' : null
  if (never) return { ...base, outcome: 'refused', because: never }
  const run = standingIn(policy, facts, now, from, by)
  const role = run.word(roleFact)
  if (by === 'requester' && (to === 'solved' || to === 'closed') && policy.contacts) {
    const { granted, clauses } = rightsOf(policy.contacts, role)
    if (!granted.includes('close')) return { ...base, outcome: 'refused', because: 'right', clauses, facts: { [roleFact]: role ?? null } }
  }
  const won = run.winner(policy.machine.families.moves.filter(({ rule }) => rule.answer.to === to))
  if (!won) return { ...base, outcome: unsaid(from, to, by), because: 'unsaid' }
  const { rule } = won
  const { answer, otherwise, needs, within, counted } = rule.answer
  const made: Move = { ...base, outcome: answer, because: 'rule', clauses: [...rule.clauses], facts: run.looked(won) }
  if (rule.name !== undefined) made.rule = rule.name
  if (needs && !run.holds(won.needs!)) {
    made.outcome = otherwise
    made.missing = run.openFacts(won.needs!)
  }
  if (within) {
    const limit = since === undefined ? null : reached(run, within, counted, since)
    made.until = limit?.at ?? null
    if (!limit?.within(now)) made.outcome = otherwise
    if (since === undefined) made.missing = [...made.missing, 'since']
    else if (!limit && within.is === 'fact') made.missing = [...made.missing, within.fact]
  }
  if (made.outcome !== 'allowed') {
    if (rule.reason) made.reason = rule.reason
    if (rule.next) made.next = rule.next
  }
  return made
}

function unsaid(from: State, to: State, by: Mover): MoveOutcome {
  if (to === 'deleted') return 'refused'
  if (from === 'closed') return 'new_ticket'
  return by === 'requester' && to !== 'solved' && to !== 'open' ? 'refused' : 'allowed'
}
