import { describe, expect, test } from 'vitest'
import { parseLocalInstant, zoneOf, zoneProblem } from '../../src/calendar/calendar.ts'
import { zones } from './arbitrary.ts'
import { iso, utc } from './samples.ts'
import { printedOffset } from './simulator.ts'

describe('SEED-05, SEED-16: names of zones', () => {
  test.each([
    ['PST', ['America/Los_Angeles', 'Etc/GMT+8']],
    ['CET', ['Europe/Paris', 'Etc/GMT-1']],
    ['CEST', ['Europe/Paris', 'Etc/GMT-2']],
    ['EST', ['America/New_York', 'Etc/GMT+5']],
    ['EST5EDT', ['America/New_York']],
    ['gmt', ['Etc/UTC', 'Europe/London']],
    ['XYZ', []],
  ])('%s is an abbreviation', (name, offers) => {
    expect(zoneProblem(name)).toEqual({ problem: 'abbreviation', offers })
  })
  test('every offer is itself a zone', () => {
    for (const name of ['PST', 'PDT', 'MST', 'MDT', 'CST', 'CDT', 'EST', 'EDT', 'AST', 'ADT', 'HST', 'AKST', 'AKDT', 'CET', 'CEST', 'MET', 'MEZ', 'MESZ', 'WET', 'WEST', 'EET', 'EEST', 'MSK', 'GMT', 'BST', 'IST', 'JST', 'KST', 'AEST', 'AEDT', 'NZST', 'NZDT', 'Z', 'PT', 'MT', 'CT', 'ET']) {
      const problem = zoneProblem(name)
      expect(problem?.offers.length, name).toBeGreaterThan(0)
      for (const offer of problem!.offers) expect(zoneProblem(offer), offer).toBeNull()
    }
  })
  test.each(['Europe/Paris', 'America/Argentina/Buenos_Aires', 'Etc/GMT+8', 'UTC', 'UTC-08:00', 'UTC+05:45', ...zones])('%s is a zone', (name) => {
    expect(zoneProblem(name)).toBeNull()
    expect(Number.isFinite(zoneOf(name).offsetAt(Date.UTC(2026, 0, 1)))).toBe(true)
  })
  test.each([
    ['europe/paris', ['Europe/Paris']], ['Paris', ['Europe/Paris']], ['UTC-8', ['UTC-08:00']], ['+02:00', ['UTC+02:00']], ['GMT+0530', ['UTC+05:30']],
    ['Japan', []], ['Europe/Atlantis', []], ['UTC+15:00', []], ['', []],
  ])('%j is not, and what it resembles is offered', (name, offers) => {
    expect(zoneProblem(name)).toEqual({ problem: 'unknown', offers })
  })
  test('the two databases of the platform agree: offsets every five days, 1995–2045', () => {
    for (const zone of zones) {
      for (let at = Date.UTC(1995, 0, 1); at < Date.UTC(2045, 0, 1); at += 5 * 86_400_000 + 3_600_000) {
        expect(zoneOf(zone).offsetAt(at) / 60_000, `${zone} ${iso(at)}`).toBe(printedOffset(zone, at))
      }
    }
  })
})

describe('S5-10: start times as customers write them, policy zone Europe/Paris', () => {
  const read = (text: string, today?: string): ReturnType<typeof parseLocalInstant> => parseLocalInstant(text, 'Europe/Paris', today)
  test.each([
    ['2026-07-10 14:30 CEST', '2026-07-10T12:30Z'],
    ['2026-07-10 14:30 CET', '2026-07-10T13:30Z'],
    ['2026-07-10 14:30', '2026-07-10T12:30Z'],
    ['2026-12-10 14:30', '2026-12-10T13:30Z'],
    ['2026-10-25 02:30 CEST', '2026-10-25T00:30Z'],
    ['2026-10-25 02:30 CET', '2026-10-25T01:30Z'],
    ['2026-07-10T14:30:05+02:00', '2026-07-10T12:30:05Z'],
    ['2026-07-10T14:30Z', '2026-07-10T14:30Z'],
    ['10/07/2026 à 14h30', '2026-07-10T12:30Z'],
    ['10/07/2026 14\u202fh\u202f30 (CEST)', '2026-07-10T12:30Z'],
    ['10.7.2026, 14 h', '2026-07-10T12:00Z'],
    ['2026-07-10, 14:30, UTC+2', '2026-07-10T12:30Z'],
    ['2026-07-10 14:30 GMT-0330', '2026-07-10T18:00Z'],
    ['2026-07-10 14:30 America/New_York', '2026-07-10T18:30Z'],
    ['2026-07-10 14:30 america/new_york', '2026-07-10T18:30Z'],
    ['2026-07-10 14:30 PST', '2026-07-10T22:30Z'],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject({ kind: 'instant', instant: Date.parse(expected), echo: { utc: utc(expected).replace('.000', '') } })
  })
  test('both the written and the stored time are echoed, and an assumed zone is said', () => {
    expect(read('2026-07-10 14:30')).toMatchObject({ echo: { wall: '2026-07-10T14:30', zone: 'Europe/Paris', offset: '+02:00', utc: '2026-07-10T12:30:00Z', assumed: true } })
    expect(read('2026-07-10 14:30 CET')).toMatchObject({ echo: { wall: '2026-07-10T14:30', zone: 'CET', offset: '+01:00', utc: '2026-07-10T13:30:00Z', assumed: false } })
    expect(read('2026-07-10 14:30 -03:30')).toMatchObject({ echo: { offset: '-03:30' } })
  })
  test('twice: asked; never: asked', () => {
    expect(read('2026-10-25 02:30')).toMatchObject({ kind: 'ambiguous', instants: [Date.parse('2026-10-25T00:30Z'), Date.parse('2026-10-25T01:30Z')], echoes: [{ offset: '+02:00' }, { offset: '+01:00' }] })
    expect(read('2026-03-29 02:30')).toEqual({ kind: 'inexistent', wall: '2026-03-29T02:30', zone: 'Europe/Paris' })
    expect(read('2026-11-01 01:30 America/New_York')).toMatchObject({ kind: 'ambiguous' })
  })
  test('a time alone needs the day', () => {
    expect(read('14:30', '2026-07-10')).toMatchObject({ instant: Date.parse('2026-07-10T12:30Z') })
    expect(read('14:30 CET', '2026-07-10')).toMatchObject({ instant: Date.parse('2026-07-10T13:30Z') })
    expect(read('14:30')).toEqual({ kind: 'unreadable', problem: 'date' })
  })
  test.each([
    ['2026-02-30 10:00', 'date'], ['31/06/2026 10:00', 'date'], ['2026-07-10 25:00', 'time'], ['2026-07-10 10:61', 'time'], ['2026-07-10', 'time'],
    ['hier soir', 'time'], ['', 'time'], ['2026-07-10 14:30 CST', 'zone'], ['2026-07-10 14:30 IST', 'zone'], ['2026-07-10 14:30 heure de chez moi', 'zone'], ['2026-07-10 14:30 +19:00', 'zone'],
  ])('%j is not readable: %s', (text, problem) => {
    expect(read(text)).toEqual({ kind: 'unreadable', problem })
  })
})
