import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rosterGaps, type Shift } from '../../src/rosters/gaps.ts'
import { questionNamed } from '../../src/questions/questions.ts'
import { paris, policyOf, policyText, problemsOf } from '../support/policy.ts'

const roster = (more: string): string => policyText({ means: `rosters: { on_call: { label: { fr: Astreinte, en: On call }, during: night${more} } }` })
const shift = (from: string, to: string, person: string, able?: boolean): Shift => ({ from: paris(from), to: paris(to), person, ...(able === undefined ? {} : { able }) })
const gapsOf = (text: string, shifts: Shift[], from: string, to: string) => rosterGaps(policyOf(text), 'on_call', shifts, paris(from), paris(to))!
const told = (reading: { gaps: { from: number; to: number; missing: number }[] }): string[] => reading.gaps.map(({ from, to, missing }) => [from, to].map((at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/Paris').toString().slice(0, 16)).join(' ') + ` ${missing}`)

describe('a roster', () => {
  it('S3-13: says which hours nobody fills', () => {
    const weekend = [shift('2006-09-01 18:00', '2006-09-02 22:00', 'Ana'), shift('2006-09-03 06:00', '2006-09-04 09:00', 'Luc')]
    const read = gapsOf(roster(''), weekend, '2006-09-01 00:00', '2006-09-04 18:00')
    expect(told(read)).toEqual(['2006-09-01T00:00 2006-09-01T09:00 1', '2006-09-02T22:00 2006-09-03T06:00 1'])
    expect(told(gapsOf(roster(''), weekend, '2006-09-01 18:00', '2006-09-04 18:00'))).toEqual(['2006-09-02T22:00 2006-09-03T06:00 1'])
  })

  it('S3-13, ONC-01: counts 64 h and 62 h of a weekend in which the time changes; a shift from wall to wall leaves no hole', () => {
    expect(gapsOf(roster(''), [shift('2006-10-27 18:00', '2006-10-30 09:00', 'Ana')], '2006-10-27 18:00', '2006-10-30 09:00')).toMatchObject({ needed: 64 * 3600, covered: 64 * 3600, uncovered: 0, gaps: [] })
    expect(gapsOf(roster(''), [shift('2007-03-23 18:00', '2007-03-26 09:00', 'Ana')], '2007-03-23 18:00', '2007-03-26 09:00')).toMatchObject({ needed: 62 * 3600, gaps: [] })
    const weeks = [shift('2006-10-20 18:00', '2006-10-27 18:00', 'Ana'), shift('2006-10-27 18:00', '2006-11-03 18:00', 'Luc')]
    expect((weeks[1]!.to - weeks[1]!.from) / 3_600_000).toBe(169)
    expect(gapsOf(roster(''), weeks, '2006-10-20 18:00', '2006-11-03 18:00').gaps).toEqual([])
  })

  it('ONC-03: looks from the instant asked on, and makes one of gaps that touch', () => {
    expect(told(gapsOf(roster(', at_least: 2'), [shift('2006-09-02 00:00', '2006-09-02 12:00', 'Ana')], '2006-09-02 06:00', '2006-09-02 20:00'))).toEqual(['2006-09-02T06:00 2006-09-02T20:00 2'])
  })

  it('counts people, not shifts: one person twice is one, and only those who are able', () => {
    const twice = [shift('2006-09-02 00:00', '2006-09-02 12:00', 'Ana'), shift('2006-09-02 06:00', '2006-09-02 12:00', 'Ana')]
    expect(gapsOf(roster(', at_least: 2'), twice, '2006-09-02 06:00', '2006-09-02 12:00').uncovered).toBe(6 * 3600)
    const trainee = [shift('2006-09-02 00:00', '2006-09-02 12:00', 'Ana', false)]
    expect(gapsOf(roster(''), trainee, '2006-09-02 06:00', '2006-09-02 12:00').uncovered).toBe(0)
    expect(gapsOf(roster(', able: { fr: Qualifié, en: Qualified }'), trainee, '2006-09-02 06:00', '2006-09-02 12:00').uncovered).toBe(6 * 3600)
  })

  it('is not one that the policy does not have; nothing is needed of a time that ends before it begins', () => {
    expect(rosterGaps(policyOf(policyText()), 'on_call', [], 0, 1)).toBeNull()
    expect(gapsOf(roster(''), [], '2006-09-03 00:00', '2006-09-02 00:00')).toMatchObject({ needed: 0, gaps: [] })
  })

  it('is checked: hours, a number of people', () => {
    expect(problemsOf(roster(', at_least: 0'))).toEqual(['wrong-type'])
    expect(problemsOf(roster(', at_least: 1.5'))).toEqual(['wrong-type'])
    expect(problemsOf(roster('').replace('during: night', 'during: nigth'))).toEqual(['unknown-calendar'])
    expect(problemsOf(roster('').replace('during: night', 'during: always'))).toEqual([])
  })

  it('is explained in both languages', () => {
    const policy = policyOf(roster(''))
    const asked = questionNamed('roster')!
    const fields = { name: 'on_call', from: paris('2006-09-02 20:00'), to: paris('2006-09-03 06:00'), shifts: [{ from: paris('2006-09-02 20:00'), to: paris('2006-09-02 22:00'), person: 'Ana' }] }
    const data = asked.answer(policy, { facts: {}, at: paris('2006-09-01 00:00'), fields })
    expect(asked.explain(policy, data, 'fr')[0]!.text.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe('Planning « Astreinte » : 2 h couvertes sur 10 h · personne : samedi 2 septembre 2006 à 22 h 00 → dimanche 3 septembre 2006 à 6 h 00 (art. 1)')
    expect(asked.explain(policy, data, 'en')[0]!.result).toContain('covered of 10')
  })

  it('agrees, minute by minute, with counting who is there', () => {
    const start = fc.constantFrom(paris('2006-10-28 12:00'), paris('2007-03-24 12:00'), paris('2006-09-04 00:00'))
    const shifts = fc.array(fc.record({ from: fc.integer({ min: -600, max: 2500 }), length: fc.integer({ min: 0, max: 1500 }), person: fc.constantFrom('Ana', 'Luc', 'Zoé'), able: fc.option(fc.boolean(), { nil: undefined }) }), { maxLength: 8 })
    const policies = [1, 2].map((least) => policyOf(roster(`, at_least: ${least}, able: Qualifié`)))
    fc.assert(fc.property(start, shifts, fc.constantFrom(1, 2), (from, rows, least) => {
      const minute = (n: number): number => from + n * 60_000
      const made = rows.map(({ from: begin, length, person, able }) => ({ from: minute(begin), to: minute(begin + length), person, ...(able === undefined ? {} : { able }) }))
      const read = rosterGaps(policies[least - 1]!, 'on_call', made, from, minute(2160))!
      let uncovered = 0
      for (let at = from; at < minute(2160); at += 60_000) {
        const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/Paris')
        const needed = wall.dayOfWeek > 5 || wall.hour < 9 || wall.hour >= 18
        const there = new Set(made.filter((one) => one.able !== false && one.from <= at && at < one.to).map(({ person }) => person)).size
        const gap = needed && there < least
        uncovered += gap ? 60 : 0
        expect(read.gaps.some((one) => one.from <= at && at < one.to), String(wall)).toBe(gap)
      }
      expect(read.uncovered).toBe(uncovered)
      for (const [index, gap] of read.gaps.entries()) expect(gap.from).toBeGreaterThan(read.gaps[index - 1]?.to ?? 0)
    }), { numRuns: 30 })
  })
})
