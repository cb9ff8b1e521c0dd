import { expect, test, vi } from 'vitest'
import { bodyOf, readForm } from './form.ts'

vi.stubEnv('TZ', 'Europe/Paris')
const empty = readForm(undefined, '2026-11-24T09:30')

test('what was not said is left out', () => {
  expect(bodyOf({ ...empty, subject: ' Panne ', text: 'Plus rien', facts: { urgency: '', blocking: false } }, 'phone')).toEqual({
    channel: 'phone', subject: 'Panne', text: 'Plus rien', facts: { blocking: false }, contactedAt: new Date('2026-11-24T09:30').toISOString(),
  })
})

test('a known contact is named by id, somebody unknown by what they said', () => {
  const contact = { id: 'c', name: 'Claire', email: 'c@x.example', customerId: 'u', customer: '01234' }
  expect(bodyOf({ ...empty, contact, callerName: 'ignored', serviceId: 's' }, 'phone')).toMatchObject({ contactId: 'c', serviceId: 's' })
  expect(bodyOf({ ...empty, callerName: 'Jean' }, 'phone')).toMatchObject({ caller: { name: 'Jean' } })
  expect(bodyOf(empty, 'phone')).not.toHaveProperty('caller')
})

test('a form left on this machine in any shape is read as a form', () => {
  expect(readForm({ subject: 3, facts: [], contact: { id: 1 }, text: 'gardé' }, 'x')).toMatchObject({ subject: '', facts: {}, contact: null, text: 'gardé' })
})

test('what was begun keeps the moment it is about, as delays run from it; a form of which nothing stands is of now', () => {
  const moment = '2026-11-24T09:30'
  expect(readForm({ text: 'Plus rien', when: '2026-11-24T08:05' }, moment).when).toBe('2026-11-24T08:05')
  expect(readForm({ when: '2026-11-24T08:05' }, moment).when).toBe(moment)
  expect(readForm({ text: 'x', when: '2026-11-25T08:05' }, moment).when).toBe(moment)
  expect(readForm({ text: 'x', when: 'hier' }, moment).when).toBe(moment)
})
