/** A time after an instant, counted as the policy says. */
import { clockDeadline } from '../calendar/measure.ts'
import { measureOf } from '../clocks/read-clock.ts'
import type { Run } from '../decide/run.ts'
import type { Counted, Instant } from '../model.ts'
import type { Delay } from './types.ts'

export interface Reached {
  /** The first instant at which that much was counted; null: never. */
  at: Instant | null
  /** Whether no more than that was counted at an instant: at the closing hour it is so until the next opening. */
  within(now: Instant): boolean
}

/** null while the contract value that says how long is not known. */
export function reached(run: Run, length: Delay, counted: Counted, since: Instant): Reached | null {
  const value = length.is === 'value' ? length.value : run.value(length.fact)
  if (typeof value !== 'number' || value < 0) return null
  const clock = clockDeadline(measureOf(run.policy, counted), since, value)
  return { at: clock.deadline, within: (now) => clock.countedAt(Math.max(now, since)) <= value }
}
