import type { Instant } from '../model.ts'

/** A local date and time as a wall in a zone shows it. `day` counts days since 1970-01-01; `weekday` is 0 for Monday. */
export interface Wall {
  year: number
  month: number
  date: number
  day: number
  weekday: number
  /** Seconds since local midnight. */
  seconds: number
  /** Seconds east of UTC. */
  offset: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone)
  if (!found) {
    found = new Intl.DateTimeFormat('en-u-ca-iso8601', {
      timeZone: zone.replace(/^UTC(?=[+-])/, ''), hourCycle: 'h23', era: 'short',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    formatters.set(zone, found)
  }
  return found
}

/** Days since 1970-01-01 of a date of the Gregorian calendar. */
export function dayNumber(year: number, month: number, date: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** What a wall in `zone` (an IANA name, or `UTC±hh:mm`) shows at an instant. Throws RangeError for an unknown zone. */
export function wallAt(at: Instant, zone: string): Wall {
  const offset = at >= quartersFrom ? offsetAt(at, zone) : undefined
  if (offset !== undefined) return shifted(at, offset)
  return wallOfFormatter(at, zone)
}

const quarter = 900_000
/** Since then, every zone changes its offset on a quarter of an hour of UTC. */
const quartersFrom = Date.UTC(1973, 0)
const mostKept = 4_096
const offsets = new Map<string, Map<number, number>>()

/** The offset of a zone in the quarter of an hour of an instant: asked of the platform once, because lists ask a thousand times. */
function offsetAt(at: Instant, zone: string): number {
  let known = offsets.get(zone)
  if (!known) offsets.set(zone, (known = new Map()))
  const place = Math.floor(at / quarter)
  let offset = known.get(place)
  if (offset === undefined) {
    offset = wallOfFormatter(place * quarter, zone).offset
    if (known.size >= mostKept) known.clear()
    known.set(place, offset)
  }
  return offset
}

function shifted(at: Instant, offset: number): Wall {
  const local = Math.floor(at / 1000) + offset
  const day = Math.floor(local / 86_400)
  const date = new Date(day * 86_400_000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, date: date.getUTCDate(), day, weekday: (((day + 3) % 7) + 7) % 7, seconds: local - day * 86_400, offset }
}

function wallOfFormatter(at: Instant, zone: string): Wall {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatter(zone).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 0, day: date = 0, hour = 0, minute = 0, second = 0 } = parts
  const day = dayNumber(year, month, date)
  const seconds = hour * 3600 + minute * 60 + second
  return { year, month, date, day, weekday: (((day + 3) % 7) + 7) % 7, seconds, offset: day * 86_400 + seconds - Math.floor(at / 1000) }
}

/** Whether the zone's wall shows the same date and time at another instant too (the hour repeated in autumn). */
export function happensTwice(at: Instant, zone: string): boolean {
  const { offset } = wallAt(at, zone)
  return [at - 86_400_000, at + 86_400_000].some((near) => {
    const other = wallAt(near, zone).offset
    return other !== offset && wallAt(at + (offset - other) * 1000, zone).offset === other
  })
}
