import type { TicketPage } from '@guichet/protocol'
import { expect, test } from 'vitest'
import type { Act } from '../ticket/doing.ts'
import { allowedFilling, missingOf } from './missing.ts'

const field = (id: string, more: Partial<TicketPage['fields'][number]> = {}): TicketPage['fields'][number] =>
  ({ id, name: id, type: 'text', label: { fr: id }, help: {}, unit: null, choices: [], shownTo: 'agents', required: true, asked: true, value: null, set: null, ...more })
const fields = [field('serie'), field('baie'), field('libre', { required: false }), field('ailleurs', { asked: false }), field('pleine', { value: 'x' })]
const why = (reason: string | null) => ({ fields, acts: [{ act: 'solve' as const, allowed: reason === null, why: reason, detail: null }] })
const allowed = { solve: { allowed: false, why: 'Il manque des champs.' }, note: { allowed: true, why: null } } as Record<Act, { allowed: boolean; why: string | null }>
const names = (filling?: { fieldId: string; value: string | null | string[] }[]) => missingOf({ fields }, filling).map(({ id }) => id)

test('what an answer fills in itself is not missing; what it empties is', () => {
  expect(names()).toEqual(['serie', 'baie'])
  expect(names([{ fieldId: 'serie', value: 'SN 1' }])).toEqual(['baie'])
  expect(names([{ fieldId: 'serie', value: null }, { fieldId: 'baie', value: [] }])).toEqual(['serie', 'baie'])
})

test('it solves once nothing is missing any more, and where nothing else stands in the way', () => {
  const both = [{ fieldId: 'serie', value: 'SN 1' }, { fieldId: 'baie', value: 'B1' }]
  expect(allowedFilling(why('fields-missing'), allowed, both).solve).toEqual({ allowed: true, why: null })
  expect(allowedFilling(why('fields-missing'), allowed, both.slice(1)).solve.allowed).toBe(false)
  expect(allowedFilling(why('ticket-closed'), allowed, both).solve.allowed).toBe(false)
  expect(allowedFilling(why('fields-missing'), allowed, undefined)).toBe(allowed)
})
