import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addContact, addCustomer, addLicence, checkSupportPin, findProfile, listPersons, makeGrant } from '#people/people.ts'
import { transaction } from '#platform/database.ts'
import { actAs, openCompany, openTrial } from '../harness.ts'
import type { Answer, Company } from '../harness.ts'

const trial = await openTrial()
const { desk, time } = trial
const { db } = desk.database
const sample = await readFile(new URL('../../../samples/ardenne-cloud/policy.yaml', import.meta.url), 'utf8')
const ru = await readFile(new URL('../../../policies/remote-utilities/policy.yaml', import.meta.url), 'utf8')
const plain = await openCompany(trial, 'page')
const ruled = await openCompany(trial, 'ardenne', sample)
const soft = await openCompany(trial, 'logiciel', ru)

let serial = 0
async function person(of: Company, rights: string[], more: { role?: string; customerId?: string; email?: string } = {}): Promise<string> {
  const id = await addContact(desk, of.provider.id, { customerId: more.customerId ?? of.customerId, name: `Personne ${++serial}`, email: more.email ?? `p${serial}@page.example`, verified: true, rights })
  await db.updateTable('contacts').set({ role: more.role ?? null }).where('provider_id', '=', of.provider.id).where('id', '=', id).execute()
  return id
}
/** Signed in, with a second proof just given where `T3`. */
async function enter(of: Company, id: string, trust: 'T2' | 'T3' = 'T3'): Promise<string> {
  const cookie = await of.asContact(id)
  if (trust === 'T3') await db.updateTable('sessions').set({ elevated_until: time.now() + 900_000 }).where('provider_id', '=', of.provider.id).where('contact_id', '=', id).execute()
  return cookie
}
const form = (of: Company, path: string, cookie: string, fields: Record<string, string> = {}): Promise<Answer> =>
  of.call('POST', `/${of.provider.slug}/fr${path}`, { cookie, raw: Buffer.from(new URLSearchParams(fields).toString()), headers: { 'content-type': 'application/x-www-form-urlencoded' } })
const page = (of: Company, path: string, cookie: string) => of.call('GET', `/${of.provider.slug}/fr${path}`, { cookie })

const boss = await person(plain, ['all', 'ask_technical', 'ask_urgent', 'billing', 'manage_contacts'])

test('the people of a customer: only who manages them has the page; changes take a second proof', async () => {
  expect((await page(plain, '/people', await enter(plain, plain.contactId))).status).toBe(404)
  const cookie = await enter(plain, boss, 'T2')
  expect((await page(plain, '/people', cookie)).text).toContain('Jean Martin')
  const step = await page(plain, '/people/new', cookie)
  expect([step.status, step.headers.location]).toEqual([303, '/page/fr/step-up?back=%2Fpage%2Ffr%2Fpeople%2Fnew'])
  expect((await form(plain, '/people/new', cookie, { name: 'X', email: 'x@y.example', sight: 'own' })).status).toBe(403)
})

test('a person is added by the form, what was typed is kept when something is missing, then changed and removed', async () => {
  const cookie = await enter(plain, boss)
  const missing = await form(plain, '/people/new', cookie, { name: 'Léa <b>', email: 'lea', sight: 'team' })
  expect(missing.status).toBe(422)
  expect(missing.text).toContain('value="Léa &lt;b&gt;"')
  expect(missing.text).toContain('adresse électronique complète')
  const added = await form(plain, '/people/new', cookie, { name: 'Léa', email: 'lea@page.example', sight: 'team', 'may.ask_technical': '1', teams: 'Nuit, Jour', language: 'en' })
  expect([added.status, added.headers.location]).toEqual([303, '/page/fr/people?done=invited'])
  const lea = (await listPersons(db, plain.provider.id, plain.customerId)).find(({ name }) => name === 'Léa')!
  expect(lea).toMatchObject({ rights: ['team', 'ask_technical'], language: 'en' })
  const list = (await page(plain, '/people?done=invited', cookie)).text
  expect(list).toMatch(/Nuit, Jour/)
  expect((await form(plain, `/people/${lea.id}`, cookie, { sight: 'own', teams: '' })).status).toBe(303)
  expect((await listPersons(db, plain.provider.id, plain.customerId, lea.id))[0]).toMatchObject({ rights: ['own'], teamIds: [] })
  expect((await form(plain, `/people/${lea.id}/remove`, cookie)).headers.location).toBe('/page/fr/people?done=removed')
  expect((await page(plain, `/people/${lea.id}`, cookie)).status).toBe(404)
})

