/** Since when, or from when on, a promise is exceeded on a ticket. */
import { clockDeadline } from '../calendar/measure.ts'
import type { Commitment, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import { cycleOf } from './cycles.ts'
import { happened, type ClockEvent } from './events.ts'
import { pausesOf } from './pauses.ts'
import { type Calendars, measureOf } from './read-clock.ts'

export interface Exceeded {
  /** not_yet: it runs, or stands still; kept: it was stopped in time; unmeasured: there is nothing to count. */
  state: 'exceeded' | 'not_yet' | 'kept' | 'unmeasured'
  /** null: never, or not as long as it stands still. */
  from: Instant | null
}

/**
 * Reads what `readClock` reads, to the second: at the value itself nothing is exceeded, one second more and it is (S4-26).
 * What comes after `now` is not known, so a pause without end has no instant.
 */
export function exceeded(policy: Policy, commitment: Commitment, events: readonly ClockEvent[], now: Instant, calendars?: Calendars): Exceeded {
  const past = happened(events, now)
  const cycle = cycleOf(commitment, past)
  const { value } = commitment
  if (value === null) return { state: 'unmeasured', from: null }
  if (!cycle) return { state: 'not_yet', from: null }
  const { startedAt, stoppedAt } = cycle
  const pauses = pausesOf(commitment, past).filter((pause) => stoppedAt === null || pause.from < stoppedAt)
  const reading = clockDeadline(measureOf(policy, commitment.counted, calendars), startedAt, value, pauses)
  const from = commitment.lateWhen === 'counted_over_target' ? reading.reachedAt(value + 1) : reading.deadline === null ? null : reading.deadline + 1000
  const end = stoppedAt ?? pauses.find((pause) => pause.to === null && pause.because === 'solved')?.from ?? null
  if (end !== null) return from !== null && from <= end ? { state: 'exceeded', from } : { state: 'kept', from: null }
  return { state: from !== null && from <= now ? 'exceeded' : 'not_yet', from }
}
