/** The facts of a ticket that is asked to move: what the policy derives of them, the state it is in, who moves it. */
import { standing } from '../decide/standing.ts'
import type { Run } from '../decide/run.ts'
import type { Facts, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import { type Mover, moverFact, type State, stateFact } from './types.ts'

/** A text of nothing but spaces says nothing: it is left out, so that it never counts as known. */
export function standingIn(policy: Policy, facts: Facts, now: Instant, state: State, by?: Mover): Run {
  const said = Object.fromEntries(Object.entries(facts).filter(([, value]) => typeof value !== 'string' || value.trim() !== ''))
  const run = standing(policy, said, now)
  run.derive(stateFact, state)
  if (by) run.derive(moverFact, by)
  return run
}