test('AB-20: another customer’s person is absent in every address of the pages', async () => {
  const elsewhere = await person(plain, ['own'], { customerId: await addCustomer(desk, plain.provider.id, { number: '77001', name: 'Ailleurs' }) })
  const cookie = await enter(plain, boss)
  for (const id of [elsewhere, desk.ids.next(), 'x']) {
    expect((await page(plain, `/people/${id}`, cookie)).status).toBe(404)
    for (const act of ['', '/remove', '/invite']) expect((await form(plain, `/people/${id}${act}`, cookie, { sight: 'own' })).status, act).toBe(404)
    expect((await form(plain, `/people/grants/${id}/end`, cookie)).status).toBe(404)
    expect((await form(plain, '/acting', cookie, { customer: id })).status).toBe(404)
  }
})

test('the manager who adds a contact beyond the limit reads how many there may be, by which clause, and who may raise it', async () => {
  const cookie = await enter(ruled, await person(ruled, [], { role: 'manager' }))
  const add = (n: number) => form(ruled, '/people/new', cookie, { name: `Technicien ${n}`, email: `t${n}@page.example`, role: 'technical', teams: '' })
  for (let n = 1; n <= 3; n++) expect((await add(n)).status).toBe(303)
  const beyond = await add(4)
  expect(beyond.status).toBe(403)
  expect(beyond.text).toContain('au plus 4')
  expect(beyond.text).toContain('Contact technique')
  expect(beyond.text).toContain('seul Société ardenne peut le relever')
  expect(beyond.text).toMatch(/policy#[^"]*15/)
  expect(beyond.text).toContain('value="t4@page.example"')
})

test('for 72 hours after a change of address managing people needs a call back, and the page says so', async () => {
  const id = await person(plain, ['all', 'ask_technical', 'manage_contacts'])
  const cookie = await enter(plain, id)
  await db.updateTable('contacts').set({ address_changed_at: time.now() }).where('provider_id', '=', plain.provider.id).where('id', '=', id).execute()
  const refused = await form(plain, '/people/new', cookie, { name: 'X', email: 'x2@y.example', sight: 'own' })
  expect(refused.status).toBe(403)
  expect(refused.text).toContain('que nous vous rappelions')
  const called = await plain.call('POST', `contacts/${id}/called-back`, { cookie: await plain.asAgent(), body: { number: '+33 1 23 45 67 89' } })
  expect(called.status).toBe(204)
  expect((await form(plain, '/people/new', cookie, { name: 'X', email: 'x2@y.example', sight: 'own' })).status).toBe(303)
})

test('AB-19: once the asker has left, answers go to nobody whose role shows them their own requests alone', async () => {
  const customerId = await addCustomer(desk, ruled.provider.id, { number: '31415', name: 'Départs' })
  const narrow = await person(ruled, [], { role: 'billing', customerId, email: 'etroit@depart.example' })
  const asker = await person(ruled, [], { role: 'technical', customerId, email: 'parti@depart.example' })
  const asked = await ruled.call('POST', 'requests', { cookie: await ruled.asContact(asker), body: { subject: 'Panne', text: 'Rien ne va' } })
  expect(asked.status, asked.text).toBe(201)
  expect((await ruled.call('GET', `tickets/${asked.body.number}`, { cookie: await ruled.asContact(narrow) })).status).toBe(404)
  await db.updateTable('contacts').set({ removed_at: 1, email_key: `left:${asker}` }).where('id', '=', asker).execute()
  await actAs(ruled, asked.body.number, 'replies', { text: 'Le mot de passe est xyz' })
  const letters = async () => (await db.selectFrom('outbox').select('to').where('provider_id', '=', ruled.provider.id).where('kind', '=', 'reply').execute()).flatMap(({ to }) => to)
  expect(await letters()).toEqual([])
})

test('the profile: name, language, zone; the code for the telephone is shown on request only, and proves its owner to an agent', async () => {
  const cookie = await enter(plain, plain.contactId, 'T2')
  const shown = await page(plain, '/profile', cookie)
  expect(shown.text).toContain('10001')
  expect(shown.text).not.toMatch(/\d{3}\u00a0\d{3}</)
  expect((await form(plain, '/profile', cookie, { name: 'Jean Martin', language: 'fr', zone: 'PST' })).text).toContain('Indian/Reunion')
  expect((await form(plain, '/profile', cookie, { name: 'Jean R. Martin', language: 'fr', zone: 'Indian/Reunion' })).status).toBe(303)
  const pin = /(\d{3})\u00a0(\d{3})</.exec((await form(plain, '/profile/pin', cookie)).text)
  const code = `${pin?.[1]}${pin?.[2]}`
  const agent = await plain.asAgent()
  const wrong = await plain.call('POST', 'people/pin-check', { cookie: agent, body: { number: '99999', pin: code } })
  expect([wrong.status, wrong.body.code]).toEqual([422, 'wrong-pin'])
  const right = await plain.call('POST', 'people/pin-check', { cookie: agent, body: { number: '10001', pin: code } })
  expect(right.body).toMatchObject({ contact: { id: plain.contactId }, customer: { number: '10001' } })
  const recorded = await plain.call('POST', 'recorded-requests', { cookie: agent, body: { channel: 'phone', subject: 's', text: 't', contactId: plain.contactId, pinProof: right.body.proof } })
  expect(recorded.status).toBe(201)
  expect((await plain.call('GET', `queue/${recorded.body.number}`, { cookie: agent })).body.sender).toMatchObject({ trust: 'T1', reason: 'pin' })
  const forged = await plain.call('POST', 'recorded-requests', { cookie: agent, body: { channel: 'phone', subject: 's', text: 't', contactId: boss, pinProof: right.body.proof } })
  expect([forged.status, forged.body.code]).toEqual([422, 'wrong-pin'])
  expect((await plain.call('POST', 'people/pin-check', { cookie, body: { number: '10001', pin: code } })).status).toBe(403)
  expect(await checkSupportPin(desk, plain.provider.id, { number: '10001', pin: code }, { kind: 'agent', id: plain.agent.id })).toMatchObject({ ok: false })
})

test('S2-17, S2-33, S2-34: a key is entered once; the open ticket takes the new level from now on, as the policy says', async () => {
  time.set(Date.parse('2027-05-10T17:00:00Z')) // Monday 10:00 in Los Angeles
  const cookie = await enter(soft, soft.contactId, 'T2')
  await addLicence(desk, soft.provider.id, { kind: 'starter', key: 'STAR-0001', customerId: soft.customerId })
  await addLicence(desk, soft.provider.id, { kind: 'pro', key: 'PRO1-0042' })
  const asked = await soft.call('POST', 'requests', { cookie, body: { channel: 'ticket', subject: 'Host', text: 'It does not start.', facts: { topic: 'installation', product_version: '7.6.2.0' } } })
  expect(asked.body.decision.tier).toBe('starter')
  const due = async () => (await soft.call('GET', `queue/${asked.body.number}`, { cookie: await soft.asAgent() })).body
  time.set(Date.parse('2027-05-10T18:00:00Z'))
  const again = await enter(soft, soft.contactId, 'T2')
  const unknown = await form(soft, '/licences', again, { key: 'NO-SUCH' })
  expect(unknown.status).toBe(422)
  const entered = await form(soft, '/licences', again, { key: 'pro1 0042' })
  expect(entered.text).toContain('passe de')
  expect(entered.text).toContain(`Demandes concernées\u00a0: ${asked.body.number}`)
  expect(await due()).toMatchObject({ tier: 'pro', clocks: [{ dueAt: '2027-05-10T21:00:00.000Z' }] })
  expect((await page(soft, '/licences', again)).text).toContain('a été entrée')
  const other = await addCustomer(desk, soft.provider.id, { number: 'RU-2', name: 'Mallory' })
  const mallory = await enter(soft, await person(soft, [], { customerId: other }), 'T2')
  const taken = await form(soft, '/licences', mallory, { key: 'PRO1-0042' })
  expect([taken.status, taken.text.includes('n’ouvre rien ici')]).toEqual([422, true])
  const slow = []
  for (let i = 0; i < 8; i++) slow.push((await form(soft, '/licences', mallory, { key: `GUESS-${i}` })).status)
  expect(slow.at(-1)).toBe(429)
  expect((await page(plain, '/licences', await enter(plain, boss))).status).toBe(404)
})

test('S2-34: where the policy lets a key serve again, the second customer is remembered too, once', async () => {
  const shared = await openCompany(trial, 'partage', ru.replace('key_reuse: refuse', 'key_reuse: allow'))
  await addLicence(desk, shared.provider.id, { kind: 'pro', key: 'SHARED-1' })
  const other = await addCustomer(desk, shared.provider.id, { number: 'RU-3', name: 'Seconde' })
  const second = await enter(shared, await person(shared, [], { customerId: other }), 'T2')
  const first = await enter(shared, shared.contactId, 'T2')
  for (const cookie of [first, second, second]) expect((await form(shared, '/licences', cookie, { key: 'shared 1' })).status).toBe(200)
  for (const customerId of [shared.customerId, other]) {
    const licences = (await findProfile(desk, shared.provider.id, { customerId }))?.licences
    expect(licences).toMatchObject([{ kind: 'pro', enteredAt: time.now() }])
  }
  // Not asked again: a request of the second one has the level of the key.
  const asked = await shared.call('POST', 'requests', { cookie: second, body: { channel: 'ticket', subject: 'Host', text: 'Rien.', facts: { topic: 'installation', product_version: '7.6.2.0' } } })
  expect(asked.body.decision.tier).toBe('pro')
  const entered = await db.selectFrom('events').select('data').where('provider_id', '=', shared.provider.id).where('type', '=', 'licence.entered').execute()
  expect(entered.map(({ data }) => (data as unknown as { customerId: string }).customerId)).toEqual([shared.customerId, other])
})

test('S2-20, S2-22: the partner zone shows a reseller’s own tickets, and those of whom they act for; nobody else has it', async () => {
  const reseller = await addCustomer(desk, soft.provider.id, { number: 'RU-9', name: 'Revente SA', role: 'reseller' })
  const pat = await person(soft, [], { customerId: reseller })
  const cookie = await enter(soft, pat, 'T2')
  const mine = await soft.call('POST', 'requests', { cookie, body: { channel: 'ticket', subject: 'Ma question', text: 'Bonjour.', facts: { topic: 'installation', product_version: '7.6.2.0' } } })
  expect(mine.status).toBe(201)
  const zone = await page(soft, '/partner', cookie)
  expect(zone.text).toContain('Ma question')
  expect(zone.text).toContain('Les revendeurs sont aidés uniquement par tickets')
  expect((await page(soft, '/partner', await enter(soft, soft.contactId))).status).toBe(404)
  const theirs = await soft.call('GET', 'tickets', { cookie: await enter(soft, soft.contactId) })
  const { number } = theirs.body.rows[0]
  expect((await page(soft, `/tickets/${number}`, cookie)).status).toBe(404)
  await transaction(db, (trx) => makeGrant(trx, desk, soft.provider.id, { customerId: reseller, forCustomerId: soft.customerId, rights: ['all'] }, { kind: 'system' }))
  expect((await page(soft, '/partner', cookie)).text).toContain('Demandes de Boulangerie Martin')
  expect((await form(soft, '/acting', cookie, { customer: soft.customerId })).headers.location).toBe('/logiciel/fr/tickets')
  expect((await page(soft, `/tickets/${number}`, cookie)).status).toBe(200)
  expect((await page(soft, `/tickets/${mine.body.number}`, cookie)).status).toBe(404)
  await form(soft, '/acting', cookie)
  expect((await page(soft, `/tickets/${mine.body.number}`, cookie)).status).toBe(200)
})

test('AB-21: who manages people but sees their own requests alone lets no agency see all of them', async () => {
  const agency = await addCustomer(desk, plain.provider.id, { number: '70002', name: 'Autre agence' })
  const cookie = await enter(plain, await person(plain, ['own', 'ask_technical', 'manage_contacts']))
  expect((await form(plain, '/people/grants', cookie, { number: '70002', until: '' })).status).toBe(303)
  const grant = await db.selectFrom('grants').select('rights').where('provider_id', '=', plain.provider.id).where('customer_id', '=', agency).executeTakeFirstOrThrow()
  expect(grant.rights).toEqual(['own', 'ask_technical'])
})

test('a manager lets an agency act for them until a day, and ends it at once; numbers cannot be tried out', async () => {
  const agency = await addCustomer(desk, plain.provider.id, { number: '70001', name: 'Agence' })
  const cookie = await enter(plain, boss)
  const past = await form(plain, '/people/grants', cookie, { number: '70001', until: '2020-01-01' })
  expect(past.status).toBe(422)
  expect((await form(plain, '/people/grants', cookie, { number: '00000', until: '' })).text).toContain('sous ce numéro')
  expect((await form(plain, '/people/grants', cookie, { number: '70001', until: '2028-12-31' })).status).toBe(303)
  const grant = await db.selectFrom('grants').select(['id', 'until_at']).where('provider_id', '=', plain.provider.id).where('customer_id', '=', agency).executeTakeFirstOrThrow()
  expect(new Date(grant.until_at ?? 0).toISOString()).toBe('2028-12-31T23:00:00.000Z')
  expect((await form(plain, `/people/grants/${grant.id}/end`, cookie)).status).toBe(303)
  const tried = []
  for (let i = 0; i < 6; i++) tried.push((await form(plain, '/people/grants', cookie, { number: `1234${i}` })).status)
  expect(tried.at(-1)).toBe(429)
})
