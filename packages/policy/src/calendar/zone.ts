/**
 * Offsets of a zone as sorted arrays, read once from the platform's zone database and kept:
 * wall time and instants then convert by search and addition.
 */
import type { Instant } from './types.ts'

/** The supported time: instants outside it have no calendar. */
export const horizon = { from: Date.UTC(1990, 0, 1), to: Date.UTC(2100, 0, 1) } as const

const margin = 40 * 86_400_000

export interface Zone {
  readonly name: string
  /** Milliseconds to add to an instant to read the wall. */
  offsetAt(at: Instant): number
  /** Wall time as if it were UTC milliseconds. */
  wallAt(at: Instant): number
  /** Every instant that shows this wall time: none in a gap, two when the hour comes twice. */
  instantsOf(wall: number): Instant[]
  /**
   * The one instant meant by a wall time, as Temporal's "compatible" (TIME-13): the first of two;
   * in a gap, as much later as the gap is long. One wall time being one instant, hours that touch on the wall
   * neither overlap nor leave a hole.
   */
  instantOf(wall: number): Instant
}

const known = new Map<string, Zone>()

/** The zone of an IANA name or a fixed offset (`UTC-08:00`). Throws a RangeError on any other name: ask `zoneProblem` at the door. */
export function zoneOf(name: string): Zone {
  let zone = known.get(name)
  if (!zone) known.set(name, (zone = readZone(name)))
  return zone
}

/** Name under which the platform knows a zone: `UTC-08:00` is `-08:00` there. */
export function platformName(name: string): string {
  return /^UTC[+-]\d{2}:\d{2}$/.test(name) ? name.slice(3) : name
}

function readZone(name: string): Zone {
  let at = new Temporal.ZonedDateTime(BigInt(horizon.from - margin) * 1_000_000n, platformName(name))
  const since = [-Infinity]
  const offsets = [at.offsetNanoseconds / 1e6]
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds > horizon.to + margin) break
    at = next
    const offset = at.offsetNanoseconds / 1e6
    if (offset === offsets.at(-1)) continue
    since.push(at.epochMilliseconds)
    offsets.push(offset)
  }
  return tableZone(name, Float64Array.from(since), Float64Array.from(offsets))
}

function tableZone(name: string, since: Float64Array, offsets: Float64Array): Zone {
  const pieceAt = (at: Instant): number => {
    let low = 0
    let high = since.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (since[middle]! <= at) low = middle
      else high = middle - 1
    }
    return low
  }
  const offsetAt = (at: Instant): number => offsets[pieceAt(at)]!
  /** Pieces of the table near a wall time: offsets never exceed a day, save the one skipped or repeated. */
  const nearby = (wall: number): [number, number] => [pieceAt(wall - 90_000_000), pieceAt(wall + 90_000_000)]
  const instantsOf = (wall: number): Instant[] => {
    const [first, last] = nearby(wall)
    const found: Instant[] = []
    for (let piece = first; piece <= last; piece++) {
      const at = wall - offsets[piece]!
      if (at >= since[piece]! && (piece === since.length - 1 || at < since[piece + 1]!)) found.push(at)
    }
    return found
  }
  const instantOf = (wall: number): Instant => {
    const [first, last] = nearby(wall)
    for (let piece = first; piece <= last; piece++) {
      const at = wall - offsets[piece]!
      if (piece === last || at < since[piece + 1]!) {
        // Before the piece begins: the wall skipped this time, and the offset before the jump says how much later it is.
        return at >= since[piece]! ? at : wall - offsets[piece - 1]!
      }
    }
    throw new Error(`${name}: unordered zone table`)
  }
  return { name, offsetAt, wallAt: (at) => at + offsetAt(at), instantsOf, instantOf }
}
