/** What happens to a ticket by itself, because it has been in a state for so long. */
import type { Facts, FactValue, Instant, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import { reached } from './delay.ts'
import { move, type Move } from './move.ts'
import { standingIn } from './standing.ts'
import type { State, TimerAct } from './types.ts'

export interface TimerReading {
  name: string
  do: TimerAct
  /** The first instant at which that much was counted; null: never, or the contract does not say. */
  at: Instant | null
  /** Whether that instant has come. */
  due: boolean
  /** Who is told. */
  to?: string
  words?: Words
  clauses: string[]
  facts: Record<string, FactValue | null>
  /** Of closing and solving: what the moves of the policy answer to it. A timer does not go where they refuse. */
  move: Move | null
}

export interface TimersAsked {
  state: State
  /** When the ticket came into its state. */
  since: Instant
  facts: Facts
}

const leadsTo: Partial<Record<TimerAct, State>> = { close: 'closed', solve: 'solved' }

/** The timers of a ticket in its state, the next one first; those that never come last. */
export function timers(policy: Policy, { state, since, facts }: TimersAsked, now: Instant): TimerReading[] {
  const run = standingIn(policy, facts, now, state)
  const running = policy.machine.families.timers.filter(({ when }) => run.holds(when)).map((ready): TimerReading => {
    const { rule } = ready
    const { after, counted, do: act, to, words } = rule.answer
    const at = reached(run, after, counted, since)?.at ?? null
    const end = leadsTo[act]
    const moved = end === undefined ? null : move(policy, { from: state, to: end, by: 'timer', facts, since }, at ?? now)
    return {
      name: rule.name!, do: act, at, due: at !== null && at <= now, ...(to === undefined ? {} : { to }), ...(words ? { words } : {}),
      clauses: [...new Set([...rule.clauses, ...(moved?.clauses ?? [])])], facts: run.looked(ready), move: moved,
    }
  })
  return running.sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity) || (a.name < b.name ? -1 : 1))
}
