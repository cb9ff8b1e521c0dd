import { expect, test } from 'vitest'
import { advanceBulk } from '#bulk/bulk.ts'
import { openTrial } from '../harness.ts'
import { openFields } from './scene.ts'

/** No request is called solved by an agent without the fields that are required, whichever way; the customer's own word is theirs. */
const trial = await openTrial({ GUICHET_API_RATE: '100000' })
const { company, financial, technical, admin, make, set, opened, does, page, row } = await openFields(trial, 'exiger')
const serie = await make({ name: 'serie', label: { fr: 'Numéro de série', en: 'Serial number' }, required: true })
const cause = await make({ name: 'cause', label: { fr: 'Cause' }, required: true, kinds: ['question'] })
await make({ name: 'libre' })

const act = async (number: number, name: string) => (await page(number)).body.acts.find((one: { act: string }) => one.act === name)

test.each([
  ['solve', { text: 'Fait.' }], ['close', { text: 'Fait.' }], ['replies', { text: 'Fait.', then: 'solve' }],
])('%s is refused with the names of what is missing, and nothing of it is done', async (path, body) => {
  const number = await opened()
  const before = await row(number)
  const refused = await does(number, path, body)
  expect(refused).toMatchObject({ status: 409, body: { code: 'fields-missing', detail: 'À remplir d’abord\u202f: Numéro de série, Cause.' } })
  expect((await row(number)).version).toBe(before.version)
  await set(number, serie, 'SN 1')
  expect((await does(number, path, body)).body.detail).toBe('À remplir d’abord\u202f: Cause.')
  await set(number, cause, 'Disque')
  expect((await does(number, path, body)).status).toBe(200)
})

test('the page says so before, in the reader’s language; answering without solving is free', async () => {
  const number = await opened()
  expect(await act(number, 'solve')).toMatchObject({ allowed: false, why: 'fields-missing', detail: 'À remplir d’abord\u202f: Numéro de série, Cause.' })
  expect(await act(number, 'close')).toMatchObject({ allowed: false, why: 'fields-missing' })
  expect((await page(number, undefined, 'en')).body.acts.find((one: { act: string }) => one.act === 'solve').detail).toBe('To be filled in first: Serial number, Cause.')
  expect((await does(number, 'replies', { text: 'Bonjour.' })).status).toBe(200)
  await set(number, serie, 'SN 1')
  await set(number, cause, 'Disque')
  expect(await act(number, 'solve')).toMatchObject({ allowed: true, why: null })
})

test('solved, it keeps them; opened again it may be emptied', async () => {
  const number = await opened({ facts: { kind: 'billing' } })
  await set(number, serie, 'SN 1')
  expect((await does(number, 'solve', { text: 'Fait.' })).status).toBe(200)
  expect(await set(number, serie, null, { seen: 'SN 1' })).toMatchObject({ status: 409, body: { code: 'field-required' } })
  expect((await set(number, serie, 'SN 2', { seen: 'SN 1' })).status).toBe(200)
  await does(number, 'reopen', {})
  expect((await set(number, serie, null, { seen: 'SN 2' })).status).toBe(200)
})

test('the customer calls theirs solved whenever it is', async () => {
  const number = await opened()
  expect((await company.call('POST', `tickets/${number}/solve`, { cookie: await company.asContact() })).status).toBe(200)
})

test('a field that is not there for an agent holds them up by nothing', async () => {
  const tva = await make({ name: 'tva', label: { fr: 'TVA' }, department: 'financial', required: true, kinds: ['billing'] })
  const number = await opened({ facts: { kind: 'billing' } })
  await set(number, serie, 'SN 1')
  await does(number, 'assignee', { agentId: technical.id }, { method: 'PUT' })
  expect((await does(number, 'solve', { text: 'Fait.' }, { as: financial.id })).body.detail).toBe('À remplir d’abord\u202f: TVA.')
  expect((await does(number, 'solve', { text: 'Fait.' }, { as: technical.id })).status).toBe(200)
  await admin('PUT', `/${tva}/retired`, { retired: true })
})

test('a field is filled in on many at once, where it is asked, and undone on all', async () => {
  const [one, two] = [await opened(), await opened({ facts: { kind: 'billing' } })]
  const chosen = { ids: [(await row(one)).id, (await row(two)).id] }
  const cookie = await company.asAgent()
  const body = { chosen, act: { do: 'field', fieldId: cause, value: 'Orage' } }
  const preview = await company.call('POST', 'bulk/preview', { cookie, body })
  expect(preview.body).toMatchObject({ would: 1, refused: [{ code: 'field-not-asked', tickets: [{ number: two }] }] })
  const begun = await company.call('POST', 'bulk', { cookie, headers: { 'idempotency-key': 'fill-two' }, body })
  expect(begun.status, begun.text).toBeLessThan(300)
  await advanceBulk(trial.desk)
  expect([(await row(one)).fields, (await row(two)).fields]).toEqual([{ [cause]: 'Orage' }, {}])
  await company.call('POST', `bulk/${begun.body.id}/undo`, { cookie })
  await advanceBulk(trial.desk)
  expect((await row(one)).fields).toEqual({})
})

test('in an act on many, those that lack one are refused and named, the others done', async () => {
  const [lacking, whole] = [await opened({ facts: { kind: 'billing' } }), await opened({ facts: { kind: 'billing' } })]
  await set(whole, serie, 'SN 3')
  const chosen = { ids: [(await row(lacking)).id, (await row(whole)).id] }
  const cookie = await company.asAgent()
  const body = { chosen, act: { do: 'solve', text: 'Réglé.' } }
  const preview = await company.call('POST', 'bulk/preview', { cookie, headers: { 'accept-language': 'fr' }, body })
  expect(preview.body).toMatchObject({ would: 1, refused: [{ code: 'fields-missing', count: 1, tickets: [{ number: lacking }] }] })
  expect(preview.text).toContain('Numéro de série')
  const begun = await company.call('POST', 'bulk', { cookie, headers: { 'idempotency-key': 'solve-two' }, body })
  expect(begun.status, begun.text).toBeLessThan(300)
  await advanceBulk(trial.desk)
  expect([(await row(lacking)).state, (await row(whole)).state]).toEqual(['new', 'solved'])
})
