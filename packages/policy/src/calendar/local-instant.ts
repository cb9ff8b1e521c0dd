/** Start times as customers write them, with or without a zone (S5-10). */
import { dayMs, dayNumber, formatDay, minuteMs, parseDay } from './days.ts'
import type { Instant, IsoDate } from './types.ts'
import { zoneProblem } from './zone-problem.ts'
import { zoneOf } from './zone.ts'

export type LocalInstant =
  | { kind: 'instant'; instant: Instant; echo: Echo }
  /** The wall time comes twice in the zone: ask which; in order of time. */
  | { kind: 'ambiguous'; instants: [Instant, Instant]; echoes: [Echo, Echo] }
  /** The wall time is skipped in the zone: ask again. */
  | { kind: 'inexistent'; wall: string; zone: string }
  | { kind: 'unreadable'; problem: 'date' | 'time' | 'zone' }

/** The instant as written and as stored, so that a person sees what was understood. */
export interface Echo {
  /** `2026-07-10T14:30`. */
  wall: string
  /** The zone as written, or the one assumed. */
  zone: string
  /** `+02:00`. */
  offset: string
  /** `2026-07-10T12:30:00Z`. */
  utc: string
  /** True when no zone was written. */
  assumed: boolean
}

/** Abbreviations that mean one offset only, in minutes; those with two meanings (CST, IST, BST) are asked back. */
const offsets: Readonly<Record<string, number>> = {
  Z: 0, UTC: 0, GMT: 0, WET: 0, WEST: 60, CET: 60, CEST: 120, MEZ: 60, MESZ: 120, EET: 120, EEST: 180, MSK: 180,
  EST: -300, EDT: -240, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420, AKST: -540, AKDT: -480, HST: -600, JST: 540, AEST: 600, AEDT: 660,
}

const shape = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))?(?:T|,|\s(?:à|at|um)(?=[\s\d])|\s)*(\d{1,2})\s*(?::|h)\s*(\d{2})?(?::(\d{2})(?:\.\d+)?)?\s*(.*)$/iu

/** No date, time and zone are written in more. */
const longest = 100

/**
 * Reads `2026-07-10 14:30 CEST`, `10/07/2026 14 h 30`, `2026-07-10T14:30+02:00`, `2026-07-10 14:30 America/New_York`.
 * Day before month. Without a zone, `zone` is assumed where that local time exists exactly once.
 * Without a date, `today` (a date in `zone`) is; without both the date is unreadable.
 */
export function parseLocalInstant(text: string, zone: string, today?: IsoDate): LocalInstant {
  if (text.length > longest) return { kind: 'unreadable', problem: 'date' }
  const found = shape.exec(text.trim().replace(/[\u00a0\u202f]/g, ' '))
  if (!found) return { kind: 'unreadable', problem: /\d{1,2}\s*[:h]/i.test(text) ? 'date' : 'time' }
  const [, year, month, day, ownDay, ownMonth, ownYear, hour, minute = '00', second = '00', written = ''] = found
  const date = year ? isoDay(year, month!, day!) : ownYear ? isoDay(ownYear, ownMonth!, ownDay!) : parseDay(today ?? '')
  if (date === null) return { kind: 'unreadable', problem: 'date' }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return { kind: 'unreadable', problem: 'time' }
  const wall = date * dayMs + (Number(hour) * 60 + Number(minute)) * minuteMs + Number(second) * 1000
  const zoneText = written.replace(/^[\s,([]+|[\s)\].]+$/g, '')
  if (zoneText === '') return inZone(wall, zone, true)
  const offset = offsetOf(zoneText)
  if (offset !== null) return { kind: 'instant', instant: wall - offset * minuteMs, echo: echo(wall, zoneText, wall - offset * minuteMs, false) }
  const problem = zoneProblem(zoneText)
  const name = problem === null ? zoneText : problem.problem === 'unknown' ? problem.offers[0] : undefined
  return name === undefined ? { kind: 'unreadable', problem: 'zone' } : inZone(wall, name, false)
}

function isoDay(year: string, month: string, day: string): number | null {
  const number = dayNumber(Number(year), Number(month), Number(day))
  return formatDay(number) === `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` ? number : null
}

/** Minutes east of Greenwich of `+02:00`, `UTC+2`, `GMT-0330`, `CEST`; null when it is none of these. */
function offsetOf(text: string): number | null {
  const named = Object.hasOwn(offsets, text.toUpperCase()) ? offsets[text.toUpperCase()]! : null
  if (named !== null) return named
  const found = /^(?:UTC|GMT)?\s*([+\u2212-])(\d{1,2})(?::?(\d{2}))?$/i.exec(text)
  if (!found) return null
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  if (minutes > 14 * 60 || Number(found[3] ?? 0) > 59) return null
  return found[1] === '+' ? minutes : -minutes
}

function inZone(wall: number, name: string, assumed: boolean): LocalInstant {
  const [first, second] = zoneOf(name).instantsOf(wall)
  if (first === undefined) return { kind: 'inexistent', wall: wallText(wall), zone: name }
  if (second === undefined) return { kind: 'instant', instant: first, echo: echo(wall, name, first, assumed) }
  return { kind: 'ambiguous', instants: [first, second], echoes: [echo(wall, name, first, assumed), echo(wall, name, second, assumed)] }
}

function echo(wall: number, zone: string, instant: Instant, assumed: boolean): Echo {
  const minutes = Math.round((wall - instant) / minuteMs)
  const size = Math.abs(minutes)
  const offset = `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
  return { wall: wallText(wall), zone, offset, utc: `${new Date(instant).toISOString().slice(0, 19)}Z`, assumed }
}

function wallText(wall: number): string {
  const text = new Date(wall).toISOString()
  return text.slice(17, 19) === '00' ? text.slice(0, 16) : text.slice(0, 19)
}
