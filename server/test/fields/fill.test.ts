import { expect, test } from 'vitest'
import { projectAgain } from '#desk/desk.ts'
import { openTrial } from '../harness.ts'
import { openFields } from './scene.ts'

/** What agents note in fields: by type, by kind, never over a colleague's, undone, required, behind walls. */
const trial = await openTrial({ GUICHET_API_RATE: '100000' })
const { company, lead, technical, financial, observer, admin, make, set, shown, values, opened, does, page, row, undoing, undo } = await openFields(trial, 'remplir')
const choices = [{ key: 'disque', label: { fr: 'Disque', en: 'Disk' } }, { key: 'reseau', label: { fr: 'Réseau', en: 'Network' } }, { key: 'autre', label: { fr: 'Autre', en: 'Other' } }]

const ids = {
  texte: await make({ name: 'texte' }), long: await make({ name: 'long', type: 'long_text' }), nombre: await make({ name: 'nombre', type: 'number', unit: 'Go' }), jour: await make({ name: 'jour', type: 'date' }),
  oui: await make({ name: 'oui', type: 'yes_no' }), un: await make({ name: 'un', type: 'one', choices }), plusieurs: await make({ name: 'plusieurs', type: 'several', choices }), lien: await make({ name: 'lien', type: 'link' }),
}

test.each([
  ['texte', '  SN   42 ', 'SN 42'], ['long', 'Une ligne\nune autre ', 'Une ligne\nune autre'], ['nombre', -12.5, -12.5], ['jour', '2028-02-29', '2028-02-29'], ['oui', false, false], ['un', 'reseau', 'reseau'],
  ['plusieurs', ['autre', 'disque'], ['disque', 'autre']], ['lien', 'https://supervision.example/srv-1?jour=3', 'https://supervision.example/srv-1?jour=3'],
] as const)('%s takes what it is for, and is emptied again', async (name, given, kept) => {
  const number = await opened()
  expect((await set(number, ids[name], given)).status).toBe(200)
  expect(await values(number)).toEqual({ ...nothing, [name]: kept })
  expect((await row(number)).fields).toEqual({ [ids[name]]: kept })
  expect((await set(number, ids[name], null, { seen: kept })).status).toBe(200)
  expect((await row(number)).fields).toEqual({})
})
const nothing = { texte: null, long: null, nombre: null, jour: null, oui: null, un: null, plusieurs: null, lien: null }

test.each([
  ['texte', 'x'.repeat(301)], ['texte', 4], ['long', 'x'.repeat(5_001)], ['nombre', 'douze'], ['nombre', 1e13], ['jour', '2027-02-29'], ['jour', '0026-11-23'], ['jour', '23/11/2026'], ['oui', 'oui'], ['un', 'cuisine'], ['un', ['disque']], ['plusieurs', 'disque'],
  ['plusieurs', ['disque', 'cuisine']], ['lien', 'javascript:alert(1)'], ['lien', 'ftp://x.example'], ['lien', 'https://moi:secret@x.example/'], ['lien', 'x.example'],
] as const)('%s does not take %j, and says what it takes', async (name, given) => {
  const number = await opened()
  const refused = await set(number, ids[name], given)
  expect(refused.status).toBe(422)
  if (refused.body.code === 'field-value') expect(refused.body.detail).toMatch(/\.$/)
  else expect(refused.body.code).toBe('invalid-body')
  expect((await row(number)).fields).toEqual({})
})

test('what a colleague noted meanwhile is not written over; the same in both hands is nobody’s quarrel', async () => {
  const number = await opened()
  expect((await set(number, ids.texte, 'A')).status).toBe(200)
  expect(await set(number, ids.texte, 'B', { as: lead.id })).toMatchObject({ status: 409, body: { code: 'field-changed' } })
  expect((await set(number, ids.texte, 'A', { as: lead.id })).status).toBe(200)
  expect((await set(number, ids.texte, 'B', { seen: 'A', as: lead.id })).status).toBe(200)
  expect((await shown(number)).texte).toMatchObject({ value: 'B', set: { by: 'Lea' } })
  // Whatever else was done to it meanwhile is no matter.
  await does(number, 'tags', { add: ['x'] })
  expect((await set(number, ids.nombre, 3)).status).toBe(200)
})

test('the history says who noted what, in the reader’s language, and the projection is what the events give', async () => {
  const number = await opened()
  await set(number, ids.un, 'disque')
  await set(number, ids.un, 'reseau', { seen: 'disque' })
  await set(number, ids.nombre, 1234.5)
  const told = (await page(number, undefined, 'en')).body.timeline.filter((entry: { type?: string }) => entry.type === 'ticket.field_set').map((entry: { data: unknown }) => entry.data)
  expect(told).toEqual([
    { fieldId: ids.un, field: 'un', from: null, to: 'Disk' }, { fieldId: ids.un, field: 'un', from: 'Disk', to: 'Network' }, { fieldId: ids.nombre, field: 'nombre', from: null, to: '1,234.5\u00a0Go' },
  ])
  const { id } = await row(number)
  const again = await projectAgain(trial.desk, company.provider.id, id)
  expect(again.columns.fields).toEqual((await row(number)).fields)
})

