import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { writeLetter } from '#channels/mail/letters/write.ts'
import type { Letter } from '#outbox/letter.ts'
import { addContact, addCustomer, findSession, listPersons, openSession, rightsOf } from '#people/people.ts'
import type { SignedContact } from '#people/people.ts'
import { changePerson, invitePerson, removePerson, withRole } from '#triage/triage.ts'
import { openCompany, openTrial } from '../harness.ts'

const trial = await openTrial()
const { desk } = trial
/** One policy says nothing of roles; the other has three, and at most four technical contacts. */
const plain = await openCompany(trial, 'libre')
const ruled = await openCompany(trial, 'ardenne', await readFile(new URL('../../../samples/ardenne-cloud/policy.yaml', import.meta.url), 'utf8'))

async function signed(of: typeof plain, contactId: string): Promise<SignedContact> {
  const { token } = await openSession(desk, desk.database.db, of.provider.id, { contactId })
  const found = await findSession(desk, of.provider.id, 'contact', token)
  if (found?.kind !== 'contact') throw new Error('not signed in')
  return withRole(desk, of.provider.id, found)
}
let serial = 0
const person = async (of: typeof plain, rights: string[], more: { role?: string; customerId?: string; quotesUpTo?: number } = {}) => {
  const id = await addContact(desk, of.provider.id, { customerId: more.customerId ?? of.customerId, name: `Personne ${++serial}`, email: `p${serial}@martin.example`, verified: true, rights })
  await desk.database.db.updateTable('contacts').set({ role: more.role ?? null, quotes_up_to: more.quotesUpTo ?? null }).where('provider_id', '=', of.provider.id).where('id', '=', id).execute()
  return id
}
const given = (rights: string[], more: Partial<{ role: string; quotesUpTo: number; teams: string[]; name: string; email: string }> = {}) => ({
  role: null, quotesUpTo: null, teams: [], rights, name: 'Léa Nouvelle', email: `lea${++serial}@martin.example`, language: 'fr' as const, ...more,
})
const people = (of: typeof plain) => listPersons(desk.database.db, of.provider.id, of.customerId)
const eventsOf = async (of: typeof plain) => (await desk.database.db.selectFrom('events').select('type').where('provider_id', '=', of.provider.id).where('ticket_id', 'is', null).execute()).map(({ type }) => type)

const boss = await person(plain, ['all', 'ask_technical', 'ask_urgent', 'billing', 'manage_contacts'])

