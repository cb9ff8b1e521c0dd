import { describe, expect, test } from 'vitest'
import { compileCalendar, formatDay, holidayCalendar, holidayCalendarNames, holidaysOfYear } from '../../src/calendar/calendar.ts'
import type { HolidaySpec } from '../../src/calendar/calendar.ts'
import { easterSunday, orthodoxEasterSunday } from '../../src/calendar/holidays/easter.ts'
import { at, hour, iso, mondayToFriday, office, utc, weekly } from './samples.ts'
import { easterByMeeus, holidayDates, territories } from './territories.ts'

const datesOf = (specs: readonly HolidaySpec[], year: number): string[] => [...new Set(holidaysOfYear(specs, year).map((holiday) => formatDay(holiday.day)))]
const named = (name: string, year: number): string[] => datesOf(holidayCalendar(name)!, year)
const own = (id: string, date: HolidaySpec['date'], more: Partial<HolidaySpec> = {}): HolidaySpec => ({ id, label: { fr: id, en: id }, date, ...more })

describe('TIME-16, TIME-17: France by territory, years 2000–2050 and before', () => {
  test.each(territories)('%s', (territory) => {
    for (const year of [1952, 1953, 1959, 1960, 1981, 1982, 1983, ...Array.from({ length: 51 }, (_, i) => 2000 + i)]) {
      expect(named(`fr-${territory}`, year), String(year)).toEqual(holidayDates(territory, year))
    }
  })
  test('known dates', () => {
    expect(named('fr-metropole', 2026)).toEqual(['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25', '2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25'])
    expect(named('fr-alsace-moselle', 2027)).toContain('2027-03-26')
    expect(named('fr-alsace-moselle-sans-vendredi-saint', 2027)).not.toContain('2027-03-26')
    expect(named('fr-alsace-moselle-sans-vendredi-saint', 2027)).toContain('2027-12-26')
    expect([2017, 2018].map((year) => named('fr-saint-martin', year).filter((date) => /-05-2[78]/.test(date)))).toEqual([['2017-05-27'], ['2018-05-28']])
  })
  test('Ascension on 1 May or 8 May is one day, with its first name', () => {
    expect(named('fr-metropole', 2008)).toHaveLength(10)
    expect(named('fr-metropole', 2024)).toHaveLength(11)
    const calendar = office({ of: ['fr-metropole'] })
    expect(calendar.week(at('2008-05-01T12:00Z'))[3]).toMatchObject({ date: '2008-05-01', holiday: true, label: { fr: 'Fête du Travail' } })
  })
  test('every holiday has its French and English names, every calendar compiles', () => {
    for (const name of holidayCalendarNames()) {
      for (const spec of holidayCalendar(name)!) expect(Object.values(spec.label).filter(Boolean), `${name} ${spec.id}`).toHaveLength(2)
      expect(office({ of: [name] }).isOpen(at('2026-11-17T10:00Z'))).toBe(true)
    }
    expect(holidayCalendar('constructor')).toBeNull()
    expect(() => office({ of: ['atlantis'] })).toThrow(/atlantis/)
  })
})

test('Easter, by another algorithm, 1583–2500; and two known Orthodox dates', () => {
  for (let year = 1583; year <= 2500; year++) {
    const [month, day] = easterByMeeus(year)
    expect(easterSunday(year), String(year)).toBe(Date.UTC(year, month - 1, day) / 86_400_000)
  }
  expect([2024, 2025, 2026].map((year) => formatDay(orthodoxEasterSunday(year)))).toEqual(['2024-05-05', '2025-04-20', '2026-04-12'])
})

