/** Half-days and closings of every year: the same as one dated exception a year, on the days that are open otherwise. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCalendar } from '../../src/calendar/calendar.ts'
import { parseDay, weekdayOf } from '../../src/calendar/days.ts'
import { policyOf, policyText, problemsOf } from '../support/policy.ts'
import { at, mondayToFriday, span, weekly } from './samples.ts'

const halfDay = { on: '12-24', spans: [span('09:00-12:00')] }
const years = Array.from({ length: 12 }, (_, index) => 2024 + index)

describe('a day of every year', () => {
  test('counts on working days alone: 24 December 2028 is a Sunday, and stays closed', () => {
    const office = compileCalendar(weekly(mondayToFriday, '09:00-18:00', { exceptions: [halfDay] }))
    const open = ['2026-12-24T11:59', '2026-12-24T12:00', '2027-12-24T11:59', '2027-12-24T17:00', '2028-12-24T10:00', '2028-12-25T10:00'].map((text) => office.isOpen(at(`${text}+01:00`)))
    expect(open).toEqual([true, false, true, false, false, true])
  })

  test('gives way to holidays, and to a dated exception', () => {
    const office = compileCalendar(weekly(mondayToFriday, '09:00-18:00', { holidays: { of: ['fr-metropole'] }, exceptions: [{ on: '12-25', spans: [span('09:00-12:00')] }, { on: '2026-12-24', spans: [span('14:00-16:00')] }, halfDay] }))
    expect(['2026-12-25T10:00', '2026-12-24T10:00', '2026-12-24T15:00', '2027-12-24T10:00'].map((text) => office.isOpen(at(`${text}+01:00`)))).toEqual([false, false, true, true])
  })

  test('is what one dated exception for each working day would be, over the new year too', () => {
    const monthDay = fc.date({ min: new Date('2025-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(5, 10))
    fc.assert(fc.property(monthDay, fc.integer({ min: 0, max: 20 }), fc.boolean(), (on, length, closed) => {
      const spans = closed ? [] : [span('10:00-11:30')]
      const dated = [2023, ...years].flatMap((year) => Array.from({ length: length + 1 }, (_, index) => new Date((parseDay(`${year}-${on}`)! + index) * 86_400_000).toISOString().slice(0, 10)))
      const until = dated[length]!.slice(5)
      fc.pre(!dated.some((date) => date.endsWith('-02-29')))
      const exceptions = dated.filter((date) => mondayToFriday.includes(weekdayOf(parseDay(date)!))).map((date) => ({ on: date, spans }))
      const [yearly, each] = [[{ on, until, spans }], exceptions].map((list) => compileCalendar(weekly(mondayToFriday, '09:00-18:00', { exceptions: list })))
      const [from, to] = [at('2024-01-01T00:00+01:00'), at('2034-01-01T00:00+01:00')]
      expect(yearly!.segments(from, to).filter(({ state }) => state === 'open')).toEqual(each!.segments(from, to).filter(({ state }) => state === 'open'))
    }), { numRuns: 25 })
  })

  test('is written as it is said', () => {
    const office = (closures: string) => policyText({ more: `- { id: hours, says: Heures, means: { calendars: { desk: { days: weekdays, hours: ["09:00-18:00"], holidays: none, closures: [ ${closures} ] } } } }` })
    const policy = policyOf(office('{ on: 12-24, hours: ["09:00-12:00"], label: Veille }, { from: 12-27, until: 01-02 }'))
    expect(policy.calendars.get('desk')!.spec).toMatchObject({ exceptions: [{ on: '12-24' }, { on: '12-27', until: '01-02', spans: [] }] })
    expect(problemsOf(office('{ on: 02-30 }'))).toEqual(['wrong-type'])
    expect(problemsOf(office('{ from: 12-27, until: 2027-01-02 }'))).toEqual(['wrong-type'])
  })
})
