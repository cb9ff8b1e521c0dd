import { expect, test } from 'vitest'
import { openTrial } from '../harness.ts'
import { openFields } from './scene.ts'

/** What who administers declares: names, types, kinds, limits; what may be changed, and what stays. */
const trial = await openTrial({ GUICHET_API_RATE: '100000' })
const { company, lead, admin, make, listed, set, shown, opened } = await openFields(trial, 'declare')
const field = { name: 'serie', type: 'text', label: { fr: 'Numéro de série' } }

test('a field is made, listed, changed as seen, and its name is for ever', async () => {
  const made = await admin('POST', '', { ...field, help: { fr: 'Au dos.' }, kinds: ['technical'], shownTo: 'customer', required: true })
  expect(made.status, made.text).toBe(201)
  expect((await listed())[0]).toMatchObject({ name: 'serie', type: 'text', label: { fr: 'Numéro de série' }, help: { fr: 'Au dos.' }, unit: null, kinds: ['technical'], department: null, shownTo: 'customer', required: true, version: 1, retiredAt: null, tickets: 0 })
  expect(await admin('POST', '', field)).toMatchObject({ status: 409, body: { code: 'field-name-taken' } })
  const changed = { label: { fr: 'N° de série', en: 'Serial number' }, kinds: [], seen: 1 }
  expect((await admin('PUT', `/${made.body.id}`, changed)).status).toBe(200)
  expect(await admin('PUT', `/${made.body.id}`, changed)).toMatchObject({ status: 409, body: { code: 'field-definition-changed' } })
  expect(await admin('PUT', `/${made.body.id}`, { ...changed, name: 'autre', seen: 2 })).toMatchObject({ status: 422 })
  expect((await listed())[0]).toMatchObject({ name: 'serie', label: { en: 'Serial number' }, kinds: [], required: false, version: 2 })
  // Retired, the name is still its own.
  expect((await admin('PUT', `/${made.body.id}/retired`, { retired: true })).status).toBe(200)
  expect(await admin('POST', '', field)).toMatchObject({ status: 409, body: { code: 'field-name-taken' } })
  expect((await admin('DELETE', `/${made.body.id}`)).status).toBe(204)
  expect((await admin('POST', '', field)).status).toBe(201)
})

test.each([
  ['a name with a capital', { name: 'Serie' }, 'invalid-body'], ['a name that begins with a figure', { name: '1a' }, 'invalid-body'], ['no label', { name: 'a1', label: {} }, 'invalid-body'], ['a blank label', { name: 'a1', label: { fr: '  ' } }, 'invalid-body'],
  ['an unknown type', { name: 'a1', type: 'colour' }, 'invalid-body'], ['a list without choices', { name: 'a1', type: 'one' }, 'invalid-body'], ['choices of a text', { name: 'a1', choices: [{ key: 'a', label: { fr: 'A' } }] }, 'invalid-body'],
  ['the same choice twice', { name: 'a1', type: 'one', choices: [{ key: 'a', label: { fr: 'A' } }, { key: 'a', label: { fr: 'B' } }] }, 'invalid-body'], ['a unit of a text', { name: 'a1', unit: 'km' }, 'invalid-body'],
  ['a kind that the policy does not have', { name: 'a1', kinds: ['cuisine'] }, 'unknown-value'], ['a department that it does not have', { name: 'a1', department: 'cuisine' }, 'unknown-department'],
  ['too long a label', { name: 'a1', label: { fr: 'x'.repeat(81) } }, 'invalid-body'], ['201 choices', { name: 'a1', type: 'one', choices: Array.from({ length: 201 }, (_, n) => ({ key: `c${n}`, label: { fr: `${n}` } })) }, 'invalid-body'],
])('refused: %s', async (_what, part, code) => {
  expect(await admin('POST', '', { ...field, ...part })).toMatchObject({ status: 422, body: { code } })
})

test('a choice that is left out is retired: it stays where it was taken, and is taken no more', async () => {
  const id = await make({ name: 'cause', type: 'one', choices: [{ key: 'disque', label: { fr: 'Disque' } }, { key: 'reseau', label: { fr: 'Réseau' } }] })
  const number = await opened()
  expect((await set(number, id, 'disque')).status).toBe(200)
  const { version, label } = (await listed()).find((one: { id: string }) => one.id === id)
  expect((await admin('PUT', `/${id}`, { label, choices: [{ key: 'reseau', label: { fr: 'Réseau' } }], seen: version })).status).toBe(200)
  const page = (await shown(number)).cause as unknown as { value: string; choices: { key: string; retired: boolean }[] }
  expect(page.value).toBe('disque')
  expect(page.choices).toMatchObject([{ key: 'reseau', retired: false }, { key: 'disque', retired: true }])
  const other = await opened()
  expect(await set(other, id, 'disque')).toMatchObject({ status: 422, body: { code: 'field-value' } })
  // One that has no choice left is no list any more.
  expect(await admin('PUT', `/${id}`, { label, choices: [], seen: version + 1 })).toMatchObject({ status: 422 })
})

test('the order is that which is given; those retired come last', async () => {
  const gone = await make({ name: 'retire' })
  await admin('PUT', `/${gone}/retired`, { retired: true })
  await make({ name: 'autre' })
  const before = await listed()
  const used = before.filter((one: { retiredAt: string | null }) => one.retiredAt === null).map(({ id }: { id: string }) => id)
  const turned = [used.at(-1), used[0]]
  expect((await admin('PUT', '/order', { ids: turned })).status).toBe(204)
  const after = await listed()
  expect(after.slice(0, 2).map(({ id }: { id: string }) => id)).toEqual(turned)
  expect(after.at(-1).retiredAt).not.toBeNull()
})

test('every change is in the audit, in words', async () => {
  const { text, body } = await company.call('GET', 'admin/audit?limit=100', { cookie: await company.asAgent(lead.id), headers: { 'accept-language': 'fr' } })
  for (const words of ['Champ créé', 'Champ modifié', 'Champ retiré', 'Champ supprimé', 'Ordre des champs changé']) expect(text.includes(words), words).toBe(true)
  const changed = body.rows.filter((row: { type: string }) => row.type === 'field.changed').map((row: { detail: string }) => row.detail)
  expect(changed.join('\n')).toContain('Numéro de série → N° de série / Serial number')
  expect(changed.join('\n')).toMatch(/choix Disque, Réseau → Réseau/)
})

test('a hundred in use, no more; one that is retired makes room', async () => {
  const there = (await listed()).filter((one: { retiredAt: string | null }) => one.retiredAt === null).length
  for (let n = there; n < 100; n++) await make({ name: `champ_${n}` })
  expect(await admin('POST', '', { ...field, name: 'de_trop' })).toMatchObject({ status: 422, body: { code: 'too-many' } })
  const [first] = await listed()
  await admin('PUT', `/${first.id}/retired`, { retired: true })
  expect((await admin('POST', '', { ...field, name: 'de_trop' })).status).toBe(201)
  expect(await admin('PUT', `/${first.id}/retired`, { retired: false })).toMatchObject({ status: 422, body: { code: 'too-many' } })
})

test('who does not administer declares nothing, and learns nothing of the page', async () => {
  expect((await admin('GET', '', undefined, company.agent.id)).status).toBe(403)
  expect((await admin('POST', '', { ...field, name: 'x1' }, company.agent.id)).status).toBe(403)
  expect((await company.call('GET', 'admin/fields', { cookie: await company.asContact() })).status).toBe(403)
})
