/** The small notations of the language: durations, hours, days, dates. */
import { parseDay, zoneOf } from '../calendar/calendar.ts'
import type { Instant } from '../model.ts'

const units: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 }

/** Seconds of `90s`, `15min`, `2h`, `1h30min`, `1d` (24 hours); null when it is none. */
export function parseDuration(text: string): number | null {
  if (!/^\d/.test(text) || text.length > 40) return null
  let rest = text.replaceAll(' ', '')
  let total = 0
  while (rest !== '') {
    const found = /^(\d{1,6}(?:\.\d{1,3})?)(min|h|s|d)/.exec(rest)
    if (!found) return null
    total += Number(found[1]) * units[found[2]!]!
    rest = rest.slice(found[0].length)
  }
  return total
}

/** Days of `2 business days`; null when it is none. */
export function parseBusinessDays(text: string): number | null {
  const found = /^(\d{1,3}) business days?$/.exec(text)
  return found ? Number(found[1]) : null
}

/** Minutes since midnight of `08:30`; `24:00` is the end of the day; null when it is none. */
export function parseTime(text: string): number | null {
  const found = /^(\d{1,2}):([0-5]\d)$/.exec(text)
  if (!found) return null
  const minutes = Number(found[1]) * 60 + Number(found[2])
  return minutes <= 1440 ? minutes : null
}

/** `2026-11-01` or `2008-03-27 18:39:08` on the wall of a zone; null when it is none. */
export function parseWall(text: string, zone: string): Instant | null {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text)
  const day = found ? parseDay(found[1]!) : null
  if (!found || day === null) return null
  const [hours, minutes, seconds] = [Number(found[2] ?? 0), Number(found[3] ?? 0), Number(found[4] ?? 0)]
  if (hours > 23 || minutes > 59 || seconds > 59) return null
  return zoneOf(zone).instantOf(day * 86_400_000 + ((hours * 60 + minutes) * 60 + seconds) * 1000)
}

/** `12-24`: a day of every year; null when it is none. */
export function parseMonthDay(text: string): string | null {
  return /^\d{2}-\d{2}$/.test(text) && parseDay(`2024-${text}`) !== null ? text : null
}

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** ISO weekdays of `mon`, `mon-thu`, `every`, `weekdays`, `weekend`; null when it is none. */
export function parseDays(text: string): number[] | null {
  if (text === 'every') return [1, 2, 3, 4, 5, 6, 7]
  if (text === 'weekdays') return [1, 2, 3, 4, 5]
  if (text === 'weekend') return [6, 7]
  const [first, last = first, more] = text.split('-')
  const from = dayNames.indexOf(first as (typeof dayNames)[number])
  const to = dayNames.indexOf(last as (typeof dayNames)[number])
  if (from < 0 || to < 0 || more !== undefined) return null
  const days: number[] = []
  for (let day = from; ; day = (day + 1) % 7) {
    days.push(day + 1)
    if (day === to) return days
  }
}
