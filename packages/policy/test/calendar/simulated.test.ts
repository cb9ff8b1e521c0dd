import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCalendar } from '../../src/calendar/calendar.ts'
import type { Week } from '../../src/calendar/calendar.ts'
import { sampleArbitrary, zones } from './arbitrary.ts'
import { everyDay, iso, week } from './samples.ts'
import { printedOffset, simulate } from './simulator.ts'

const minute = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** Where the engine and the simulator disagree, in words; empty when they do not. */
function disagreements(open: (from: number, to: number) => readonly { from: number; to: number; state: string }[], minutes: Uint8Array, from: number): string[] {
  const wrong: string[] = []
  if (minutes.length === 0) return ['nothing simulated']
  for (const segment of open(from, from + minutes.length * minute)) {
    for (let at = segment.from; at < segment.to; at += minute) {
      if ((minutes[(at - from) / minute] === 1) !== (segment.state === 'open')) wrong.push(`${iso(at)} ${segment.state}`)
    }
  }
  return wrong.slice(0, 5)
}

/** Instants at which the printed offset changes: weeks whose two ends differ, halved until the quarter of an hour is found. */
function changes(zone: string, from: number, to: number): number[] {
  const found: number[] = []
  const search = (low: number, high: number): void => {
    if (high - low <= 15 * minute) { found.push(high); return }
    const middle = low + Math.floor((high - low) / (30 * minute)) * 15 * minute
    if (printedOffset(zone, low) !== printedOffset(zone, middle)) search(low, middle)
    if (printedOffset(zone, middle) !== printedOffset(zone, high)) search(middle, high)
  }
  for (let at = from; at < to; at += 7 * dayMs) {
    if (printedOffset(zone, at) !== printedOffset(zone, at + 7 * dayMs)) search(at, at + 7 * dayMs)
  }
  return found
}

const hours: Record<string, Week> = {
  'night': week(everyDay, '19:00-08:00'),
  'edges in the strange hour': week(everyDay, '23:30-00:30', '01:15-01:45', '02:30-05:00'),
  'day by day': week([1, 3, 5, 7], '00:00-24:00'),
}

describe('every change of offset 2000–2040, against the simulator', () => {
  test.each([...zones])('%s', (zone) => {
    const found = changes(zone, Date.UTC(2000, 0, 1), Date.UTC(2041, 0, 1))
    expect(found.length).toBeGreaterThan(8)
    for (const [name, hoursOfWeek] of Object.entries(hours)) {
      const calendar = compileCalendar({ kind: 'weekly', name, zone, periods: [{ week: hoursOfWeek }], holidays: 'none', exceptions: [] })
      for (const change of found) {
        const from = Math.floor((change - 26 * hourMs) / hourMs) * hourMs
        const minutes = simulate({ zone, weekOn: () => hoursOfWeek, holidays: new Set(), appliesTo: 'eachDay', exceptions: new Map() }, from, from + 52 * hourMs, 2)
        expect(disagreements(calendar.segments, minutes, from), `${name}, ${iso(change)}`).toEqual([])
        expect(calendar.elapsed(from, from + 52 * hourMs)).toBe(minutes.reduce((sum, open) => sum + open, 0) * 60)
      }
    }
  })
})

test('random calendars: every minute of nine days, and deadlines by counting minutes', () => {
  fc.assert(fc.property(sampleArbitrary, fc.integer({ min: 0, max: 4 * 1440 }), fc.integer({ min: 1, max: 3000 }), (sample, start, length) => {
    const from = sample.origin - 4 * dayMs
    const minutes = sample.minutes(from, from + 9 * dayMs)
    expect(disagreements(sample.calendar.segments, minutes, from)).toEqual([])
    let counted = 0
    let at = start
    while (at < minutes.length && counted < length) counted += minutes[at++]!
    if (counted === length) expect(iso(sample.calendar.deadline(from + start * minute, length * 60))).toBe(iso(from + at * minute))
  }), { numRuns: 120 })
})

test('dbt_zendesk#154, V10: business minutes over a change are those of the wall', () => {
  const calendar = compileCalendar({ kind: 'weekly', name: 'night', zone: 'Europe/Paris', periods: [{ week: hours['night']! }], holidays: 'none', exceptions: [] })
  const month = (from: string, to: string): number => calendar.elapsed(Date.parse(from), Date.parse(to)) / 3600
  expect(month('2026-03-01T12:00+01:00', '2026-04-01T12:00+02:00')).toBe(31 * 13 - 1)
  expect(month('2026-10-01T12:00+02:00', '2026-11-01T12:00+01:00')).toBe(31 * 13 + 1)
})
