import { beforeEach, expect, test } from 'vitest'
import { openTrial } from '../harness.ts'
import type { Answer } from '../harness.ts'
import { openFields } from '../fields/scene.ts'

/** The provider's own fields, filled in beside an answer, by a ready-made one, on many requests: all or nothing, undone together. */
const trial = await openTrial({ GUICHET_API_RATE: '100000' })
const { company, lead, financial, technical, admin, make, set, values, opened, does, page, row, undo } = await openFields(trial, 'remplissage')
const { db } = trial.desk.database
const choices = [{ key: 'disque', label: { fr: 'Disque', en: 'Disk' } }, { key: 'reseau', label: { fr: 'Réseau', en: 'Network' } }]
const cause = await make({ name: 'cause', label: { fr: 'Cause', en: 'Cause' }, type: 'one', choices, kinds: ['question'] })
const baie = await make({ name: 'baie', label: { fr: 'Baie' } })
const taille = await make({ name: 'taille', label: { fr: 'Taille', en: 'Size' }, type: 'number', unit: 'Go' })
const nobodys = '01a20000-0000-7000-8000-000000000000'

const call = async (method: string, path: string, body?: unknown, as = lead.id, key?: string): Promise<Answer> =>
  company.call(method, path, { cookie: await company.asAgent(as), headers: { 'accept-language': 'fr', ...(key === undefined ? {} : { 'idempotency-key': key }) }, ...(body === undefined ? {} : { body }) })
const listed = async (id: string, as?: string) => (await call('GET', 'macros', undefined, as)).body.rows.find((one: { id: string }) => one.id === id)
const letters = async () => (await db.selectFrom('outbox').select('state').where('provider_id', '=', company.provider.id).where('kind', '=', 'reply').execute()).map(({ state }) => state)
const actsSince = async (number: number, version: number) => {
  const { id } = await row(number)
  return db.selectFrom('events').select('act_id').distinct().where('provider_id', '=', company.provider.id).where('ticket_id', '=', id).where('seq', '>', version).execute()
}

beforeEach(async () => {
  await db.insertInto('tags').values({ provider_id: company.provider.id, name: 'vip', created_at: 0, created_by: null }).onConflict((oc) => oc.doNothing()).execute()
})

test('filled in with an answer, over what stood there, as one act; taken back, all of it is as it was and the letter does not leave', async () => {
  const number = await opened()
  await set(number, baie, 'B1')
  const before = await row(number)
  const sent = await does(number, 'replies', { text: 'Nous le remplaçons.', undoSeconds: 30, alongside: { tags: { add: ['vip'] }, fields: [{ fieldId: baie, value: ' B12 ' }, { fieldId: cause, value: 'disque' }, { fieldId: taille, value: null }] } })
  expect(sent.status).toBe(200)
  expect(await values(number)).toMatchObject({ baie: 'B12', cause: 'disque', taille: null })
  expect((await row(number)).fields).toEqual({ [baie]: 'B12', [cause]: 'disque' })
  expect(await actsSince(number, before.version)).toHaveLength(1)
  // What stands there already is written no second time, and refuses nothing.
  const { version } = await row(number)
  expect((await does(number, 'notes', { text: 'Vu.', alongside: { fields: [{ fieldId: baie, value: 'B12' }] } })).status).toBe(200)
  expect((await row(number)).version).toBe(version + 1)
  expect((await does(number, `replies/${sent.body.messageId}/take-back`)).status).toBe(200)
  expect(await row(number)).toMatchObject({ fields: { [baie]: 'B1' }, tags: [] })
  expect((await letters()).at(-1)).toBe('cancelled')
})

