import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCalendar } from '../../src/calendar/calendar.ts'
import { clockDeadline } from '../../src/calendar/measure.ts'
import type { ClockReading, Measure, Pause } from '../../src/calendar/measure.ts'
import { sampleArbitrary } from './arbitrary.ts'
import { at, hour, iso, mondayToFriday, office, utc, weekly } from './samples.ts'

const paris = (text: string): number => at(`${text}+01:00`)
const inOffice: Measure = { by: 'calendar', calendar: office({ of: ['fr-metropole'] }) }
const lines = (reading: ClockReading, now?: number): unknown[] =>
  reading.segments(now).map((line) => [iso(line.from)!.slice(5, 16), iso(line.to)?.slice(5, 16) ?? null, line.state, line.counted, ...(line.future ? ['future'] : [])])
const sum = (reading: ClockReading, now?: number): number => reading.segments(now).reduce((total, line) => total + line.counted, 0)

describe('clocks in seconds', () => {
  test('elapsed: S5-13, ten minutes at any hour and over both changes', () => {
    const due = (from: string): string | null => iso(clockDeadline({ by: 'elapsed' }, at(from), 600).deadline)
    expect(due('2026-12-25T03:02+01:00')).toBe(utc('2026-12-25T02:12Z'))
    expect(due('2026-10-25T02:55+02:00')).toBe(utc('2026-10-25T01:05Z'))
    expect(due('2026-03-29T01:55+01:00')).toBe(utc('2026-03-29T01:05Z'))
  })
  test('GLPI#10594, GLPI#24481: a pause over a weekend takes away the open hours under it and nothing else', () => {
    const reading = clockDeadline(inOffice, paris('2026-11-13T16:00'), 4 * hour, [{ from: paris('2026-11-13T17:00'), to: paris('2026-11-16T10:00') }])
    expect(iso(reading.deadline)).toBe(utc('2026-11-16T13:00+01:00'))
    expect(lines(reading)).toEqual([
      ['11-13T15:00', '11-13T16:00', 'counted', hour],
      ['11-13T16:00', '11-16T09:00', 'paused', 0],
      ['11-16T09:00', '11-16T12:00', 'counted', 3 * hour],
    ])
  })
  test('the lines name the holiday, and split at now', () => {
    const reading = clockDeadline(inOffice, paris('2026-11-10T17:00'), 2 * hour)
    expect(lines(reading, paris('2026-11-11T10:00'))).toEqual([
      ['11-10T16:00', '11-10T17:00', 'counted', hour],
      ['11-10T17:00', '11-10T23:00', 'closed', 0],
      ['11-10T23:00', '11-11T09:00', 'holiday', 0],
      ['11-11T09:00', '11-11T23:00', 'holiday', 0, 'future'],
      ['11-11T23:00', '11-12T08:00', 'closed', 0, 'future'],
      ['11-12T08:00', '11-12T09:00', 'counted', hour, 'future'],
    ])
    expect(lines(reading, paris('2026-11-10T18:00')).map((line) => (line as unknown[])[4])).toEqual([undefined, 'future', 'future', 'future', 'future'])
    expect(reading.segments()[2]!.label).toEqual({ fr: 'Armistice de 1918', en: 'Armistice Day 1918' })
    expect(lines(reading, paris('2026-11-10T17:30')).slice(0, 2)).toEqual([['11-10T16:00', '11-10T16:30', 'counted', 1800], ['11-10T16:30', '11-10T17:00', 'counted', 1800, 'future']])
  })
  test('a pause without end: no deadline, and what was counted stays', () => {
    const reading = clockDeadline(inOffice, paris('2026-11-12T09:00'), 4 * hour, [{ from: paris('2026-11-12T10:00'), to: null }])
    expect(reading.deadline).toBeNull()
    expect(reading.countedAt(paris('2027-03-01T10:00'))).toBe(hour)
    expect(lines(reading)).toEqual([['11-12T08:00', '11-12T09:00', 'counted', hour], ['11-12T09:00', null, 'paused', 0]])
    expect(iso(reading.reachedAt(hour))).toBe(utc('2026-11-12T10:00+01:00'))
    expect(reading.reachedAt(hour + 1)).toBeNull()
  })
  test('a pause that begins at the deadline or later changes nothing', () => {
    const reading = clockDeadline(inOffice, paris('2026-11-12T09:00'), hour, [{ from: paris('2026-11-12T10:00'), to: null }])
    expect(iso(reading.deadline)).toBe(utc('2026-11-12T10:00+01:00'))
    expect(lines(reading)).toEqual([['11-12T08:00', '11-12T09:00', 'counted', hour]])
  })
  test('pauses that overlap, touch, precede the start, have no length, or come unordered', () => {
    const pauses: Pause[] = [
      { from: paris('2026-11-12T11:00'), to: paris('2026-11-12T12:00') },
      { from: paris('2026-11-11T00:00'), to: paris('2026-11-12T09:30') },
      { from: paris('2026-11-12T11:30'), to: paris('2026-11-12T12:30') },
      { from: paris('2026-11-12T12:30'), to: paris('2026-11-12T13:00') },
      { from: paris('2026-11-12T10:00'), to: paris('2026-11-12T10:00') },
      { from: paris('2026-11-10T10:00'), to: paris('2026-11-10T11:00') },
    ]
    const reading = clockDeadline(inOffice, paris('2026-11-12T09:00'), 2 * hour, pauses)
    expect(lines(reading)).toEqual([
      ['11-12T08:00', '11-12T08:30', 'paused', 0],
      ['11-12T08:30', '11-12T10:00', 'counted', 5400],
      ['11-12T10:00', '11-12T12:00', 'paused', 0],
      ['11-12T12:00', '11-12T12:30', 'counted', 1800],
    ])
    expect(pauses[0]).toEqual({ from: paris('2026-11-12T11:00'), to: paris('2026-11-12T12:00') })
  })
  test('warnings: when a share of the target is counted (TIME-29)', () => {
    const reading = clockDeadline(inOffice, paris('2026-11-13T17:00'), 2 * hour)
    expect([0, 0.5, 0.75, 1].map((share) => iso(reading.reachedAt(share * 2 * hour)))).toEqual(['2026-11-13T16:00:00.000Z', '2026-11-13T17:00:00.000Z', '2026-11-16T08:30:00.000Z', '2026-11-16T09:00:00.000Z'])
    expect(() => reading.reachedAt(-1)).toThrow(RangeError)
  })
  test('never open again: no deadline, the lines go to now', () => {
    const never: Measure = { by: 'calendar', calendar: compileCalendar(weekly([], '09:00-10:00')) }
    const reading = clockDeadline(never, paris('2026-11-12T09:00'), 60)
    expect([reading.deadline, lines(reading, paris('2026-11-13T09:00'))]).toEqual([null, [['11-12T08:00', '11-13T08:00', 'closed', 0]]])
  })

  test('TIME-30: whatever the pauses, the lines are without hole and add up to the target; what is counted at the deadline is the target', () => {
    const second = fc.integer({ min: 0, max: 8 * 86_400 })
    fc.assert(fc.property(sampleArbitrary, fc.boolean(), fc.integer({ min: 0, max: 100_000 }), fc.array(fc.tuple(second, second), { maxLength: 4 }), second, (sample, elapsed, target, ranges, nowAfter) => {
      const start = sample.origin
      const pauses = ranges.map(([from, length]) => ({ from: start + from * 1000, to: start + (from + length) * 1000 }))
      const reading = clockDeadline(elapsed ? { by: 'elapsed' } : { by: 'calendar', calendar: sample.calendar }, start, target, pauses)
      if (reading.deadline === null) return
      const now = start + nowAfter * 1000
      for (const cut of [undefined, now]) {
        const drawn = reading.segments(cut)
        expect(sum(reading, cut)).toBe(target)
        for (let i = 1; i < drawn.length; i++) expect(drawn[i]!.from).toBe(drawn[i - 1]!.to)
        if (target > 0) expect([drawn[0]!.from, drawn.at(-1)!.to]).toEqual([start, reading.deadline])
      }
      expect(reading.countedAt(reading.deadline)).toBe(target)
      if (target > 0) expect(reading.countedAt(reading.deadline - 1)).toBeLessThan(target)
      expect(reading.segments(now).filter((line) => !line.future).reduce((total, line) => total + line.counted, 0)).toBe(Math.min(target, reading.countedAt(now)))
    }), { numRuns: 300 })
  })
})

