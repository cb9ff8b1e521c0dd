/** What is asked of a running promise, and what it answers. */
import type { Instant, Words } from '../model.ts'
import type { DayRule } from './business-days.ts'
import type { Calendar, Minutes } from './types.ts'

/** How a promise is counted. Elapsed and calendar targets are seconds, business-day targets whole days. */
export type Measure =
  | { by: 'elapsed' }
  | { by: 'calendar'; calendar: Calendar }
  | { by: 'business_days'; calendar: Calendar; dayRule: DayRule; cutoff?: Minutes }

/** `to: null`: still paused. Pauses may overlap, and come in any order. */
export interface Pause { from: Instant; to: Instant | null }

export interface ClockSegment {
  from: Instant
  /** null: stands still for as long as the pause lasts. */
  to: Instant | null
  /** `start_day`: hours of receipt, before the first business day. A pause hides the hours under it. */
  state: 'counted' | 'closed' | 'holiday' | 'paused' | 'start_day'
  /** What this line adds, in the unit of the reading; 0 unless counted. */
  counted: number
  label?: Words
  /** Wholly after `now`, when a `now` was given: it is what will be, not what was. */
  future: boolean
}

export interface ClockReading {
  unit: 'second' | 'day'
  target: number
  /** null: paused without end, or never reached in the supported time. */
  deadline: Instant | null
  /** What has been counted at an instant; goes on past the target. */
  countedAt(at: Instant): number
  /** The earliest instant at which this much was counted, for warnings at a share of the target; null: never. */
  reachedAt(amount: number): Instant | null
  /** From the start to the deadline, without hole; the `counted` sum is the target when there is a deadline. Lines in seconds are cut at `now` when given; days are not divided. */
  segments(now?: Instant): ClockSegment[]
}
