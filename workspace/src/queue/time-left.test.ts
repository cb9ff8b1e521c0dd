import { expect, test } from 'vitest'
import { timeLeft } from './time-left.ts'

const now = Date.parse('2026-11-24T15:12:00.000Z')
const how = { now, zone: 'Europe/Paris', lang: 'fr' as const }
const due = (dueAt: string, more: object = {}) => ({
  target: 'gti', metric: 'first_reply', label: { fr: 'Intervention' }, startsAt: '2026-11-24T14:10:00.000Z', dueAt, late: false, bond: 'guaranteed' as const,
  remaining: `PT${Math.round((Date.parse(dueAt) - now) / 1000)}S`.replace('PT-', '-PT'), resumesAt: null, shut: null, gaps: [], ...more,
})
const row = (more: object = {}) => ({ state: 'open' as const, stopped: null, due: due('2026-11-24T16:10:00.000Z'), ...more })

test('within the hour the minutes are told, with the instant for those who hear it', () => {
  expect(timeLeft(row(), how)).toEqual({ tone: 'near', short: '58\u00a0min', full: 'Intervention, reste 58\u00a0min, échéance aujourd’hui à 17\u00a0h\u00a010' })
})

test('further on the instant is told: its day when it is not today', () => {
  expect(timeLeft(row({ due: due('2026-11-24T17:30:00.000Z') }), how)).toMatchObject({ tone: 'calm', short: '18\u00a0h\u00a030' })
  expect(timeLeft(row({ due: due('2026-11-25T08:20:00.000Z') }), how)).toMatchObject({ tone: 'calm', short: 'demain 9\u00a0h\u00a020' })
  expect(timeLeft(row({ due: due('2026-11-27T07:30:00.000Z') }), how)).toMatchObject({ tone: 'calm', short: 'ven.\u00a08\u00a0h\u00a030' })
})

test('TERM-02: only what the policy judges is called late; an average that passes is not', () => {
  expect(timeLeft(row({ due: due('2026-11-24T15:00:00.000Z', { late: true }) }), how)).toMatchObject({ tone: 'late', full: 'Intervention, en retard de 12\u00a0min' })
  expect(timeLeft(row({ due: due('2026-11-24T15:00:00.000Z', { bond: 'objective' }) }), how)).toMatchObject({ tone: 'near', full: 'Intervention, objectif non tenu, de 12\u00a0min' })
})

test('outside hours the time left is what is still to count, and the row says when it goes on', () => {
  const gap = { from: '2026-11-24T15:00:00.000Z', to: '2026-11-25T08:00:00.000Z', holiday: false }
  const still = row({ due: due('2026-11-25T08:20:00.000Z', { gaps: [gap], resumesAt: '2026-11-25T08:00:00.000Z' }) })
  expect(timeLeft(still, how)).toMatchObject({ tone: 'still', short: 'demain 9\u00a0h\u00a020' })
  expect(timeLeft(still, how).full).toContain('le temps reprend demain à 9\u00a0h\u00a000')
  // Twenty minutes are left to count although it is seventeen hours on the wall.
  expect(timeLeft(row({ due: due('2026-11-25T08:20:00.000Z', { gaps: [gap] }) }), how)).toMatchObject({ tone: 'near', short: '20\u00a0min' })
})

test('TIME-07: what stands still says why, and until when where that is known', () => {
  expect(timeLeft(row({ state: 'waiting_customer', stopped: { why: 'waiting_customer', until: null }, due: null }), how)).toMatchObject({ tone: 'still', short: 'attend le client', full: 'attend le client, le temps reprendra avec sa réponse' })
  expect(timeLeft(row({ stopped: { why: 'held', until: '2026-11-25T07:00:00.000Z' } }), how)).toMatchObject({ tone: 'still', full: 'mise en attente jusqu’à demain à 8\u00a0h\u00a000' })
  expect(timeLeft(row({ stopped: { why: 'snoozed', until: '2026-11-25T07:00:00.000Z' } }), how).full).toBe('reportée, revient demain à 8\u00a0h\u00a000')
  const shut = { why: 'holiday', label: { fr: 'Noël' } }
  expect(timeLeft(row({ due: due('2026-11-25T08:20:00.000Z', { resumesAt: '2026-11-25T08:00:00.000Z', shut }) }), how).full).toContain('jour férié (Noël), le temps reprend demain à 9\u00a0h\u00a000')
})

test('a promise that goes on while we wait is shown as what it is', () => {
  expect(timeLeft(row({ state: 'waiting_customer' }), how)).toMatchObject({ tone: 'near', short: '58\u00a0min' })
})

test('a wait for a supplier does not hide a promise that goes on', () => {
  expect(timeLeft(row({ state: 'waiting_supplier' }), how).tone).toBe('near')
  expect(timeLeft(row({ state: 'waiting_supplier', due: null }), how).tone).toBe('still')
})

test('without a promise nothing is pretended; what is solved is done', () => {
  expect(timeLeft(row({ due: null }), how)).toMatchObject({ tone: 'none', full: 'sans délai promis' })
  expect(timeLeft(row({ state: 'solved' }), how)).toMatchObject({ tone: 'done', short: 'Résolue' })
})
