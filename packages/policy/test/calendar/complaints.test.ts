import { describe, expect, test } from 'vitest'
import { asPublished, compileCalendar } from '../../src/calendar/calendar.ts'
import type { CalendarException, CalendarSpec } from '../../src/calendar/calendar.ts'
import { at, everyDay, hour, iso, mondayToFriday, office, span, utc, week, weekly } from './samples.ts'

const exception = (on: string, hours: string[] = [], more: Partial<CalendarException> = {}): CalendarException => ({ on, spans: hours.map(span), ...more })
const paris = (text: string): number => at(`${text}+01:00`)

describe('what users of other desks complained about', () => {
  test('osTicket#6847: a lunch break does not break the due date', () => {
    const calendar = compileCalendar(weekly(mondayToFriday, ['09:00-12:00', '14:00-18:00']))
    expect(iso(calendar.deadline(paris('2026-11-17T11:00'), 2 * hour))).toBe(utc('2026-11-17T15:00+01:00'))
    expect(iso(calendar.deadline(paris('2026-11-17T12:30'), hour))).toBe(utc('2026-11-17T15:00+01:00'))
    const closedAtNoon = compileCalendar(weekly(mondayToFriday, '09:00-18:00', { exceptions: [exception('2026-11-17', ['09:00-12:00', '14:00-18:00'])] }))
    expect(iso(closedAtNoon.deadline(paris('2026-11-17T11:00'), 2 * hour))).toBe(utc('2026-11-17T15:00+01:00'))
  })
  test.each([[[2]], [[7]], [[2, 3]], [[3, 6]]] as const)('osTicket#6739: a week without Monday and Thursday, days %j', (days) => {
    const calendar = compileCalendar(weekly([...days], '10:00-11:00'))
    let counted = 0
    for (let day = 0; day < 28; day++) counted += calendar.elapsed(paris('2026-11-02T00:00') + day * 86_400_000, paris('2026-11-03T00:00') + day * 86_400_000)
    expect(counted).toBe(days.length * 4 * hour)
    expect(iso(calendar.deadline(paris('2026-11-02T00:00'), days.length * 4 * hour))).toBe(iso(calendar.before(paris('2026-11-30T00:00'), 1)! + 1000))
  })
  test('GLPI#6835: half-days', () => {
    const calendar = compileCalendar(weekly(mondayToFriday, '09:00-18:00', { exceptions: [exception('2026-12-24', ['09:00-12:00'], { label: { fr: 'Veille de Noël', en: 'Christmas Eve' } })], holidays: { of: ['fr-metropole'] } }))
    expect(iso(calendar.deadline(paris('2026-12-24T11:00'), 2 * hour))).toBe(utc('2026-12-28T10:00+01:00'))
    expect(calendar.segments(paris('2026-12-24T11:00'), paris('2026-12-26T00:00'))).toEqual([
      { from: paris('2026-12-24T11:00'), to: paris('2026-12-24T12:00'), state: 'open' },
      { from: paris('2026-12-24T12:00'), to: paris('2026-12-25T00:00'), state: 'closed', label: { fr: 'Veille de Noël', en: 'Christmas Eve' } },
      { from: paris('2026-12-25T00:00'), to: paris('2026-12-26T00:00'), state: 'holiday', label: { fr: 'Noël', en: 'Christmas Day' } },
    ])
  })
  test('GLPI#8129: an opening on a holiday, and a bridge day', () => {
    const calendar = office({ of: ['fr-metropole'] }, { exceptions: [exception('2026-11-11', ['10:00-12:00']), exception('2026-07-13')] })
    expect(iso(calendar.nextOpening(paris('2026-11-10T18:00')))).toBe(utc('2026-11-11T10:00+01:00'))
    expect(iso(calendar.deadline(paris('2026-11-10T17:00'), 4 * hour))).toBe(utc('2026-11-12T10:00+01:00'))
    expect(iso(calendar.nextOpening(at('2026-07-10T18:00+02:00')))).toBe(utc('2026-07-15T09:00+02:00'))
  })
  test('libredesk: a closure longer than 24 days, and one of two years', () => {
    const closed = (until: string) => office('none', { exceptions: [exception('2026-08-01', [], { until })] })
    expect(iso(closed('2026-08-31').deadline(at('2026-07-31T17:30+02:00'), hour))).toBe(utc('2026-09-01T09:30+02:00'))
    expect(iso(closed('2028-07-31').deadline(at('2026-07-31T17:30+02:00'), hour))).toBe(utc('2028-08-01T09:30+02:00'))
    expect(iso(closed('2028-07-31').before(at('2028-08-01T09:30+02:00'), hour))).toBe(utc('2026-07-31T17:30+02:00'))
  })
  test('glpi#687, GLPI#15429: opened outside hours, the deadline is neither now nor in the past', () => {
    expect(iso(office().deadline(paris('2026-11-14T12:00'), 600))).toBe(utc('2026-11-16T09:10+01:00'))
  })
  test('GLPI#22678, TIME-03: one hour before a deadline at opening is on the last working day', () => {
    expect(iso(office().before(paris('2026-11-16T09:30'), hour))).toBe(utc('2026-11-13T17:30+01:00'))
    expect(iso(office().before(paris('2026-11-16T10:00'), hour))).toBe(utc('2026-11-16T09:00+01:00'))
  })
})