test('undone, a field stands as it did before, and a later note of the same field stands in the way', async () => {
  const number = await opened()
  await set(number, ids.texte, 'A')
  await set(number, ids.texte, 'B', { seen: 'A' })
  const acts = (await page(number)).body.undoable.filter((one: { what: string }) => one.what === 'ticket.field_set')
  expect(acts.map(({ allowed, why }: { allowed: boolean; why: string | null }) => [allowed, why])).toEqual([[true, null], [false, 'followed']])
  expect((await undo(number, acts[0].eventId)).status).toBe(200)
  expect((await row(number)).fields).toEqual({ [ids.texte]: 'A' })
  // A colleague's is a lead's to undo.
  const left = await undoing(number, 'ticket.field_set')
  expect((await undo(number, left.eventId, technical.id)).status).toBe(403)
  expect((await undo(number, left.eventId, lead.id)).status).toBe(200)
  expect((await row(number)).fields).toEqual({})
})

test('it is asked of its kinds only; what was noted before stays to be read', async () => {
  const id = await make({ name: 'facture', kinds: ['billing'] })
  const [bill, question] = [await opened({ facts: { kind: 'billing' } }), await opened()]
  expect(Object.keys(await shown(question))).not.toContain('facture')
  expect(await set(question, id, 'F1')).toMatchObject({ status: 409, body: { code: 'field-not-asked' } })
  expect((await set(bill, id, 'F1')).status).toBe(200)
  await does(bill, 'facts', { facts: { kind: 'question' }, reason: 'Ce n’en est pas une' }, { method: 'PUT' })
  expect((await shown(bill)).facture).toMatchObject({ value: 'F1', asked: false })
  expect((await set(bill, id, 'F2', { seen: 'F1' })).status).toBe(409)
})

test('retired it is asked nowhere and read where it stands; brought back it is asked again', async () => {
  const id = await make({ name: 'baie' })
  const [with_, without] = [await opened(), await opened()]
  await set(with_, id, 'B12')
  await admin('PUT', `/${id}/retired`, { retired: true })
  expect((await shown(with_)).baie).toMatchObject({ value: 'B12', asked: false })
  expect((await shown(without)).baie).toBeUndefined()
  expect((await set(without, id, 'B13')).status).toBe(409)
  expect(await admin('DELETE', `/${id}`)).toMatchObject({ status: 409, body: { code: 'field-in-use' } })
  await admin('PUT', `/${id}/retired`, { retired: false })
  expect((await set(without, id, 'B13')).status).toBe(200)
})

test('S5-3: a department’s field is there for its agents alone, in the page, the history, the list of acts to undo and the acts', async () => {
  const id = await make({ name: 'tva', department: 'financial', required: true })
  const number = await opened({ facts: { kind: 'billing' } })
  await does(number, 'assignee', { agentId: technical.id }, { method: 'PUT' })
  expect((await set(number, id, 'FR12', { as: financial.id })).status).toBe(200)
  expect((await shown(number, financial.id)).tva).toMatchObject({ value: 'FR12', asked: true })
  // Given the ticket, Theo reads it, and nothing of the field.
  expect(Object.keys(await shown(number, technical.id))).not.toContain('tva')
  const theirs = await page(number, technical.id)
  expect(theirs.status).toBe(200)
  expect(theirs.text).not.toContain('FR12')
  expect(theirs.text).not.toContain(id)
  const absent = await set(number, '01a20000-0000-7000-8000-000000000000', 'X', { as: technical.id })
  expect([absent.status, absent.body.code]).toEqual([422, 'unknown-field'])
  expect({ ...(await set(number, id, 'X', { as: technical.id })).body, instance: '' }).toEqual({ ...absent.body, instance: '' })
  const event = (await page(number)).body.timeline.findLast((entry: { type?: string }) => entry.type === 'ticket.field_set').id
  expect((await undo(number, event, technical.id)).body.code).toBe('already-handled')
  expect((await company.call('GET', 'fields', { cookie: await company.asAgent(technical.id) })).text).not.toContain('tva')
  expect((await company.call('GET', 'fields', { cookie: await company.asAgent(financial.id) })).text).toContain('tva')
  // Of a request of another department it is not asked.
  expect(Object.keys(await shown(await opened()))).not.toContain('tva')
  await admin('PUT', `/${id}/retired`, { retired: true })
})

test('who only looks on fills nothing in; a customer neither', async () => {
  const number = await opened()
  expect((await set(number, ids.texte, 'A', { as: observer.id })).status).toBe(403)
  expect((await company.call('PUT', `queue/${number}/fields/${ids.texte}`, { cookie: await company.asContact(), body: { value: 'A', seen: null } })).status).toBe(403)
  expect((await shown(number, observer.id)).texte).toMatchObject({ value: null, asked: true })
})
