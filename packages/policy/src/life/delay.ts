/** A time after an instant, counted as the policy says. */
import { clockDeadline } from '../calendar/measure.ts'
import { measureOf } from '../clocks/read-clock.ts'
import type { Run } from '../decide/run.ts'
import { customerZone, customerZoneFact } from '../facts/zone.ts'
import type { Counted, Instant } from '../model.ts'
import type { Delay } from './types.ts'

export interface Reached {
  /** The first instant at which that much was counted; null: never. */
  at: Instant | null
  /** Whether no more than that was counted at an instant: at the closing hour it is so until the next opening. */
  within(now: Instant): boolean
}

/** null while the contract value that says how long is not known. Hours on the customer's wall are those of the customer's zone. */
export function reached(run: Run, delay: Delay, counted: Counted, since: Instant): Reached | null {
  const value = delay.is === 'value' ? delay.value : run.value(delay.fact)
  if (typeof value !== 'number' || value < 0) return null
  const here: Counted = counted.by === 'elapsed' ? counted : { ...counted, zone: customerZone(run.policy, run.value(customerZoneFact)) }
  const clock = clockDeadline(measureOf(run.policy, here), since, value)
  return { at: clock.deadline, within: (now) => clock.countedAt(now) <= value }
}