describe('building blocks', () => {
  test('nth and last weekday, days around both Easters, on or after, on or before, a fifth that is not there, 29 February', () => {
    const date = (spec: HolidaySpec['date'], year: number): string[] => datesOf([own('x', spec)], year)
    expect(date({ nth: 4, weekday: 4, month: 11 }, 2026)).toEqual(['2026-11-26'])
    expect(date({ nth: -1, weekday: 1, month: 5 }, 2026)).toEqual(['2026-05-25'])
    expect(date({ nth: -1, weekday: 7, month: 12 }, 2026)).toEqual(['2026-12-27'])
    expect(date({ nth: 5, weekday: 1, month: 2 }, 2026)).toEqual([])
    expect(date({ nth: 5, weekday: 1, month: 3 }, 2026)).toEqual(['2026-03-30'])
    expect(date({ weekday: 1, onOrBefore: '05-24' }, 2026)).toEqual(['2026-05-18'])
    expect(date({ weekday: 1, onOrBefore: '05-18' }, 2026)).toEqual(['2026-05-18'])
    expect(date({ weekday: 6, onOrAfter: '06-20' }, 2026)).toEqual(['2026-06-20'])
    expect(date({ weekday: 5, onOrAfter: '06-20' }, 2026)).toEqual(['2026-06-26'])
    expect([date({ easter: -2 }, 2026), date({ orthodoxEaster: -2 }, 2026), date({ orthodoxEaster: 1 }, 2026)]).toEqual([['2026-04-03'], ['2026-04-10'], ['2026-04-13']])
    expect([date({ fixed: '02-29' }, 2026), date({ fixed: '02-29' }, 2028)]).toEqual([[], ['2028-02-29']])
  })
  test('since, until, and years that came and went', () => {
    const years = (more: Partial<HolidaySpec>): number[] => [1, 2, 3, 4, 5].filter((n) => datesOf([own('x', { fixed: '06-01' }, more)], 2000 + n).length === 1)
    expect(years({ since: 2003 })).toEqual([3, 4, 5])
    expect(years({ until: 2002 })).toEqual([1, 2])
    expect(years({ years: [[2001, 2001], [2004, null]] })).toEqual([1, 4, 5])
  })
  test('a New Year’s Day on Saturday is observed on 31 December of the year before', () => {
    const calendar = office({ of: ['us-federal'] }, { zone: 'America/New_York' })
    expect(calendar.isOpen(at('2021-12-31T10:00-05:00'))).toBe(false)
    expect(calendar.isOpen(at('2021-12-30T10:00-05:00'))).toBe(true)
  })
  test('Christmas on Saturday: England takes Monday and Tuesday', () => {
    expect(named('gb-england', 2027).slice(-4)).toEqual(['2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28'])
  })
  test('Québec: a Sunday is observed on Monday, a Saturday stays; the employer chooses between two days of Easter', () => {
    expect(named('ca-quebec', 2029)).toEqual(['2029-01-01', '2029-03-30', '2029-05-21', '2029-06-24', '2029-06-25', '2029-07-01', '2029-07-02', '2029-09-03', '2029-10-08', '2029-12-25'])
    expect(named('ca-quebec-lundi-de-paques', 2028)).toEqual(['2028-01-01', '2028-04-17', '2028-05-22', '2028-06-24', '2028-07-01', '2028-09-04', '2028-10-09', '2028-12-25'])
  })
  test('an own day is added, a day is left out', () => {
    const calendar = office({ of: ['fr-metropole'], own: [own('founding', { fixed: '11-17' })], without: ['armistice-1918'] })
    expect([11, 17, 18].map((day) => calendar.isOpen(at(`2026-11-${day}T10:00Z`)))).toEqual([true, false, true])
  })
})

test('TIME-15: a night that runs into a holiday', () => {
  const night = (appliesTo: 'startDay' | 'eachDay'): ReturnType<typeof compileCalendar> =>
    compileCalendar(weekly([1, 2, 3, 4, 5, 6, 7], '19:00-08:00', { holidays: { of: ['fr-metropole'], appliesTo } }))
  const counted = (appliesTo: 'startDay' | 'eachDay', from: string, to: string): number => night(appliesTo).elapsed(at(from), at(to)) / hour
  // 10 to 11 November, then 11 to 12: each night is 13 h on ordinary days.
  expect(counted('eachDay', '2026-11-10T12:00+01:00', '2026-11-11T12:00+01:00')).toBe(5)
  expect(counted('eachDay', '2026-11-11T12:00+01:00', '2026-11-12T12:00+01:00')).toBe(8)
  expect(counted('startDay', '2026-11-10T12:00+01:00', '2026-11-11T12:00+01:00')).toBe(13)
  expect(counted('startDay', '2026-11-11T12:00+01:00', '2026-11-12T12:00+01:00')).toBe(0)
  const unsaid = compileCalendar(weekly([1, 2, 3, 4, 5, 6, 7], '19:00-08:00', { holidays: { of: ['fr-metropole'] } }))
  expect(unsaid.elapsed(at('2026-11-10T12:00+01:00'), at('2026-11-11T12:00+01:00')) / hour).toBe(5)
})

test('zammad#390, TIME-05: a working day that some feed calls a holiday is worked', () => {
  const calendar = compileCalendar(weekly(mondayToFriday, '09:00-18:00', { holidays: { of: ['de'] }, zone: 'Europe/Berlin' }))
  expect(iso(calendar.nextOpening(at('2024-11-11T09:00+01:00')))).toBe(utc('2024-11-11T09:00+01:00'))
  expect(calendar.isOpen(at('2024-10-03T10:00+02:00'))).toBe(false)
})
