import { countedOn } from '@guichet/policy'
import type { ClockReading, Commitment, Policy } from '@guichet/policy'

/** Whether a single request can be late at all: an average judges none (TERM-02, SEED-06). */
export function judged(commitment: Commitment): boolean {
  return commitment.value !== null && commitment.statistic.of === 'each'
}

/**
 * After which instant a running promise is late; null when it cannot be, or its deadline is not known. Where only what was
 * counted decides, hours that are closed at the deadline put it off until they open.
 */
export function lateAfter(policy: Policy, commitment: Commitment, reading: ClockReading): number | null {
  if (!judged(commitment) || reading.deadline === null || reading.stoppedAt !== null) return null
  if (commitment.lateWhen === 'now_past_deadline' || commitment.counted.by !== 'calendar') return reading.deadline
  return policy.calendars.has(commitment.counted.calendar) ? countedOn(policy, commitment.counted).nextOpening(reading.deadline) : null
}