describe('hours that change', () => {
  const seasons: CalendarSpec = {
    ...weekly(mondayToFriday, '09:00-18:00'),
    periods: [
      { week: week(mondayToFriday, '09:00-18:00') },
      { yearly: { from: '07-01', until: '08-31' }, week: week(mondayToFriday, '10:00-16:00') },
      { yearly: { from: '12-20', until: '01-05' }, week: week(mondayToFriday, '10:00-12:00') },
      { from: '2026-07-06', until: '2026-07-10', week: week(everyDay, '06:00-22:00') },
    ],
  }
  const day = (date: string): number => compileCalendar(seasons).week(at(`${date}T12:00Z`)).find((one) => one.date === date)!.open.reduce((sum, open) => sum + open.to - open.from, 0) / 3_600_000

  test('the most specific period alone speaks: dated, then seasonal, then the rest', () => {
    expect([day('2026-06-30'), day('2026-07-01'), day('2026-07-06'), day('2026-07-11'), day('2026-08-31'), day('2026-09-01')]).toEqual([9, 6, 16, 0, 6, 9])
    expect([day('2026-12-21'), day('2027-01-05'), day('2027-01-06')]).toEqual([2, 2, 9])
  })
  test('TIME-18: a closing published later is not known before', () => {
    const published = paris('2026-11-16T12:00')
    const spec = weekly(mondayToFriday, '09:00-18:00', { exceptions: [exception('2026-11-17', [], { published })] })
    const from = paris('2026-11-16T17:30')
    expect(iso(compileCalendar(asPublished(spec, published - 1)).deadline(from, hour))).toBe(utc('2026-11-17T09:30+01:00'))
    expect(iso(compileCalendar(asPublished(spec, published)).deadline(from, hour))).toBe(utc('2026-11-18T09:30+01:00'))
    expect(iso(compileCalendar(asPublished({ kind: 'union', of: [spec] }, 0)).deadline(from, hour))).toBe(utc('2026-11-17T09:30+01:00'))
  })
  test('hours over several days, cut by a holiday within', () => {
    const weekend = compileCalendar({ ...weekly([], ''), periods: [{ week: { 5: [{ from: 1080, to: 4860 }] } }], holidays: { of: ['fr-metropole'] } })
    expect(iso(weekend.nextClosing(paris('2026-11-13T18:00')))).toBe(utc('2026-11-16T09:00+01:00'))
    // 1 November 2026 is a Sunday.
    expect(weekend.elapsed(paris('2026-10-30T12:00'), paris('2026-11-02T12:00'))).toBe((63 - 24) * hour)
  })
  test('TIME-19: overseas zones keep their own hours', () => {
    const opens = (zone: string, date: string): string | null => iso(compileCalendar(weekly(mondayToFriday, '08:00-10:00', { zone })).nextOpening(at(`${date}T00:00Z`)))
    expect([opens('America/Guadeloupe', '2026-07-15'), opens('America/Cayenne', '2026-07-15'), opens('Indian/Reunion', '2026-07-15'), opens('Indian/Mayotte', '2026-07-15')])
      .toEqual(['2026-07-15T12:00:00.000Z', '2026-07-15T11:00:00.000Z', '2026-07-15T04:00:00.000Z', '2026-07-15T05:00:00.000Z'])
    expect([opens('Pacific/Noumea', '2026-07-14'), opens('Pacific/Tahiti', '2026-07-15')]).toEqual(['2026-07-14T21:00:00.000Z', '2026-07-15T18:00:00.000Z'])
    expect([opens('America/Miquelon', '2026-07-15'), opens('America/Miquelon', '2026-12-15')]).toEqual(['2026-07-15T10:00:00.000Z', '2026-12-15T11:00:00.000Z'])
  })
  test('a day that a zone skipped has no hours, and the days around keep theirs', () => {
    const apia = compileCalendar(weekly(mondayToFriday, '09:00-17:00', { zone: 'Pacific/Apia' }))
    expect(apia.week(at('2011-12-29T12:00-10:00')).map((one) => [one.date, one.open.length])).toEqual([
      ['2011-12-26', 1], ['2011-12-27', 1], ['2011-12-28', 1], ['2011-12-29', 1], ['2011-12-30', 0], ['2011-12-31', 0], ['2012-01-01', 0],
    ])
    expect(iso(apia.deadline(at('2011-12-29T16:00-10:00'), 2 * hour))).toBe(utc('2012-01-02T10:00+14:00'))
  })
})

