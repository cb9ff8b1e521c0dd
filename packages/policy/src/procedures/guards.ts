/** The guards of a procedure as they stand: which hold, which will, from when, and what is missing of the others. */
import type { FactValue, Instant, Words } from '../model.ts'
import { isValueTest } from '../resolve/cells.ts'
import type { Holding } from './holding.ts'
import type { Ladder } from './ladder.ts'
import { firstAt, momentsOf } from './moments.ts'
import type { ProcedureGuard } from './types.ts'

export interface GuardReading {
  name: string
  state: Holding
  /** Of a promise: when it was or will be exceeded. Of a need: the first instant from now on at which it holds. null: not known, or never. */
  from: Instant | null
  /** Facts that are not known, on which it depends. */
  asks: string[]
  facts: Record<string, FactValue | null>
  clauses: string[]
  label?: Words
  /** Told while it does not hold. */
  words?: Words
}

/** How each guard of a procedure stands now, in the order in which they are written. */
export function readGuards(ladder: Ladder): GuardReading[] {
  return ladder.rule.answer.guards.map((guard) => ({
    ...(guard.is === 'over' ? readOver(ladder, guard) : readNeeds(ladder, guard)),
    ...(guard.label ? { label: guard.label } : {}), ...(guard.otherwise ? { words: guard.otherwise } : {}),
  }))
}

function readOver(ladder: Ladder, guard: Extract<ProcedureGuard, { is: 'over' }>): GuardReading {
  const { subject, now } = ladder
  const read = ladder.overAt(guard, now)
  const clauses = [...new Set(ladder.promised(guard).flatMap((commitment) => commitment.clauses))]
  const base = { name: guard.name, asks: [], facts: {}, clauses }
  // A ticket is there, and when it was opened is not told: its clock cannot be read.
  if (!read) return { ...base, state: subject.opened === undefined && subject.facts['ticket_exists'] === true ? 'unknown' : 'fails', from: null }
  return { ...base, state: read.state === 'exceeded' ? 'holds' : read.state === 'not_yet' ? 'not_yet' : 'fails', from: read.from }
}

function readNeeds(ladder: Ladder, guard: Extract<ProcedureGuard, { is: 'needs' }>): GuardReading {
  const { policy, rule, subject, now } = ladder
  const condition = rule.answer.conditions[guard.condition]!
  const run = ladder.runAt(now)
  const { state, asks } = ladder.needsAt(guard, now, run)
  const holds = (at: Instant): boolean => ladder.needsAt(guard, at).state === 'holds'
  const next = momentsOf(policy, subject.facts, { conditions: [condition], calendars: [], instants: [] })
  const facts = Object.fromEntries(condition.flat().flatMap((test) => (isValueTest(test) ? [[test.fact, run.value(test.fact) ?? null]] : [])))
  const from = state === 'holds' ? now : state === 'not_yet' ? firstAt(holds, next, now) : null
  return { name: guard.name, state: state === 'not_yet' && from === null ? 'fails' : state, from, asks, facts, clauses: rule.clauses }
}
