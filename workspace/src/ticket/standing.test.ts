import type { ClockView } from '@guichet/protocol'
import { expect, test } from 'vitest'
import { standing } from './standing.ts'

const readAt = Date.parse('2026-11-24T15:00:00.000Z')
const how = { now: readAt + 120_000, readAt, zone: 'Europe/Paris', lang: 'fr' as const }
const clock = (more: Partial<ClockView> = {}): ClockView => ({
  target: 'gti', metric: 'first_reply', label: {}, clauses: [], policyVersion: '1', cycle: 0, promised: 'PT7200S', usual: null, counted: { by: 'elapsed' }, statistic: 'each', bond: 'guaranteed',
  state: 'running', startsAt: '2026-11-24T14:00:00.000Z', dueAt: '2026-11-24T17:00:00.000Z', stoppedAt: null, outcome: null, elapsed: 'PT0S', remaining: 'PT7200S', resumesAt: null,
  sentence: '', segments: [], replaces: null, ...more,
})

test('what runs counts down from the instant at which it was read', () => {
  expect(standing(clock(), how)).toMatchObject({ tone: 'calm', short: 'Il reste 1\u00a0h\u00a058', note: null })
})

test('what stands still does not count down, and says why and until when', () => {
  const found = standing(
    clock({
      state: 'standing', resumesAt: '2026-11-25T08:00:00.000Z',
      segments: [{ from: '2026-11-24T14:30:00.000Z', to: '2026-11-25T08:00:00.000Z', state: 'closed', counted: 'PT0S', label: null, future: false }],
    }),
    how,
  )
  expect(found).toMatchObject({ tone: 'still', short: 'Il reste 2\u00a0h', note: 'Arrêté (hors heures), reprend demain à 9\u00a0h\u00a000.' })
})

test('a holiday is told by its name', () => {
  const segments: ClockView['segments'] = [{ from: '2026-11-24T14:30:00.000Z', to: null, state: 'holiday', counted: 'PT0S', label: { fr: 'Toussaint' }, future: false }]
  expect(standing(clock({ state: 'standing', segments }), how).note).toBe('Arrêté (Toussaint).')
})

test('business days are told as days and never counted down in seconds', () => {
  expect(standing(clock({ remaining: 'P2D' }), how)).toMatchObject({ tone: 'calm', short: 'Il reste 2\u00a0jours ouvrés' })
})

test('TERM-02: past its time is late only when the server judged it', () => {
  expect(standing(clock({ remaining: '-PT720S', outcome: 'late' }), how)).toMatchObject({ tone: 'late', short: 'Dépassé de 14\u00a0min' })
  expect(standing(clock({ remaining: '-PT720S', statistic: 'mean' }), how)).toMatchObject({ tone: 'near' })
  expect(standing(clock({ remaining: '-PT720S', outcome: 'late', bond: 'objective' }), how)).toMatchObject({ tone: 'near', short: 'Objectif non tenu, de 14\u00a0min' })
})

test('what is over keeps its outcome', () => {
  expect(standing(clock({ state: 'stopped', outcome: 'kept' }), how)).toMatchObject({ tone: 'done', short: 'Tenue' })
  expect(standing(clock({ state: 'stopped', outcome: 'late' }), how)).toMatchObject({ tone: 'late', short: 'En retard' })
})
