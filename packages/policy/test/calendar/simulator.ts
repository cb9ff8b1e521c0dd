/**
 * A second opinion, minute by minute: hours are painted on a wall of minutes, then every bell of opening and closing is
 * looked for by walking the real minutes one after the other. Slow, and nothing shared with the engine.
 */
import type { Span, Week, Weekday } from '../../src/calendar/calendar.ts'

const minute = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** Offset in minutes as the platform's own formatter prints it. */
export function printedOffset(zone: string, at: number): number {
  if (/^UTC[+-]/.test(zone)) return Number(zone.slice(3, 6)) * 60 + Math.sign(Number(zone.slice(3, 6)) || 1) * Number(zone.slice(7))
  let format = formats.get(zone)
  if (!format) formats.set(zone, (format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' })))
  const part = (type: string, parts: Intl.DateTimeFormatPart[]): number => Number(parts.find((one) => one.type === type)!.value)
  const parts = format.formatToParts(at)
  return (Date.UTC(part('year', parts), part('month', parts) - 1, part('day', parts), part('hour', parts), part('minute', parts)) - at) / minute
}

export interface Plain {
  zone: string
  /** Hours of a date, chosen by the test without the engine's help. */
  weekOn(date: string): Week
  holidays: ReadonlySet<string>
  appliesTo: 'startDay' | 'eachDay'
  exceptions: ReadonlyMap<string, readonly Span[]>
}

/** One byte per minute of `[from, to)`, both on whole hours: 1 when open. `reach`: days that the longest hours may come from. */
export function simulate(plain: Plain, from: number, to: number, reach = 10): Uint8Array {
  const margin = reach * 1440
  const walls = wallClock(plain.zone, from / minute - margin, to / minute + margin)
  const start = Math.floor(walls[0]! / 1440)
  const days = Math.floor(walls.at(-1)! / 1440) - start + 1
  const seen = new Set<number>()
  for (let i = 0; i < walls.length; i += 15) seen.add(Math.floor(walls[i]! / 1440))
  const painted = paint(plain, start, days, seen)

  const open = new Uint8Array(walls.length)
  for (let at = 1; at < painted.length; at++) {
    if (!painted[at] || painted[at - 1]) continue
    let end = at
    while (end < painted.length && painted[end]) end++
    const opens = moment(walls, start * 1440 + at)
    open.fill(1, opens, Math.max(opens, moment(walls, start * 1440 + end)))
    at = end
  }
  return open.slice(margin, margin + (to - from) / minute)
}

const clocks = new Map<string, Int32Array>()

/** What the wall shows at each real minute, from the offsets printed each hour, and each quarter of an hour where they differ. */
function wallClock(zone: string, first: number, last: number): Int32Array {
  const key = `${zone} ${first} ${last}`
  let walls = clocks.get(key)
  if (walls) return walls
  if (clocks.size > 50) clocks.clear()
  clocks.set(key, (walls = new Int32Array(last - first)))
  let ahead = printedOffset(zone, first * minute)
  for (let at = first; at < last; at += 60) {
    const offset = ahead
    ahead = printedOffset(zone, (at + 60) * minute)
    for (let m = at; m < at + 60; m++) walls[m - first] = m + (offset === ahead ? offset : printedOffset(zone, (m - (m % 15)) * minute))
  }
  return walls
}

/** Index of the real minute meant by a wall minute: the first that shows it, or as long after the jump as the wall is after it. */
function moment(walls: Int32Array, wall: number): number {
  const shown = walls.indexOf(wall)
  if (shown >= 0) return shown
  const jump = walls.findIndex((shows, index) => shows > wall && index > 0 && walls[index - 1]! < wall)
  if (jump > 0) return jump + (wall - walls[jump - 1]! - 1)
  return wall < walls[0]! ? 0 : walls.length
}

function paint(plain: Plain, start: number, days: number, seen: ReadonlySet<number>): Uint8Array {
  const wall = new Uint8Array(days * 1440)
  const nameOf = (day: number): string => new Date((start + day) * 86_400_000).toISOString().slice(0, 10)
  const stroke = (day: number, spans: readonly Span[], allowed: (on: number) => boolean): void => {
    for (const span of spans) {
      const length = span.to > span.from ? span.to - span.from : 1440 - span.from + span.to
      for (let m = 0; m < length; m++) {
        const at = day * 1440 + span.from + m
        if (at < wall.length && allowed(Math.floor(at / 1440))) wall[at] = 1
      }
    }
  }
  const specials = Array.from({ length: days + 10 }, (_, day) => plain.exceptions.has(nameOf(day)) || plain.holidays.has(nameOf(day)))
  const special = (day: number): boolean => specials[day]!
  for (let day = 0; day < days; day++) {
    if (!seen.has(start + day)) continue
    const weekday = (new Date((start + day) * 86_400_000).getUTCDay() || 7) as Weekday
    const regular = plain.weekOn(nameOf(day))[weekday] ?? []
    const exception = plain.exceptions.get(nameOf(day))
    if (plain.appliesTo === 'startDay') stroke(day, exception ?? (special(day) ? [] : regular), () => true)
    else if (exception?.length) stroke(day, exception, (on) => on === day || !special(on))
    else stroke(day, regular, (on) => !special(on))
  }
  return wall
}
