/** Durations in business days: a day counts when its calendar opens at all between its two midnights. */
import { dayMs, minuteMs } from './days.ts'
import { within } from './timeline.ts'
import type { Calendar, Instant, Minutes } from './types.ts'
import { horizon, zoneOf } from './zone.ts'

/** When the last day is over: at its last closing, or at the wall time of the start. */
export type DayRule = 'end_of_day' | 'same_time'

export interface BusinessDays {
  /** Whether the local day of an instant counts. */
  counts(at: Instant): boolean
  /**
   * The end of the n-th business day after the day of receipt; with n = 0, of the day of receipt itself, or of the next one
   * when it is over. Without a cutoff the day of receipt is that of `from`. With one, what comes at or after that wall time,
   * or on a day that does not count, is received at the opening of the next business day. null: never.
   */
  deadline(from: Instant, days: number, rule: DayRule, cutoff?: Minutes): Instant | null
  /** Business days wholly counted at `to`: the largest n whose deadline has come. */
  elapsed(from: Instant, to: Instant, rule: DayRule, cutoff?: Minutes): number
  /** The business days after the receipt of `from`, in order, each with the instant at which it is counted; without end but the horizon's. */
  after(from: Instant, rule: DayRule, cutoff?: Minutes): Generator<BusinessDay>
}

export interface BusinessDay { from: Instant; to: Instant; counted: Instant }

/** Business days of a calendar, in its zone. */
export function businessDays(calendar: Calendar): BusinessDays {
  const zone = zoneOf(calendar.zone)
  const dayOf = (at: Instant): number => Math.floor(zone.wallAt(at) / dayMs)
  const startOf = (day: number): Instant => zone.instantOf(day * dayMs)

  const firstOpening = (day: number): Instant | null => {
    const opening = within(startOf(day)) ? calendar.nextOpening(startOf(day)) : null
    return opening !== null && opening < startOf(day + 1) ? opening : null
  }
  const nextOpenDay = (day: number): number | null => {
    const opening = within(startOf(day)) ? calendar.nextOpening(startOf(day)) : null
    return opening === null ? null : dayOf(opening)
  }
  /** Only asked of days that open. One open millisecond before the end of the day, the day was still open. */
  const lastClosing = (day: number): Instant => calendar.before(Math.min(startOf(day + 1), horizon.to), 0.001)! + 1
  const received = (from: Instant, cutoff: Minutes | undefined): { day: number; wallTime: number } | null => {
    const day = dayOf(from)
    const wallTime = zone.wallAt(from) - day * dayMs
    if (cutoff === undefined || (firstOpening(day) !== null && wallTime < cutoff * minuteMs)) return { day, wallTime }
    const next = nextOpenDay(day + 1)
    return next === null ? null : { day: next, wallTime: zone.wallAt(firstOpening(next)!) - next * dayMs }
  }
  const endOf = (day: number, rule: DayRule, wallTime: number): Instant =>
    rule === 'end_of_day' ? lastClosing(day) : zone.instantOf(day * dayMs + wallTime)

  function* after(from: Instant, rule: DayRule, cutoff?: Minutes): Generator<BusinessDay> {
    const start = received(from, cutoff)
    for (let day = start && nextOpenDay(start.day + 1); start && day !== null; day = nextOpenDay(day + 1)) {
      yield { from: startOf(day), to: startOf(day + 1), counted: endOf(day, rule, start.wallTime) }
    }
  }

  const deadline = (from: Instant, days: number, rule: DayRule, cutoff?: Minutes): Instant | null => {
    if (!Number.isInteger(days) || days < 0) throw new RangeError(`Not a number of days: ${days}`)
    if (!within(from)) return null
    if (days === 0) {
      const start = received(from, cutoff)
      if (!start) return null
      const today = firstOpening(start.day) === null ? null : endOf(start.day, rule, start.wallTime)
      if (today !== null && today >= from) return today
      const next = nextOpenDay(start.day + 1)
      return next === null ? null : endOf(next, rule, start.wallTime)
    }
    let left = days
    for (const day of after(from, rule, cutoff)) if (--left === 0) return day.counted
    return null
  }

  const elapsed = (from: Instant, to: Instant, rule: DayRule, cutoff?: Minutes): number => {
    let counted = 0
    for (const day of after(from, rule, cutoff)) {
      if (day.counted > to) break
      counted++
    }
    return counted
  }

  return { counts: (at) => firstOpening(dayOf(at)) !== null, deadline, elapsed, after }
}
