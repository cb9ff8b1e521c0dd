/** A running promise: what has been counted, what will be, when it is due, and the lines that add up to it (TIME-30). */
import type { Instant } from '../model.ts'
import { businessDays } from './business-days.ts'
import { measureDays } from './measure-days.ts'
import { measureTime } from './measure-time.ts'
import type { ClockReading, Measure, Pause } from './reading.ts'

export type * from './reading.ts'
export { businessDays } from './business-days.ts'
export type { BusinessDay, BusinessDays, DayRule } from './business-days.ts'

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
