/** Clocks counted in business days. */
import type { Words } from '../model.ts'
import type { BusinessDays, DayRule } from './business-days.ts'
import type { ClockReading, ClockSegment, Pause } from './reading.ts'
import type { Calendar, Instant, Minutes } from './types.ts'

/** A business day is not counted when the clock is paused at the instant at which the day would be. */
export function measureDays(
  measure: { calendar: Calendar; dayRule: DayRule; cutoff?: Minutes },
  days: BusinessDays, start: Instant, target: number, pauses: readonly Pause[],
): ClockReading {
  if (!Number.isInteger(target) || target < 0) throw new RangeError(`Not a number of days: ${target}`)
  const pausedAt = (at: Instant): boolean => pauses.some((pause) => at >= pause.from && (pause.to === null || at < pause.to))
  const endless = pauses.find((pause) => pause.to === null)?.from ?? Infinity
  const after = (): Generator<{ from: Instant; to: Instant; counted: Instant }> => days.after(start, measure.dayRule, measure.cutoff)

  const reachedAt = (amount: number): Instant | null => {
    const unpaused = days.deadline(start, Math.ceil(amount), measure.dayRule, measure.cutoff)
    if (pauses.length === 0) return unpaused
    if (amount === 0 && unpaused !== null && !pausedAt(unpaused)) return unpaused
    let left = Math.max(1, Math.ceil(amount))
    for (const day of after()) {
      if (day.counted >= endless) return null
      if (!pausedAt(day.counted) && --left === 0) return day.counted
    }
    return null
  }

  const countedAt = (at: Instant): number => {
    let total = 0
    for (const day of after()) {
      if (day.counted > at) break
      if (!pausedAt(day.counted)) total++
    }
    return total
  }

  const deadline = reachedAt(target)

  /** One line a business day; what lies between them is told by the calendar, its open hours being the day of receipt. */
  const segments = (now?: Instant): ClockSegment[] => {
    const end = deadline ?? Math.max(start, endless < Infinity ? endless : (now ?? start))
    const lines: ClockSegment[] = []
    let at = start
    const line: Line = (to, state, counted, label) => {
      if (to > at) lines.push({ from: at, to, state, counted, ...(label ? { label } : {}), future: now !== undefined && at >= now })
      at = Math.max(at, to)
    }
    for (const day of after()) {
      if (day.from >= end) break
      if (lines.length === 0 && at < day.from) line(measure.calendar.week(start).find((one) => start < one.to)!.to, 'start_day', 0)
      between(measure.calendar, at, day.from, line)
      const counts = day.counted <= end && target > 0
      const paused = pausedAt(day.counted)
      line(Math.min(day.to, end), paused ? 'paused' : 'counted', counts && !paused ? 1 : 0)
    }
    if (at < end) line(end, lines.length === 0 ? 'start_day' : 'closed', 0)
    if (deadline === null && endless < Infinity) lines.push({ from: end, to: null, state: 'paused', counted: 0, future: false })
    return lines
  }

  return { unit: 'day', target, deadline, countedAt, reachedAt, segments }
}

type Line = (to: Instant, state: ClockSegment['state'], counted: number, label?: Words) => void

function between(calendar: Calendar, from: Instant, to: Instant, line: Line): void {
  for (const segment of calendar.segments(from, to)) line(segment.to, segment.state === 'open' ? 'start_day' : segment.state, 0, segment.label)
}