describe('clocks in business days', () => {
  const days = (target: number, from: string, more: { dayRule?: 'end_of_day' | 'same_time'; cutoff?: number; pauses?: Pause[] } = {}): ClockReading =>
    clockDeadline({ by: 'business_days', calendar: office({ of: ['fr-metropole'] }), dayRule: more.dayRule ?? 'end_of_day', ...(more.cutoff === undefined ? {} : { cutoff: more.cutoff }) }, paris(from), target, more.pauses)

  test.each([
    [1, '2026-11-10T10:00', 'end_of_day', undefined, '2026-11-12T18:00'],
    [1, '2026-11-10T10:00', 'same_time', undefined, '2026-11-12T10:00'],
    [2, '2026-11-13T23:00', 'end_of_day', undefined, '2026-11-17T18:00'],
    [1, '2026-11-14T10:00', 'end_of_day', undefined, '2026-11-16T18:00'],
    [1, '2026-11-13T15:59', 'end_of_day', 960, '2026-11-16T18:00'],
    [1, '2026-11-13T16:00', 'end_of_day', 960, '2026-11-17T18:00'],
    [1, '2026-11-14T08:00', 'end_of_day', 960, '2026-11-17T18:00'],
    [1, '2026-11-13T16:00', 'same_time', 960, '2026-11-17T09:00'],
    [0, '2026-11-13T10:00', 'end_of_day', undefined, '2026-11-13T18:00'],
    [0, '2026-11-13T18:30', 'end_of_day', undefined, '2026-11-16T18:00'],
    [0, '2026-11-14T10:00', 'end_of_day', undefined, '2026-11-16T18:00'],
  ] as const)('%i day(s) from %s, %s, cutoff %s', (target, from, dayRule, cutoff, due) => {
    expect(iso(days(target, from, { dayRule, ...(cutoff === undefined ? {} : { cutoff }) }).deadline)).toBe(utc(`${due}+01:00`))
  })
  test('the lines: one a business day, holidays named, the sum is the target', () => {
    const reading = days(2, '2026-11-10T10:00')
    expect(lines(reading)).toEqual([
      ['11-10T09:00', '11-10T23:00', 'start_day', 0],
      ['11-10T23:00', '11-11T23:00', 'holiday', 0],
      ['11-11T23:00', '11-12T23:00', 'counted', 1],
      ['11-12T23:00', '11-13T17:00', 'counted', 1],
    ])
    expect([sum(reading), reading.countedAt(paris('2026-11-12T17:59')), reading.countedAt(paris('2026-11-12T18:00'))]).toEqual([2, 0, 1])
  })
  test('received after the cutoff: the hours of receipt go on to the next business day', () => {
    expect(lines(days(1, '2026-11-13T17:00', { cutoff: 960 }))).toEqual([
      ['11-13T16:00', '11-13T23:00', 'start_day', 0],
      ['11-13T23:00', '11-16T08:00', 'closed', 0],
      ['11-16T08:00', '11-16T17:00', 'start_day', 0],
      ['11-16T17:00', '11-16T23:00', 'closed', 0],
      ['11-16T23:00', '11-17T17:00', 'counted', 1],
    ])
  })
  test('a day paused when it would be counted is not', () => {
    const reading = days(2, '2026-11-12T10:00', { pauses: [{ from: paris('2026-11-13T12:00'), to: paris('2026-11-16T09:00') }] })
    expect(iso(reading.deadline)).toBe(utc('2026-11-17T18:00+01:00'))
    expect(lines(reading)).toEqual([
      ['11-12T09:00', '11-12T23:00', 'start_day', 0],
      ['11-12T23:00', '11-13T23:00', 'paused', 0],
      ['11-13T23:00', '11-15T23:00', 'closed', 0],
      ['11-15T23:00', '11-16T23:00', 'counted', 1],
      ['11-16T23:00', '11-17T17:00', 'counted', 1],
    ])
    const endless = days(2, '2026-11-12T10:00', { pauses: [{ from: paris('2026-11-14T12:00'), to: null }] })
    expect([endless.deadline, endless.countedAt(paris('2027-11-12T10:00')), sum(endless)]).toEqual([null, 1, 1])
  })
  test('no day at all is due at the end of the day of receipt, unless it is paused then', () => {
    const due = (from: string, to: string | null): string | null => iso(days(0, '2026-11-13T10:00', { pauses: [{ from: paris(from), to: to === null ? null : paris(to) }] }).deadline)
    expect(due('2026-11-13T11:00', '2026-11-13T12:00')).toBe(utc('2026-11-13T18:00+01:00'))
    expect(due('2026-11-13T17:00', '2026-11-13T19:00')).toBe(utc('2026-11-16T18:00+01:00'))
    expect(due('2026-11-13T17:00', null)).toBeNull()
  })
  test('never open: no deadline; half a day and less than none are refused', () => {
    const never = clockDeadline({ by: 'business_days', calendar: compileCalendar(weekly([], '09:00-10:00')), dayRule: 'end_of_day' }, paris('2026-11-12T09:00'), 1)
    expect(never.deadline).toBeNull()
    expect(() => days(-1, '2026-11-12T10:00')).toThrow(RangeError)
    expect(() => days(1.5, '2026-11-12T10:00')).toThrow(RangeError)
  })
  test('later requests are never due earlier, and each day counted is an open one', () => {
    const calendar = office({ of: ['fr-metropole'] })
    fc.assert(fc.property(fc.integer({ min: 0, max: 3 * 365 * 1440 }), fc.integer({ min: 0, max: 5 * 1440 }), fc.integer({ min: 1, max: 30 }), fc.constantFrom(undefined, 720, 1440), (from, later, target, cutoff) => {
      const measure: Measure = { by: 'business_days', calendar, dayRule: 'end_of_day', ...(cutoff === undefined ? {} : { cutoff }) }
      const start = paris('2026-01-01T00:00') + from * 60_000
      const [first, second] = [start, start + later * 60_000].map((one) => clockDeadline(measure, one, target).deadline!)
      expect(second).toBeGreaterThanOrEqual(first!)
      expect(calendar.isOpen(first! - 1)).toBe(true)
      expect(clockDeadline(measure, start, target).countedAt(first!)).toBe(target)
    }), { numRuns: 100 })
  })
  test('mondayToFriday nights: a day counts when it opens at all between its midnights', () => {
    const nights = compileCalendar(weekly(mondayToFriday, '19:00-08:00'))
    const reading = clockDeadline({ by: 'business_days', calendar: nights, dayRule: 'end_of_day' }, paris('2026-11-13T10:00'), 1)
    expect(iso(reading.deadline)).toBe(utc('2026-11-14T08:00+01:00'))
  })
})