test('one that may not be filled in refuses the whole, and says which and why', async () => {
  const number = await opened()
  const bill = await opened({ facts: { kind: 'billing' } })
  const away = await make({ name: 'partie' })
  await admin('PUT', `/${away}/retired`, { retired: true })
  const before = [await row(number), await row(bill), (await letters()).length]
  const trying = (of: number, fieldId: string, value: unknown) => does(of, 'replies', { text: 'Bonjour.', alongside: { tags: { add: ['vip'] }, fields: [{ fieldId: baie, value: 'B1' }, { fieldId, value }] } })
  const refused = async (of: number, fieldId: string, value: unknown, code: string, detail: string) =>
    expect(await trying(of, fieldId, value)).toMatchObject({ status: 409, body: { code: 'beside-refused', beside: { act: 'fields', code }, detail: `Remplir des champs\u202f: ${detail}` } })
  await refused(number, nobodys, 'x', 'unknown-field', 'Ce champ n’existe pas')
  await refused(number, away, 'x', 'field-not-asked', '«\u00a0partie\u00a0» ne se remplit pas sur cette demande.')
  await refused(bill, cause, 'disque', 'field-not-asked', '«\u00a0Cause\u00a0» ne se remplit pas sur cette demande.')
  await refused(number, taille, 'douze', 'field-value', 'Taille\u202f: Un nombre.')
  await refused(number, cause, 'cuisine', 'field-value', 'Cause\u202f: Un des choix de la liste.')
  expect([await row(number), await row(bill), (await letters()).length]).toEqual(before)
  for (const fields of [[], [{ fieldId: baie, value: 'B1' }, { fieldId: baie, value: 'B2' }], Array.from({ length: 21 }, () => ({ fieldId: trial.desk.ids.next(), value: 'x' }))]) {
    expect((await does(number, 'acts', { alongside: { fields } })).body.code).toBe('invalid-body')
  }
})

test('S5-3: a department’s field is filled in by its agents alone; for the others it is as if it did not exist', async () => {
  const tva = await make({ name: 'tva', department: 'financial' })
  const number = await opened({ facts: { kind: 'billing' } })
  await does(number, 'assignee', { agentId: technical.id }, { method: 'PUT' })
  const fill = (fieldId: string, as: string) => does(number, 'acts', { alongside: { fields: [{ fieldId, value: 'FR12' }] } }, { as })
  const [hidden, absent] = [await fill(tva, technical.id), await fill(nobodys, technical.id)]
  expect({ ...hidden.body, instance: '' }).toEqual({ ...absent.body, instance: '' })
  const macro = await call('POST', 'macros', { name: 'TVA', texts: {}, acts: { fields: [{ fieldId: tva, value: 'FR12' }] } })
  expect([(await listed(macro.body.id)).gone, (await listed(macro.body.id, financial.id)).gone, (await listed(macro.body.id, technical.id)).gone]).toEqual([[], [], ['fields']])
  expect((await fill(tva, financial.id)).status).toBe(200)
  expect((await row(number)).fields).toEqual({ [tva]: 'FR12' })
  await admin('PUT', `/${tva}/retired`, { retired: true })
})

test('what has to be filled in to solve may be by the very act that solves; emptied by it, it may not', async () => {
  const serie = await make({ name: 'serie', label: { fr: 'Numéro de série', en: 'Serial number' }, required: true })
  const number = await opened()
  const solve = (path: string, fields: object[], more: object = {}) => does(number, path, { text: 'Fait.', ...more, alongside: { fields } })
  expect((await solve('solve', [{ fieldId: baie, value: 'B1' }])).body.code).toBe('fields-missing')
  expect((await solve('replies', [{ fieldId: serie, value: null }], { then: 'solve' })).body.code).toBe('fields-missing')
  expect(await solve('replies', [{ fieldId: serie, value: 'x'.repeat(400) }], { then: 'solve' })).toMatchObject({ status: 409, body: { beside: { act: 'fields', code: 'field-value' } } })
  const solved = await solve('replies', [{ fieldId: serie, value: 'SN 1' }], { then: 'solve', undoSeconds: 30 })
  expect(solved.status).toBe(200)
  expect(await row(number)).toMatchObject({ state: 'solved', fields: { [serie]: 'SN 1' } })
  await does(number, `replies/${solved.body.messageId}/take-back`)
  expect(await row(number)).toMatchObject({ state: 'new', fields: {} })
  await set(number, serie, 'SN 2')
  expect(await solve('replies', [{ fieldId: serie, value: null }], { then: 'solve' })).toMatchObject({ status: 409, body: { beside: { act: 'fields', code: 'field-required' }, detail: 'Remplir des champs\u202f: Une demande résolue garde «\u00a0Numéro de série\u00a0» rempli.' } })
  expect((await does(number, 'replies', { text: 'Voici.' })).status).toBe(200)
  await admin('PUT', `/${serie}/retired`, { retired: true })
})

