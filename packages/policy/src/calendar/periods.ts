/** Which week applies on a date: the most specific period alone speaks. */
import { monthDayOf, parseDay, weekdayOf } from './days.ts'
import type { MonthDay, Period, Span } from './types.ts'

interface Ranked { from: number; until: number; season: readonly [number, number] | null; kind: number; length: number; period: Period }

/** Answers the spans that start on a day, as written in the period that speaks for it. */
export function weekOn(periods: readonly Period[]): (day: number) => readonly Span[] {
  const ranked = periods.map(rank).reverse().sort((a, b) => b.kind - a.kind || a.length - b.length)
  return (day) => ranked.find((period) => covers(period, day))?.period.week[weekdayOf(day)] ?? []
}

function rank(period: Period): Ranked {
  const from = bound(period.from, -Infinity)
  const until = bound(period.until, Infinity)
  const season = period.yearly ? ([monthDayNumber(period.yearly.from), monthDayNumber(period.yearly.until)] as const) : null
  const dated = period.from !== undefined || period.until !== undefined
  const seasonLength = season ? (season[1] - season[0] + 1300) % 1300 : Infinity
  return { from, until, season, kind: dated ? 2 : season ? 1 : 0, length: dated ? until - from : seasonLength, period }
}

function bound(date: string | undefined, open: number): number {
  if (date === undefined) return open
  const day = parseDay(date)
  if (day === null) throw new RangeError(`Not a date: ${date}`)
  return day
}

function monthDayNumber(text: MonthDay): number {
  return Number(text.slice(0, 2)) * 100 + Number(text.slice(3))
}

function covers(period: Ranked, day: number): boolean {
  if (day < period.from || day > period.until) return false
  if (!period.season) return true
  return inSeason(period.season, day)
}

/** Whether a day is between two days of the year, both included; an end before the beginning goes over the new year. */
function inSeason([from, until]: readonly [number, number], day: number): boolean {
  const date = monthDayOf(day)
  return from <= until ? date >= from && date <= until : date >= from || date <= until
}

/** The same of days of the year as they are written. */
export function everyYear(from: MonthDay, until: MonthDay): (day: number) => boolean {
  const season = [monthDayNumber(from), monthDayNumber(until)] as const
  return (day) => inSeason(season, day)
}
