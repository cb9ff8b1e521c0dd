/** Lengths of time that are counted in days and months of the wall, not in hours: how long a right lasts, when one may still contest. */
import { dayMs, dayNumber, type MonthDay } from './days.ts'
import type { Instant } from './types.ts'
import { zoneOf } from './zone.ts'

/** Plain data: months first, then days. */
export interface Stretch { months: number; days: number }

const units = { d: [0, 1], day: [0, 1], week: [0, 7], month: [1, 0], year: [12, 0] } as const

/** `30d`, `30 days`, `2 weeks`, `12 months`, `1 year`; null when it is none, or longer than a century. */
export function parseStretch(text: string): Stretch | null {
  const found = /^(\d{1,5}) ?(?:(d)|(day|week|month|year)s?)$/.exec(text)
  if (!found) return null
  const [months, days] = units[(found[2] ?? found[3]) as keyof typeof units]
  const count = Number(found[1])
  return count * (months * 31 + days) > 36_600 ? null : { months: count * months, days: count * days }
}

/**
 * The first instant that is too late: midnight after the last day, which counts to its end. A month later is the same date of that
 * month, or its last day where it is shorter: of what began on 31 January, a month ends with 28 February.
 */
export function endOfStretch(from: Instant, { months, days }: Stretch, zone: string): Instant {
  const { wallAt, instantOf } = zoneOf(zone)
  const start = new Date(Math.floor(wallAt(from) / dayMs) * dayMs)
  const month = start.getUTCFullYear() * 12 + start.getUTCMonth() + months
  const year = Math.floor(month / 12)
  const longest = new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate()
  const last = dayNumber(year, (month % 12) + 1, Math.min(start.getUTCDate(), longest)) + days
  return instantOf((last + 1) * dayMs)
}

const lengths = { month: 1, quarter: 3, year: 12 } as const
/** A civil period of the wall. */
export type CivilPeriod = keyof typeof lengths

/** A civil period, or the days of the year on which another one begins, in order: the terms of a school. Never 29 February. */
export type Recurring = CivilPeriod | readonly MonthDay[]

/** The midnight at which the period begins in which an instant lies, `offset` periods later. */
export function periodStart(at: Instant, period: Recurring, zone: string, offset = 0): Instant {
  const { wallAt, instantOf } = zoneOf(zone)
  const day = new Date(wallAt(at))
  const year = day.getUTCFullYear()
  if (typeof period !== 'string') {
    const reached = period.filter((first) => first <= day.toISOString().slice(5, 10)).length
    const place = year * period.length + reached - 1 + offset
    const first = period[place - Math.floor(place / period.length) * period.length]!
    return instantOf(dayNumber(Math.floor(place / period.length), Number(first.slice(0, 2)), Number(first.slice(3))) * dayMs)
  }
  const length = lengths[period]
  const month = Math.floor((year * 12 + day.getUTCMonth()) / length) * length + offset * length
  return instantOf(dayNumber(Math.floor(month / 12), (month % 12) + 1, 1) * dayMs)
}
