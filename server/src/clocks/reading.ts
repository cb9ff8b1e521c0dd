import { clockDeadline } from '@guichet/policy/calendar/measure'
import type { ClockReading, Measure } from '@guichet/policy/calendar/measure'
import type { Commitment, Policy } from '@guichet/policy'
import type { Run } from './run.ts'

/** How a run ended: `unjudged` where the policy gives no number, or judges only the mean of many. */
export type Outcome = 'kept' | 'late' | 'cancelled' | 'unjudged'

function measureOf(policy: Policy, { counted }: Commitment): Measure {
  if (counted.by === 'elapsed') return { by: 'elapsed' }
  const found = policy.calendars.get(counted.calendar)
  if (!found) throw new Error(`version ${policy.version} has no calendar ${counted.calendar}`)
  if (counted.by === 'calendar') return { by: 'calendar', calendar: found.calendar }
  const { dayRule, cutoff } = counted
  return { by: 'business_days', calendar: found.calendar, dayRule, ...(cutoff === undefined ? {} : { cutoff }) }
}

/** A run measured on the calendars of its policy version; undefined when nothing is promised in numbers. */
export function measure(policy: Policy, run: Run): ClockReading | undefined {
  const { commitment } = run
  if (commitment.value === null) return undefined
  return clockDeadline(measureOf(policy, commitment), run.startedAt, commitment.value, run.pauses)
}

/** Whether a single run can be late at all: an average judges no ticket (TERM-02, SEED-06). */
export function judged(commitment: Commitment): boolean {
  return commitment.value !== null && commitment.statistic.of !== 'mean'
}

/** Whether a run is over its promise at an instant. At the deadline itself it is still kept (TIME-12). */
export function isLate(commitment: Commitment, reading: ClockReading, at: number): boolean {
  if (!judged(commitment)) return false
  if (commitment.lateWhen === 'counted_over_target') return reading.countedAt(at) > reading.target
  return reading.deadline !== null && at > reading.deadline
}

/** How a run that ended is judged, for ever; null while it runs. */
export function outcomeOf(run: Run, reading: ClockReading | undefined): Outcome | null {
  if (run.end === null || run.stoppedAt === null) return null
  if (run.end === 'cancelled') return 'cancelled'
  if (!reading || !judged(run.commitment)) return 'unjudged'
  return isLate(run.commitment, reading, run.stoppedAt) ? 'late' : 'kept'
}