test('a ready-made answer fills in fields; one whose field or choice is no more says so, where it is kept and where it is used', async () => {
  const number = await opened()
  const rue = await make({ name: 'rue', type: 'one', choices })
  const acts = { fields: [{ fieldId: rue, value: 'disque' }, { fieldId: taille, value: 12.5 }] }
  const made = await call('POST', 'macros', { name: 'Remplir', texts: {}, acts })
  expect(made.status).toBe(201)
  const gone = async () => [(await listed(made.body.id)).gone, (await call('GET', `queue/${number}/macros`)).body.find(({ id }: { id: string }) => id === made.body.id).gone]
  expect([(await listed(made.body.id)).acts, await gone()]).toEqual([{ then: 'keep', ...acts }, [[], []]])
  const done = await does(number, 'acts', { alongside: acts, macro: made.body.id })
  expect(done.status).toBe(200)
  expect((await row(number)).fields).toEqual({ [rue]: 'disque', [taille]: 12.5 })
  expect((await undo(number, done.body.eventId)).status).toBe(200)
  expect((await row(number)).fields).toEqual({})
  expect((await call('POST', 'macros', { name: 'Fausse', texts: {}, acts: { fields: [{ fieldId: taille, value: 'douze' }] } })).body).toMatchObject({ code: 'beside-refused', beside: { act: 'fields', code: 'field-value' }, detail: 'Remplir des champs\u202f: Taille\u202f: Un nombre.' })
  expect((await call('POST', 'macros', { name: 'Ailleurs', texts: {}, acts: { fields: [{ fieldId: nobodys, value: 1 }] } })).body).toMatchObject({ beside: { act: 'fields', code: 'unknown-field' } })
  const [field] = (await admin('GET', '')).body.rows.filter(({ id }: { id: string }) => id === rue)
  const { label, help, unit, kinds, department, shownTo, required, version } = field
  expect((await admin('PUT', `/${rue}`, { label, help, unit, kinds, department, shownTo, required, choices: [choices[1]], seen: version })).status).toBe(200)
  expect(await gone()).toEqual([['fields'], ['fields']])
  expect((await does(number, 'acts', { alongside: acts, macro: made.body.id })).body).toMatchObject({ code: 'beside-refused', beside: { act: 'fields', code: 'field-value' } })
  await admin('PUT', `/${rue}/retired`, { retired: true })
  await admin('DELETE', `/${rue}`)
  expect(await gone()).toEqual([['fields'], ['fields']])
  expect((await does(number, 'acts', { alongside: acts, macro: made.body.id })).body).toMatchObject({ beside: { act: 'fields', code: 'unknown-field' } })
  // An agent may leave that part out: what is kept of it in a draft is what they said.
  expect((await call('PUT', `queue/${number}/drafts/reply`, { seen: 0, text: 'Bonjour.', shared: false, alongside: acts, macro: made.body.id })).body.alongside).toEqual(acts)
})

test('on many at once: tried, done where it may be, told where not, undone', async () => {
  const numbers = [await opened(), await opened(), await opened({ facts: { kind: 'billing' } })]
  const chosen = { ids: await Promise.all(numbers.map(async (number) => (await row(number)).id)) }
  const act = { do: 'reply', texts: { fr: 'Le disque est remplacé.', en: 'The disk is replaced.' }, alongside: { fields: [{ fieldId: cause, value: 'disque' }, { fieldId: baie, value: 'B7' }] } }
  const told = { code: 'field-not-asked', count: 1, tickets: [{ number: numbers[2], detail: 'Remplir des champs\u202f: «\u00a0Cause\u00a0» ne se remplit pas sur cette demande.' }] }
  expect((await call('POST', 'bulk/preview', { chosen, act })).body).toMatchObject({ total: 3, would: 2, letters: 2, refused: [told] })
  const { id } = (await call('POST', 'bulk', { chosen, act, holdSeconds: 60 }, lead.id, 'a-plusieurs')).body
  await trial.jobs.settle()
  expect((await call('GET', `bulk/${id}`)).body).toMatchObject({ state: 'done', done: 2, refused: 1, refusals: [told], act: { alongside: act.alongside } })
  const noted = async () => Promise.all(numbers.map(async (number) => (await row(number)).fields))
  expect(await noted()).toEqual([{ [cause]: 'disque', [baie]: 'B7' }, { [cause]: 'disque', [baie]: 'B7' }, {}])
  await call('POST', `bulk/${id}/undo`)
  await trial.jobs.settle()
  expect((await call('GET', `bulk/${id}`)).body).toMatchObject({ state: 'undone', undone: 2, kept: 0 })
  expect([await noted(), (await page(numbers[0]!)).body.state]).toEqual([[{}, {}, {}], 'new'])
})
