/** Hours of a roster at which too few people are there (S3-13, ONC-01, ONC-03). */
import { clip, complement, intersect, normalise } from '../calendar/intervals.ts'
import type { Seconds } from '../calendar/types.ts'
import type { Instant } from '../model.ts'
import type { Policy } from '../policy.ts'

/** `able: false`: cannot do what the roster asks for, and does not count where it asks. */
export interface Shift { from: Instant; to: Instant; person: string; able?: boolean }

export interface RosterGap {
  from: Instant
  to: Instant
  /** How many people are missing at worst. */
  missing: number
}

export interface RosterReading {
  roster: string
  /** Hours to be covered between the two instants, those that are, and those that are not. */
  needed: Seconds
  covered: Seconds
  uncovered: Seconds
  /** In order, those that touch made one. */
  gaps: RosterGap[]
  clauses: string[]
}

/**
 * The gaps of a roster in `[from, to)`. Shifts are instants: whoever makes them from the wall gives a week 167 or 169 hours
 * when the time changes. One person twice at once is one. null: the policy has no such roster.
 */
export function rosterGaps(policy: Policy, name: string, shifts: readonly Shift[], from: Instant, to: Instant): RosterReading | null {
  const roster = policy.rosters.get(name)
  if (!roster) return null
  const needed = roster.during === 'always' ? clip([from, to], from, to) : openIn(policy, roster.during, from, to)
  const counts = shifts.filter((shift) => roster.able === undefined || shift.able !== false)
  const levels = coverage(counts, roster.atLeast)
  const gaps = intersect(needed, complement(levels.at(-1)!, from, Math.max(from, to)))
  return {
    roster: name, needed: lengthOf(needed), uncovered: lengthOf(gaps), covered: lengthOf(needed) - lengthOf(gaps),
    gaps: pairs(gaps).map((gap) => ({ ...gap, missing: worst(gap, levels) })),
    clauses: [...new Set([...roster.clauses, ...(roster.during === 'always' ? [] : policy.calendars.get(roster.during)!.clauses)])],
  }
}

function openIn(policy: Policy, calendar: string, from: Instant, to: Instant): number[] {
  return normalise(policy.calendars.get(calendar)!.calendar.segments(from, to).flatMap((segment) => (segment.state === 'open' ? [segment.from, segment.to] : [])))
}

/** When at least one, two, … up to `most` different people are there. */
function coverage(shifts: readonly Shift[], most: number): number[][] {
  const people = Map.groupBy(shifts, (shift) => shift.person)
  const edges = [...people.values()].flatMap((own) => pairs(normalise(own.flatMap(({ from, to }) => [from, to])))).flatMap(({ from, to }) => [{ at: from, step: 1 }, { at: to, step: -1 }])
  edges.sort((a, b) => a.at - b.at)
  const levels: number[][] = Array.from({ length: most }, () => [])
  let there = 0
  for (const [index, { at, step }] of edges.entries()) {
    there += step
    const until = edges[index + 1]?.at ?? at
    if (until > at) for (let level = 0; level < Math.min(there, most); level++) levels[level]!.push(at, until)
  }
  return levels.map((level) => normalise(level))
}

function worst({ from, to }: { from: Instant; to: Instant }, levels: readonly number[][]): number {
  const unfilled = levels.findIndex((level) => lengthOf(clip(level, from, to)) < (to - from) / 1000)
  return levels.length - unfilled
}

function pairs(set: readonly number[]): { from: Instant; to: Instant }[] {
  return set.flatMap((from, index) => (index % 2 === 0 ? [{ from, to: set[index + 1]! }] : []))
}

function lengthOf(set: readonly number[]): Seconds {
  return pairs(set).reduce((sum, { from, to }) => sum + (to - from), 0) / 1000
}