test('a manager adds a person: invited by mail, with rights and teams; the link confirms the address and lets in', async () => {
  const by = await signed(plain, boss)
  const added = await invitePerson(desk, plain.provider, by, given(['team', 'ask_technical'], { name: 'Ana Team', email: 'Ana@Martin.example', teams: ['Production', 'Nuit'] }))
  if (!added.ok) throw new Error(JSON.stringify(added))
  const ana = (await people(plain)).find(({ id }) => id === added.id)
  expect(ana).toMatchObject({ name: 'Ana Team', verified: false, rights: ['team', 'ask_technical'] })
  expect(ana?.teamIds).toHaveLength(2)
  const letter = await desk.database.db.selectFrom('outbox').select(['kind', 'to', 'mail']).where('provider_id', '=', plain.provider.id).where('kind', '=', 'person').executeTakeFirstOrThrow()
  expect(letter.to).toEqual(['Ana@Martin.example'])
  const { link } = (letter.mail as { letter: { content: { link: string } } }).letter.content
  expect(link).toMatch(/^http:\/\/localhost:3000\/libre\/fr\/sign-in\/[\w-]{20,}\?back=/)
  trial.time.advance(6 * 24 * 3_600_000)
  const path = new URL(link).pathname
  expect((await plain.call('GET', path)).status).toBe(200)
  const entered = await plain.call('POST', path, { raw: Buffer.from(''), headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  expect(entered.status).toBe(303)
  expect((await people(plain)).find(({ id }) => id === added.id)?.verified).toBe(true)
  expect(await eventsOf(plain)).toContain('contact.invited')
})

test('AB-12: an invitation goes to an address that its sender chose, and carries no link of theirs in a name', async () => {
  await desk.database.db.updateTable('contacts').set({ name: 'Gagnez www.evil.example' }).where('provider_id', '=', plain.provider.id).where('id', '=', boss).execute()
  const added = await invitePerson(desk, plain.provider, await signed(plain, boss), given(['own'], { name: 'Cliquez https://evil.example/prix' }))
  expect(added).toMatchObject({ ok: true })
  const { mail } = await desk.database.db.selectFrom('outbox').select('mail').where('provider_id', '=', plain.provider.id).where('kind', '=', 'person').orderBy('id', 'desc').executeTakeFirstOrThrow()
  const { subject, text, html } = writeLetter((mail as { letter: Letter }).letter, { name: 'Libre', zone: 'Europe/Paris' })
  expect(text).toContain('Cliquez https evil example prix')
  for (const part of [subject, text, html]) expect(part).not.toMatch(/evil\.|https?:\/\/evil/)
})

test('AB-21: nobody gives more than they have: no manager without the right, no quotes above their own limit, no change of who may more', async () => {
  const lesser = await person(plain, ['team', 'ask_technical', 'manage_contacts', 'accept_quotes'], { quotesUpTo: 10_000 })
  const by = await signed(plain, lesser)
  expect(await invitePerson(desk, plain.provider, by, given(['all']))).toMatchObject({ ok: false, why: 'more' })
  expect(await invitePerson(desk, plain.provider, by, given(['own', 'billing']))).toMatchObject({ ok: false, why: 'more' })
  expect(await invitePerson(desk, plain.provider, by, given(['own', 'accept_quotes']))).toMatchObject({ ok: false, why: 'more' })
  expect(await invitePerson(desk, plain.provider, by, given(['own', 'accept_quotes'], { quotesUpTo: 10_001 }))).toMatchObject({ ok: false, why: 'more' })
  expect(await changePerson(desk, plain.provider, by, boss, given(['own']))).toMatchObject({ ok: false, why: 'above' })
  expect(await removePerson(desk, plain.provider, by, boss)).toMatchObject({ ok: false, why: 'above' })
  expect(await invitePerson(desk, plain.provider, by, given(['own', 'accept_quotes'], { quotesUpTo: 9_900 }))).toMatchObject({ ok: true })
})

test('AB-20: somebody of another customer cannot be named: as if there were none', async () => {
  const by = await signed(plain, boss)
  const elsewhere = await person(plain, ['own'], { customerId: await addCustomer(desk, plain.provider.id, { number: '90001', name: 'Ailleurs' }) })
  expect(await changePerson(desk, plain.provider, by, elsewhere, given(['own']))).toEqual({ ok: false, why: 'gone' })
  expect(await removePerson(desk, plain.provider, by, elsewhere)).toEqual({ ok: false, why: 'gone' })
  const taken = await invitePerson(desk, plain.provider, by, given(['own'], { email: `jean@martin-libre.example` }))
  expect(taken).toMatchObject({ ok: false, why: 'problems', problems: [{ field: 'email', why: 'taken' }] })
})

test('the last manager neither leaves nor gives the right away; two who remove each other at once leave one', async () => {
  const customerId = await addCustomer(desk, plain.provider.id, { number: '90002', name: 'Deux' })
  const rights = ['all', 'ask_technical', 'ask_urgent', 'billing', 'manage_contacts']
  const [one, two] = [await person(plain, rights, { customerId }), await person(plain, rights, { customerId })]
  const [first, second] = [await signed(plain, one), await signed(plain, two)]
  const outcomes = await Promise.all([removePerson(desk, plain.provider, first, two), removePerson(desk, plain.provider, second, one)])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  const [left] = await listPersons(desk.database.db, plain.provider.id, customerId)
  const last = await signed(plain, left!.id)
  expect(await removePerson(desk, plain.provider, last, left!.id)).toMatchObject({ why: 'last' })
  expect(await changePerson(desk, plain.provider, last, left!.id, given(['all']))).toMatchObject({ why: 'last' })
})

test('who is removed is out at once, their address is free again', async () => {
  const by = await signed(plain, boss)
  const id = await person(plain, ['own'])
  const cookie = await plain.asContact(id)
  expect((await plain.call('GET', 'tickets', { cookie })).status).toBe(200)
  const { email } = (await people(plain)).find((one) => one.id === id)!
  expect(await removePerson(desk, plain.provider, by, id)).toMatchObject({ ok: true })
  expect((await plain.call('GET', 'tickets', { cookie })).status).toBe(401)
  expect(await invitePerson(desk, plain.provider, by, given(['own'], { email }))).toMatchObject({ ok: true })
})

test('where the policy has roles they give the rights, and it counts them: the fifth technical contact is one too many', async () => {
  const head = await person(ruled, [], { role: 'manager' })
  const by = await signed(ruled, head)
  expect(rightsOf(by)).toMatchObject({ sees: 'all' })
  expect([...rightsOf(by).may].sort()).toEqual(['accept_quotes', 'ask_technical', 'ask_urgent', 'billing', 'manage_contacts'])
  const technical = await signed(ruled, await person(ruled, [], { role: 'technical' }))
  expect(rightsOf(technical)).toMatchObject({ sees: 'own', quotesUpTo: 75_000 })
  expect(rightsOf(technical).may.has('manage_contacts')).toBe(false)
  expect(await invitePerson(desk, ruled.provider, by, given([], { role: 'king' }))).toMatchObject({ why: 'unknown_role' })
  // Jean Martin, whom nobody named, is a technical contact: two of four are taken.
  for (let i = 0; i < 2; i++) expect(await invitePerson(desk, ruled.provider, by, given([], { role: 'technical' }))).toMatchObject({ ok: true })
  expect(await invitePerson(desk, ruled.provider, by, given([], { role: 'technical' }))).toEqual({
    ok: false, why: 'limit', limit: { role: 'technical', atMost: 4, clauses: ['15'], byContract: false },
  })
  expect(await invitePerson(desk, ruled.provider, by, given([], { role: 'accounts' }))).toMatchObject({ ok: true })
  expect(await invitePerson(desk, ruled.provider, by, given([], { role: 'manager' }))).toMatchObject({ why: 'limit', limit: { role: 'manager', atMost: 1 } })
})
