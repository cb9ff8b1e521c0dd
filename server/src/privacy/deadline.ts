import { dayNumber, formatDay, parseDay, weekdayOf, yearOf } from '@guichet/policy/calendar/days'
import { holidayCalendar } from '@guichet/policy/calendar/holidays/holidays'
import { holidaysOfYear } from '@guichet/policy/calendar/holidays/rules'

/** The same date so many months later; the last day of a month that has no such date (Regulation 1182/71, art. 3(2)(c)). */
function monthsLater(day: number, months: number): number {
  const start = new Date(day * 86_400_000)
  const [year, month, date] = [start.getUTCFullYear(), start.getUTCMonth() + 1 + months, start.getUTCDate()]
  const last = dayNumber(year, month + 1, 1) - dayNumber(year, month, 1)
  return dayNumber(year, month, Math.min(date, last))
}

/** Neither a weekend nor a public holiday of the territory. */
function works(day: number, holidays: string): boolean {
  if (weekdayOf(day) >= 6) return false
  const specs = holidayCalendar(holidays)
  if (specs === null) throw new Error(`no calendar of holidays is called ${holidays}`)
  return !holidaysOfYear(specs, yearOf(day)).some((holiday) => holiday.day === day)
}

/**
 * The last day of a period of so many calendar months that begins on a date: the day itself is not counted, and a period that would
 * end on a weekend or a public holiday ends with the next working day (Regulation 1182/71, art. 3; GDPR art. 12.3).
 */
export function lastDay(from: string, months: number, holidays: string): string {
  const start = parseDay(from)
  if (start === null) throw new Error(`not a date: ${from}`)
  let day = monthsLater(start, months)
  while (!works(day, holidays)) day += 1
  return formatDay(day)
}

/** The date of an instant on the wall of a zone. */
export function dateIn(zone: string, at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}
