import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockDeadline } from '../../src/calendar/measure.ts'
import { decide } from '../../src/decide/decide.ts'
import { explainDeadline } from '../../src/explain/deadline.ts'
import { explainDecision } from '../../src/explain/decision.ts'
import { at, readable, sample } from '../sample.ts'

const valley = sample('village-internet')
const payroll = sample('payroll')
const desk = { by: 'calendar', calendar: valley.calendars.get('desk')!.calendar } as const
const explained = (start: number, value: number, pauses: { from: number; to: number | null }[] = [], now?: number) => {
  const reading = clockDeadline(desk, start, value, pauses)
  return explainDeadline(valley, { ...reading, value, segments: reading.segments(now) }, 'fr')
}

describe('a deadline', () => {
  test('is told line by line, with holidays and pauses named', () => {
    const told = explained(at('2026-11-10T17:00'), 14_400, [{ from: at('2026-11-12T09:30'), to: at('2026-11-12T10:00') }])
    expect(told.text.map(readable)).toEqual([
      '10/11/2026 17:00 → 10/11/2026 18:00  compté  1 h',
      '10/11/2026 18:00 → 11/11/2026 00:00  fermé',
      '11/11/2026 00:00 → 12/11/2026 00:00  jour férié (Armistice de 1918)',
      '12/11/2026 00:00 → 12/11/2026 09:00  fermé',
      '12/11/2026 09:00 → 12/11/2026 09:30  compté  30 minutes',
      '12/11/2026 09:30 → 12/11/2026 10:00  en pause',
      '12/11/2026 10:00 → 12/11/2026 12:00  compté  2 h',
      '12/11/2026 12:00 → 12/11/2026 14:00  fermé',
      '12/11/2026 14:00 → 12/11/2026 14:30  compté  30 minutes',
      '4 h au total : échéance jeudi 12 novembre 2026 à 14 h 30',
    ])
  })

  test('has lines that add up to its target exactly, wherever they begin (TIME-30)', () => {
    const start = at('2026-06-01T00:00')
    fc.assert(fc.property(fc.integer({ min: 0, max: 60 * 86_400_000 }), fc.integer({ min: 0, max: 200_000 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 30 * 86_400_000 }), fc.integer({ min: 1, max: 86_400_000 })), { maxLength: 3 }), (offset, value, gaps) => {
      const pauses = gaps.map(([from, length]) => ({ from: start + offset + from, to: start + offset + from + length }))
      const { lines, target } = explained(start + offset, value, pauses)
      expect(lines.reduce((sum, { adds }) => sum + adds, 0)).toBe(target)
      for (const [index, line] of lines.entries()) if (index > 0) expect(line.from).toBe(lines[index - 1]?.to)
    }), { numRuns: 300 })
  })

  test('that no end of pause is known for says so', () => {
    expect(readable(explained(at('2026-10-05T09:00'), 7200, [{ from: at('2026-10-05T09:30'), to: null }]).text.at(-1) ?? '')).toBe('2 h : pas d’échéance tant que la pause dure')
  })

  test('is cut at now', () => {
    const told = explained(at('2026-10-05T09:00'), 7200, [], at('2026-10-05T10:00'))
    expect(told.lines.map(({ future, adds }) => [future, adds])).toEqual([[false, 3600], [true, 3600]])
  })
})

describe('a decision', () => {
  test('is told step by step, with facts, clauses and what decided', () => {
    const decision = decide(payroll, { channel: 'portal', kind: 'software', trust: 'T1', tier: 'serenity' }, at('2026-03-30T10:00'))
    const told = explainDecision(payroll, decision, 'fr')
    expect(told.text.map(readable)).toEqual([
      'Assistance aux gestionnaires de paie, version 2026.2, lundi 30 mars 2026 à 10 h 00 :',
      'Canal : ouvert [Canal = Espace client] (art. A1)',
      'Identification : refus [Canal = Espace client, Confiance = adresse vérifiée] (art. A1)',
    ])
    expect(told.steps.map(({ decisive }) => decisive)).toEqual([false, true])
    expect(told.steps[1]?.clauses).toMatchObject([{ id: 'A1', title: 'Qui peut nous écrire' }])
  })

  test('has words for everything the engine established, in both languages', () => {
    const facts = { channel: 'portal', kind: 'law', trust: 'T2', tier: 'serenity', 'contract.reply': 7200, impact: 'all', payday: true, language: 'en' }
    const decision = decide(payroll, facts, at('2026-03-30T18:30'))
    expect(explainDecision(payroll, decision, 'en').text.slice(1).map(readable)).toEqual([
      'Channel: open [Channel = Client area] (art. A1)',
      'Identification: established [Channel = Client area, Trust = signed in] (art. A1)',
      'Scope: limited help [Your question is about = employment law] (art. A2)',
      'Priority: Blocking [Who is affected = the whole company, Pay goes out today = yes] (art. A3)',
      'Language: English (art. A1)',
      'Handling: advisers [Priority = Blocking, Contract = Serenity] (art. A3)',
      'Place in the queue: 1 (blocking) [Priority = Blocking] (art. A3)',
      'Promise: First reply: as stated in your contract [Contract = Serenity, Reply time of the contract = 2 h] (art. A4)',
      'Promise: resolution, no time promised (art. A4)',
    ])
  })
})