describe('the edges of the supported time', () => {
  test('never open is null, not a loop', () => {
    const never = compileCalendar(weekly([], '09:00-18:00'))
    expect([never.deadline(0 + at('2026-01-01T00:00Z'), 1), never.nextOpening(at('2026-01-01T00:00Z')), never.before(at('2026-01-01T00:00Z'), 1)]).toEqual([null, null, null])
    expect(compileCalendar({ kind: 'always' }).nextClosing(at('2026-01-01T00:00Z'))).toBeNull()
  })
  test('hours that ended long ago', () => {
    const ended = compileCalendar({ ...weekly([], ''), periods: [{ until: '2026-11-13', week: week(mondayToFriday, '09:00-18:00') }] })
    expect(iso(ended.deadline(paris('2026-11-13T16:00'), 2 * hour))).toBe(utc('2026-11-13T18:00+01:00'))
    expect(ended.deadline(paris('2026-11-13T16:00'), 2 * hour + 1)).toBeNull()
  })
  test('outside 1990–2099: null, or a clear error where null has no meaning', () => {
    const calendar = office()
    expect([calendar.deadline(at('2150-01-01T00:00Z'), 1), calendar.deadline(at('2099-12-31T12:00Z'), 9e9), calendar.nextOpening(at('1980-01-01T00:00Z'))]).toEqual([null, null, null])
    expect(() => calendar.elapsed(0, at('2026-01-01T00:00Z'))).toThrow(RangeError)
    expect(() => calendar.deadline(at('2026-01-01T00:00Z'), -1)).toThrow(RangeError)
    expect(() => calendar.deadline(at('2026-01-01T00:00Z'), Number.NaN)).toThrow(RangeError)
  })
  test('the order of questions changes no answer', () => {
    const ask = (calendar: ReturnType<typeof office>, year: number): (string | null)[] => {
      const from = at(`${year}-03-03T17:00Z`)
      return [iso(calendar.deadline(from, 50 * hour)), iso(calendar.before(from, 5000 * hour)), iso(calendar.nextOpening(from))]
    }
    const wandering = office({ of: ['fr-metropole'] })
    for (const year of [2026, 1991, 2098, 2040, 2026, 2000]) expect(ask(wandering, year)).toEqual(ask(office({ of: ['fr-metropole'] }), year))
  })
})
