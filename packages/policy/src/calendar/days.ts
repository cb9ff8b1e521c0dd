/** Civil days as whole numbers since 1970-01-01, so that calendars are integer arithmetic. */

/** `2026-11-13`. */
export type IsoDate = string
/** `12-24`. */
export type MonthDay = string
/** ISO: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

export const dayMs = 86_400_000
export const minuteMs = 60_000

/** Day number of a proleptic Gregorian date; month 1–12. Days beyond the month run into the next. */
export function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / dayMs
}

/** Day number of `2026-11-13`, or null when there is no such date. */
export function parseDay(text: IsoDate): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!found) return null
  const day = dayNumber(Number(found[1]), Number(found[2]), Number(found[3]))
  return formatDay(day) === text ? day : null
}

/** `2026-11-13` of a day number. */
export function formatDay(day: number): IsoDate {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** The year of a day. */
export function yearOf(day: number): number {
  return new Date(day * dayMs).getUTCFullYear()
}

/** Month and day as one comparable number: 12-24 is 1224. */
export function monthDayOf(day: number): number {
  const date = new Date(day * dayMs)
  return (date.getUTCMonth() + 1) * 100 + date.getUTCDate()
}

/** ISO weekday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): Weekday {
  return ((((day + 3) % 7) + 7) % 7 + 1) as Weekday
}
