/** Building blocks with which any territory or company tells its holidays, and the dates they give. */
import type { Words } from '../../model.ts'
import { dayNumber, weekdayOf } from '../days.ts'
import type { MonthDay, Weekday } from '../days.ts'
import { easterSunday, orthodoxEasterSunday } from './easter.ts'

export type HolidayDate =
  | { fixed: MonthDay }
  /** Days after Easter Sunday (Gregorian); negative before. */
  | { easter: number }
  | { orthodoxEaster: number }
  /** `nth` 1–5 from the start of the month; -1 is the last. A month without a fifth has none that year. */
  | { nth: number; weekday: Weekday; month: number }
  /** The first such weekday on or after, or the last on or before, a date. */
  | { weekday: Weekday; onOrAfter: MonthDay }
  | { weekday: Weekday; onOrBefore: MonthDay }

/**
 * What happens when the date falls on a weekend.
 * `nearest`: Saturday → Friday, Sunday → Monday (United States). `nextWorkday`: the first day after that is neither weekend
 * nor already a holiday of the list (United Kingdom). `sundayBefore`: Sunday → Saturday (King's Day).
 * `mondayAfter`: Sunday → Monday, Saturday stays (Québec). The day itself stays a holiday but with `sundayBefore`.
 */
export type Observed = 'nearest' | 'nextWorkday' | 'sundayBefore' | 'mondayAfter'

export interface HolidaySpec {
  id: string
  label: Words
  date: HolidayDate
  /** First and last years in which it is a holiday, inclusive. */
  since?: number
  until?: number
  /** Instead of `since` and `until` when it came and went: inclusive ranges, `null` for still. */
  years?: readonly (readonly [number, number | null])[]
  observed?: Observed
}

export interface Holiday { day: number; id: string; label: Words }

/** Whether the holiday exists in a year. */
function applies(spec: HolidaySpec, year: number): boolean {
  if (spec.years && !spec.years.some(([from, to]) => year >= from && (to === null || year <= to))) return false
  return year >= (spec.since ?? -Infinity) && year <= (spec.until ?? Infinity)
}

function monthDay(year: number, text: MonthDay): number {
  return dayNumber(year, Number(text.slice(0, 2)), Number(text.slice(3)))
}

/** Day number of a rule in a year; null when the year has none (29 February, a fifth Monday). */
export function dayOf(date: HolidayDate, year: number): number | null {
  if ('fixed' in date) {
    const day = monthDay(year, date.fixed)
    return date.fixed === '02-29' && day === dayNumber(year, 3, 1) ? null : day
  }
  if ('easter' in date) return easterSunday(year) + date.easter
  if ('orthodoxEaster' in date) return orthodoxEasterSunday(year) + date.orthodoxEaster
  if ('onOrAfter' in date) return weekdayFrom(monthDay(year, date.onOrAfter), date.weekday)
  if ('onOrBefore' in date) return weekdayFrom(monthDay(year, date.onOrBefore) - 6, date.weekday)
  if (date.nth < 0) return weekdayFrom(dayNumber(year, date.month + 1, 1) - 7, date.weekday) + 7 * (date.nth + 1)
  const day = weekdayFrom(dayNumber(year, date.month, 1), date.weekday) + 7 * (date.nth - 1)
  return day < dayNumber(year, date.month + 1, 1) ? day : null
}

function weekdayFrom(day: number, weekday: Weekday): number {
  return day + ((weekday - weekdayOf(day) + 7) % 7)
}

/**
 * The holidays that these rules give for a year, by day. A day observed on another date is a second entry.
 * A New Year's Day observed on 31 December belongs to the year of the holiday, not of the date: ask for the years around.
 */
export function holidaysOfYear(specs: readonly HolidaySpec[], year: number): Holiday[] {
  const found: Holiday[] = []
  const shifted: { spec: HolidaySpec; day: number }[] = []
  for (const spec of specs) {
    const day = applies(spec, year) ? dayOf(spec.date, year) : null
    if (day === null) continue
    const sunday = weekdayOf(day) === 7
    if (spec.observed === 'sundayBefore' && sunday) found.push({ day: day - 1, id: spec.id, label: spec.label })
    else {
      found.push({ day, id: spec.id, label: spec.label })
      if (moves(spec.observed, day)) shifted.push({ spec, day })
    }
  }
  for (const { spec, day } of shifted.sort((a, b) => a.day - b.day)) {
    found.push({ day: observedDay(spec.observed!, day, found), id: `${spec.id}-observed`, label: observedLabel(spec.label) })
  }
  return found.sort((a, b) => a.day - b.day)
}

/** Whether a day that falls on a weekend is observed on another too. */
function moves(observed: Observed | undefined, day: number): boolean {
  if (observed === 'mondayAfter') return weekdayOf(day) === 7
  return weekdayOf(day) >= 6 && (observed === 'nearest' || observed === 'nextWorkday')
}

function observedDay(observed: Observed, day: number, taken: readonly Holiday[]): number {
  if (observed === 'nearest') return weekdayOf(day) === 6 ? day - 1 : day + 1
  if (observed === 'mondayAfter') return day + 1
  let next = day + 1
  while (weekdayOf(next) >= 6 || taken.some((holiday) => holiday.day === next)) next++
  return next
}

function observedLabel(label: Words): Words {
  return {
    ...(label.fr === undefined ? {} : { fr: `${label.fr} (jour de report)` }),
    ...(label.en === undefined ? {} : { en: `${label.en} (observed)` }),
  }
}
