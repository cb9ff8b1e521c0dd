/** Which names of zones a policy may use. */
import { platformName } from './zone.ts'

export type ZoneProblem =
  /** Three letters say neither where nor whether summer time applies; `offers` are names that do, the likeliest first. */
  | { problem: 'abbreviation'; offers: string[] }
  /** No such zone; `offers` holds what it resembles: other capitals, a city alone, an offset in another form. */
  | { problem: 'unknown'; offers: string[] }

/** What people write, and what they may have meant: the place with its summer time, then the fixed offset. */
const meanings: Readonly<Record<string, readonly string[]>> = {
  PST: ['America/Los_Angeles', 'Etc/GMT+8'], PDT: ['America/Los_Angeles', 'Etc/GMT+7'], PT: ['America/Los_Angeles'],
  PST8PDT: ['America/Los_Angeles'],
  MST: ['America/Denver', 'America/Phoenix', 'Etc/GMT+7'], MDT: ['America/Denver', 'Etc/GMT+6'], MT: ['America/Denver'],
  MST7MDT: ['America/Denver'],
  CST: ['America/Chicago', 'Asia/Shanghai', 'Etc/GMT+6'], CDT: ['America/Chicago', 'Etc/GMT+5'], CT: ['America/Chicago'],
  CST6CDT: ['America/Chicago'],
  EST: ['America/New_York', 'Etc/GMT+5'], EDT: ['America/New_York', 'Etc/GMT+4'], ET: ['America/New_York'],
  EST5EDT: ['America/New_York'],
  AST: ['America/Martinique', 'America/Halifax', 'Etc/GMT+4'], ADT: ['America/Halifax', 'Etc/GMT+3'],
  HST: ['Pacific/Honolulu', 'Etc/GMT+10'], AKST: ['America/Anchorage', 'Etc/GMT+9'], AKDT: ['America/Anchorage', 'Etc/GMT+8'],
  CET: ['Europe/Paris', 'Etc/GMT-1'], CEST: ['Europe/Paris', 'Etc/GMT-2'], MET: ['Europe/Paris', 'Etc/GMT-1'], MEZ: ['Europe/Berlin'], MESZ: ['Europe/Berlin'],
  WET: ['Europe/Lisbon', 'Etc/UTC'], WEST: ['Europe/Lisbon', 'Etc/GMT-1'],
  EET: ['Europe/Athens', 'Etc/GMT-2'], EEST: ['Europe/Athens', 'Etc/GMT-3'], MSK: ['Europe/Moscow', 'Etc/GMT-3'],
  GMT: ['Etc/UTC', 'Europe/London'], BST: ['Europe/London', 'Etc/GMT-1'], IST: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  JST: ['Asia/Tokyo'], KST: ['Asia/Seoul'], AEST: ['Australia/Sydney', 'Australia/Brisbane'], AEDT: ['Australia/Sydney'],
  NZST: ['Pacific/Auckland'], NZDT: ['Pacific/Auckland'], Z: ['Etc/UTC'],
}

/** Null when a calendar may use the name: `Area/City`, `Etc/GMT+8`, `UTC`, `UTC-08:00`. Names of platforms for abbreviations and countries are refused. */
export function zoneProblem(name: string): ZoneProblem | null {
  if (name === 'UTC') return null
  if (/^UTC[+-](?:0\d|1[0-4]):[0-5]\d$/.test(name)) return null
  const meant = meanings[name.toUpperCase()]
  if (meant) return { problem: 'abbreviation', offers: [...meant] }
  if (/^[A-Z]{2,5}$/.test(name)) return { problem: 'abbreviation', offers: [] }
  const known = name.includes('/') ? canonical(name) : null
  return known === name ? null : { problem: 'unknown', offers: known === null ? resembling(name) : [known] }
}

/** A city without its continent, or an offset not written as ours (`UTC-8`, `+02:00`, `GMT+0530`). */
function resembling(name: string): string[] {
  const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i.exec(name)
  if (offset && Number(offset[2]) <= 14) return [`UTC${offset[1]}${offset[2]!.padStart(2, '0')}:${offset[3] ?? '00'}`]
  const city = `/${name.trim().replaceAll(' ', '_').toLowerCase()}`
  return city === '/' ? [] : Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase().endsWith(city))
}

function canonical(name: string): string | null {
  try {
    return new Temporal.ZonedDateTime(0n, platformName(name)).timeZoneId
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
