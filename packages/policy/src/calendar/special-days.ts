/** The days of a weekly calendar that do not follow the week: holidays and exceptions. */
import type { Words } from '../model.ts'
import { parseDay, yearOf } from './days.ts'
import { holidayCalendar } from './holidays/holidays.ts'
import { holidaysOfYear } from './holidays/rules.ts'
import type { HolidaySpec } from './holidays/rules.ts'
import { everyYear, weekOn } from './periods.ts'
import type { CalendarException, HolidayRule, WeeklySpec } from './types.ts'

export interface SpecialDay {
  holiday: boolean
  /** When set, it speaks instead of the holiday and of the week. */
  exception?: CalendarException
  label?: Words
}

/** Looks a day up; answers undefined for an ordinary one. Holidays are computed year by year, once. */
export function specialDays(spec: WeeklySpec): (day: number) => SpecialDay | undefined {
  const specs = holidaySpecs(spec.holidays)
  const years = new Map<number, Map<number, SpecialDay>>()
  const exceptions = exceptionDays(spec.exceptions.filter(({ on }) => !isYearly(on)))
  const yearly = yearlyDays(spec)
  const holidaysIn = (year: number): Map<number, SpecialDay> => {
    let found = years.get(year)
    if (!found) years.set(year, (found = holidayDays(specs, year)))
    return found
  }
  if (specs.length === 0 && spec.exceptions.length === 0) return () => undefined
  return (day) => exceptions.get(day) ?? (specs.length === 0 ? undefined : holidaysIn(yearOf(day)).get(day)) ?? yearly(day)
}

/** A day of every year (`12-24`), not a date. */
function isYearly(on: string): boolean {
  return on.length === 5
}

/** A half-day of every year opens nothing on a Sunday. */
function yearlyDays(spec: WeeklySpec): (day: number) => SpecialDay | undefined {
  const all = spec.exceptions.filter(({ on }) => isYearly(on)).toReversed().map((exception) => ({ special: specialOf(exception), covers: everyYear(exception.on, exception.until ?? exception.on) }))
  const spansOn = weekOn(spec.periods)
  return (day) => {
    const found = all.find(({ covers }) => covers(day))
    return found && spansOn(day).length > 0 ? found.special : undefined
  }
}

function specialOf(exception: CalendarException): SpecialDay {
  return { holiday: false, exception, ...(exception.label ? { label: exception.label } : {}) }
}

function holidaySpecs(rule: HolidayRule): HolidaySpec[] {
  if (rule === 'none') return []
  const named = rule.of.flatMap((name) => {
    const found = holidayCalendar(name)
    if (!found) throw new RangeError(`Unknown holiday calendar: ${name}`)
    return found
  })
  const left = new Set(rule.without ?? [])
  return [...named.filter((holiday) => !left.has(holiday.id)), ...(rule.own ?? [])]
}

/** Holidays on the dates of a year, those observed across the new year included; two on one date keep the first name. */
function holidayDays(specs: readonly HolidaySpec[], year: number): Map<number, SpecialDay> {
  const days = new Map<number, SpecialDay>()
  for (const around of [year - 1, year, year + 1]) {
    for (const holiday of holidaysOfYear(specs, around)) {
      if (yearOf(holiday.day) === year && !days.has(holiday.day)) days.set(holiday.day, { holiday: true, label: holiday.label })
    }
  }
  return days
}

function exceptionDays(exceptions: readonly CalendarException[]): Map<number, SpecialDay> {
  const days = new Map<number, SpecialDay>()
  for (const exception of exceptions) {
    const first = parseDay(exception.on)
    const last = parseDay(exception.until ?? exception.on)
    if (first === null || last === null) throw new RangeError(`Not a date: ${exception.on} – ${exception.until ?? exception.on}`)
    for (let day = first; day <= last; day++) {
      days.set(day, specialOf(exception))
    }
  }
  return days
}
