/** A running promise: what has been counted, what will be, when it is due, and the lines that add up to it (TIME-30). */
import { businessDays } from './business-days.ts'
import type { DayRule } from './business-days.ts'
import { measureDays } from './measure-days.ts'
import { measureTime } from './measure-time.ts'
import type { Words } from '../model.ts'
import type { Calendar, Instant, Minutes } from './types.ts'

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
  /** `start_day`: the day of receipt, before the first business day. A pause hides the hours under it. */
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
  /** From the start to the deadline, without hole; the `counted` sum is the target when there is a deadline. Cut at `now` when given. */
  segments(now?: Instant): ClockSegment[]
}

/** Reads a clock that started at `start`, with its pauses, against a target. Throws a RangeError on a negative target. */
export function clockDeadline(measure: Measure, start: Instant, target: number, pauses: readonly Pause[] = []): ClockReading {
  const ordered = orderPauses(pauses, start)
  return measure.by === 'business_days'
    ? measureDays(measure, businessDays(measure.calendar), start, target, ordered)
    : measureTime(measure.by === 'calendar' ? measure.calendar : null, start, target, ordered)
}

/** Sorted, disjoint, from the start on; a pause of no length is none. */
function orderPauses(pauses: readonly Pause[], start: Instant): Pause[] {
  const ordered: Pause[] = []
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    const from = Math.max(pause.from, start)
    if (pause.to !== null && pause.to <= from) continue
    const last = ordered.at(-1)
    if (last && (last.to === null || from <= last.to)) last.to = last.to === null || pause.to === null ? null : Math.max(last.to, pause.to)
    else ordered.push({ from, to: pause.to })
  }
  return ordered
}
