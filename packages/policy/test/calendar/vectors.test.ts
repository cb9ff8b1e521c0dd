import { describe, expect, test } from 'vitest'
import { compileCalendar } from '../../src/calendar/calendar.ts'
import { at, everyDay, hour, iso, mondayToFriday, office, utc, weekly } from './samples.ts'

const always = compileCalendar({ kind: 'always' })

describe('vectors of the domain, Europe/Paris', () => {
  test('V1: Friday 17:30 + 1 h is Monday 09:30', () => {
    expect(iso(office().deadline(at('2026-11-13T17:30+01:00'), hour))).toBe(utc('2026-11-16T09:30+01:00'))
  })
  test('V2: Friday 18:00:00 is closed, + 1 h is Monday 10:00', () => {
    expect(office().isOpen(at('2026-11-13T18:00+01:00'))).toBe(false)
    expect(iso(office().deadline(at('2026-11-13T18:00+01:00'), hour))).toBe(utc('2026-11-16T10:00+01:00'))
  })
  test('V3: over 11 November', () => {
    const calendar = office({ of: ['fr-metropole'] })
    expect(iso(calendar.deadline(at('2026-11-10T17:00+01:00'), 2 * hour))).toBe(utc('2026-11-12T10:00+01:00'))
  })
  test('V4: Good Friday is worked in metropolitan France', () => {
    const calendar = office({ of: ['fr-metropole'] })
    expect(iso(calendar.deadline(at('2027-03-25T17:00+01:00'), 2 * hour))).toBe(utc('2027-03-26T10:00+01:00'))
  })
  test('V5: Alsace-Moselle, Good Friday, weekend with DST change, Easter Monday', () => {
    const calendar = office({ of: ['fr-alsace-moselle'] })
    expect(iso(calendar.deadline(at('2027-03-25T17:00+01:00'), 2 * hour))).toBe(utc('2027-03-30T10:00+02:00'))
    const switched = office({ of: ['fr-alsace-moselle-sans-vendredi-saint'] })
    expect(iso(switched.deadline(at('2027-03-25T17:00+01:00'), 2 * hour))).toBe(utc('2027-03-26T10:00+01:00'))
  })
  test('V6, TIME-12: a deadline at closing time is the closing instant', () => {
    expect(iso(office().deadline(at('2026-11-13T17:00+01:00'), hour))).toBe(utc('2026-11-13T18:00+01:00'))
  })
  test('V7, V8: elapsed hours over both DST changes', () => {
    for (const calendar of [always, compileCalendar(weekly(everyDay, '00:00-24:00'))]) {
      expect(iso(calendar.deadline(at('2026-10-24T23:00+02:00'), 4 * hour))).toBe(utc('2026-10-25T02:00+01:00'))
      expect(iso(calendar.deadline(at('2027-03-27T23:00+01:00'), 4 * hour))).toBe(utc('2027-03-28T04:00+02:00'))
    }
  })
  test('V9, TIME-01, zammad#3180: no minute is lost at midnight', () => {
    const calendar = compileCalendar(weekly(everyDay, '00:00-24:00'))
    expect(iso(calendar.deadline(at('2026-11-12T23:30+01:00'), hour))).toBe(utc('2026-11-13T00:30+01:00'))
    expect(calendar.elapsed(at('2026-11-01T00:00+01:00'), at('2026-12-01T00:00+01:00'))).toBe(30 * 24 * hour)
    expect(calendar.nextClosing(at('2026-11-12T23:59+01:00'))).toBeNull()
  })
  test.each([['2026-10-24', 14], ['2026-11-12', 13], ['2027-03-27', 12]])('V10: the night of %s lasts %i h', (date, hours) => {
    const calendar = compileCalendar(weekly(everyDay, '19:00-08:00'))
    expect(calendar.elapsed(at(`${date}T12:00Z`), at(`${date}T12:00Z`) + 24 * hour * 1000)).toBe(hours * hour)
  })
  test('V11, TIME-13: hours around a change', () => {
    const inside = compileCalendar(weekly(everyDay, '02:00-03:00'))
    const around = compileCalendar(weekly(everyDay, '01:30-03:30'))
    const spring = [at('2027-03-28T00:00+01:00'), at('2027-03-29T00:00+02:00')] as const
    const autumn = [at('2026-10-25T00:00+02:00'), at('2026-10-26T00:00+01:00')] as const
    expect([inside.elapsed(...spring), inside.elapsed(...autumn)]).toEqual([0, 2 * hour])
    expect([around.elapsed(...spring), around.elapsed(...autumn)]).toEqual([hour, 3 * hour])
  })
  test('TIME-13: a wall time in the gap is as much later, one that comes twice is the first', () => {
    const calendar = compileCalendar(weekly(everyDay, '02:30-05:00'))
    expect(iso(calendar.nextOpening(at('2027-03-28T00:00+01:00')))).toBe(utc('2027-03-28T03:30+02:00'))
    expect(iso(calendar.nextOpening(at('2026-10-25T00:00+02:00')))).toBe(utc('2026-10-25T02:30+02:00'))
    const night = compileCalendar(weekly(everyDay, '19:00-02:30'))
    const rest = compileCalendar(weekly(everyDay, '02:30-19:00'))
    for (const day of ['2026-10-24T12:00Z', '2027-03-27T12:00Z']) {
      const [from, to] = [at(day), at(day) + 86_400_000]
      expect(night.elapsed(from, to) + rest.elapsed(from, to)).toBe(24 * hour)
      expect(iso(night.nextClosing(from + 8 * 3_600_000))).toBe(iso(rest.nextOpening(from + 8 * 3_600_000)))
    }
  })
  test.each([
    ['2026-07-01', '17:00', '02:00', '18:00', '03:00'],
    ['2026-10-28', '16:00', '01:00', '17:00', '02:00'],
    ['2026-11-18', '17:00', '02:00', '17:00', '02:00'],
    ['2027-03-17', '16:00', '01:00', '17:00', '02:00'],
  ])('V12, V12b: Pacific hours seen in Paris on %s', (date, opens, closes, fixedOpens, fixedCloses) => {
    const seen = (zone: string): string[] => {
      const calendar = compileCalendar(weekly(mondayToFriday, '08:00-17:00', { zone }))
      const opening = calendar.nextOpening(at(`${date}T10:00Z`))!
      return [opening, calendar.nextClosing(opening)!].map((one) => new Date(one).toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris', timeStyle: 'short' }))
    }
    expect(seen('America/Los_Angeles')).toEqual([opens, closes])
    expect(seen('Etc/GMT+8')).toEqual([fixedOpens, fixedCloses])
    expect(seen('UTC-08:00')).toEqual([fixedOpens, fixedCloses])
  })
  test('TIME-14: hours that overlap count once', () => {
    const calendar = compileCalendar({ ...weekly([], ''), periods: [{ week: { 1: [{ from: 1140, to: 480 }], 2: [{ from: 0, to: 1440 }, { from: 540, to: 600 }] } }] })
    expect(calendar.elapsed(at('2026-11-16T00:00+01:00'), at('2026-11-18T00:00+01:00'))).toBe(29 * hour)
    const split = compileCalendar(weekly(everyDay, ['02:00-02:30', '02:30-03:00']))
    expect(split.elapsed(at('2027-03-28T00:00+01:00'), at('2027-03-29T00:00+02:00'))).toBe(0)
  })
})

describe('vectors of the clauses', () => {
  const pacific = (zone: string): ReturnType<typeof compileCalendar> => compileCalendar(weekly(mondayToFriday, '08:00-17:00', { zone }))
  test.each([
    ['S2-6', '2026-07-06T16:00-07:00', 120, '2026-07-07T16:00Z', '2026-07-07T01:00Z'],
    ['S2-7', '2026-05-09T11:00-07:00', 240, '2026-05-11T19:00Z', '2026-05-11T20:00Z'],
    ['S2-10', '2026-03-06T15:30-08:00', 180, '2026-03-09T16:30Z', '2026-03-09T17:30Z'],
    ['S2-12', '2026-11-25T12:00-08:00', 480, '2026-11-26T19:00Z', '2026-11-26T19:00Z'],
  ])('%s: Pacific time and fixed offset', (_id, from, minutes, local, fixed) => {
    expect(iso(pacific('America/Los_Angeles').deadline(at(from), minutes * 60))).toBe(utc(local))
    expect(iso(pacific('UTC-08:00').deadline(at(from), minutes * 60))).toBe(utc(fixed))
  })
  test('S2-15: Friday 16:30 to Monday 09:00 is 90 counted minutes', () => {
    expect(pacific('America/Los_Angeles').elapsed(at('2026-07-10T16:30-07:00'), at('2026-07-13T09:00-07:00'))).toBe(90 * 60)
  })
  test('S3-10, S3-13: on call is the complement of business hours', () => {
    const spec = weekly(mondayToFriday, '09:00-18:00')
    const onCall = compileCalendar({ kind: 'complement', of: spec })
    expect(onCall.isOpen(at('2006-08-25T17:59:59+02:00'))).toBe(false)
    expect(onCall.isOpen(at('2006-08-25T18:00:00+02:00'))).toBe(true)
    expect(onCall.isOpen(at('2006-08-28T08:59:59+02:00'))).toBe(true)
    expect(onCall.isOpen(at('2006-08-28T09:00:00+02:00'))).toBe(false)
    expect(onCall.isOpen(at('2006-11-01T10:00+01:00'))).toBe(false)
    const length = (from: string): number => (onCall.nextClosing(at(from))! - at(from)) / 3_600_000
    expect([length('2006-10-27T18:00+02:00'), length('2007-03-23T18:00+01:00')]).toEqual([64, 62])
  })
  test('S4-9, S4-10, S4-28, S4-33: three calendars, half-open, with their gaps', () => {
    const support = compileCalendar(weekly(everyDay, '08:00-19:00'))
    const phone = compileCalendar(weekly(everyDay, ['08:30-12:30', '13:30-18:00']))
    const reach = compileCalendar({ kind: 'union', of: [weekly(everyDay, ['08:30-12:30', '13:30-18:00']), weekly(everyDay, '19:00-08:00')] })
    const open = (calendar: typeof support, time: string): boolean => calendar.isOpen(at(`2026-05-12T${time}+02:00`))
    expect(['07:59:59', '08:00:00', '18:59:59', '19:00:00'].map((time) => open(support, time))).toEqual([false, true, true, false])
    expect(['08:30:00', '12:29:59', '12:30:00', '13:30:00', '17:59:59', '18:00:00'].map((time) => open(phone, time))).toEqual([true, true, false, true, true, false])
    const next = (time: string): string | null => iso(reach.nextOpening(at(`2026-05-12T${time}+02:00`)))
    expect([next('08:10'), next('12:45'), next('18:10')]).toEqual(['2026-05-12T06:30:00.000Z', '2026-05-12T11:30:00.000Z', '2026-05-12T17:00:00.000Z'])
    const gaps = compileCalendar({ kind: 'minus', of: { kind: 'always', zone: 'Europe/Paris' }, less: { kind: 'union', of: [weekly(everyDay, ['08:30-12:30', '13:30-18:00']), weekly(everyDay, '19:00-08:00')] } })
    expect(gaps.week(at('2026-05-12T12:00Z'))[1]!.open.map((one) => [iso(one.from), iso(one.to)])).toEqual([
      ['2026-05-12T06:00:00.000Z', '2026-05-12T06:30:00.000Z'],
      ['2026-05-12T10:30:00.000Z', '2026-05-12T11:30:00.000Z'],
      ['2026-05-12T16:00:00.000Z', '2026-05-12T17:00:00.000Z'],
    ])
  })
})
