/** Calendars and instants that several tests use. */
import { compileCalendar } from '../../src/calendar/calendar.ts'
import type { Calendar, HolidayRule, Span, Week, Weekday, WeeklySpec } from '../../src/calendar/calendar.ts'

/** `'09:00-18:00'` as a span. */
export function span(text: string): Span {
  const [from, to] = text.split('-').map((part) => Number(part.slice(0, 2)) * 60 + Number(part.slice(3))) as [number, number]
  return { from, to }
}

export const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
export const mondayToFriday: readonly Weekday[] = [1, 2, 3, 4, 5]

export function week(days: readonly Weekday[], ...hours: string[]): Week {
  return Object.fromEntries(days.map((day) => [day, hours.map(span)]))
}

export function weekly(days: readonly Weekday[], hours: string | readonly string[], more: Partial<WeeklySpec> = {}): WeeklySpec {
  return { kind: 'weekly', name: 'hours', zone: 'Europe/Paris', periods: [{ week: week(days, ...[hours].flat()) }], holidays: 'none', exceptions: [], ...more }
}

export function office(holidays: HolidayRule = 'none', more: Partial<WeeklySpec> = {}): Calendar {
  return compileCalendar(weekly(mondayToFriday, '09:00-18:00', { holidays, ...more }))
}

export const at = (text: string): number => Date.parse(text)

/** An instant as its UTC text, so that a failed test can be read. */
export const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString())

/** Asserts on texts: the UTC text of a local one with its offset. */
export const utc = (text: string): string => new Date(Date.parse(text)).toISOString()

export const hour = 3600
