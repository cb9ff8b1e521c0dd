import { expect, test } from 'vitest'
import { addContact, addContract, addCustomer, cookieName, openSession } from '#people/people.ts'
import { openCompany, openTrial } from '../harness.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const { desk, jobs } = trial
const otherId = await addContact(desk, company.provider.id, { customerId: company.customerId, name: 'Paul Autrement', email: 'paul@autrement.example', verified: true })

/** Somebody signed in; twice: with a second proof just now. */
async function signedIn(contactId: string, twice: boolean): Promise<string> {
  const { token } = await openSession(desk, desk.database.db, company.provider.id, { contactId }, twice ? { second: 'totp' } : {})
  return `${cookieName('essai', 'contact')}=${token}`
}
const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
const post = (path: string, cookie: string, body = '') => company.call('POST', path, { cookie, headers: form, raw: Buffer.from(body) })

test('what is kept is told in words, in both languages, and to nobody who is not signed in', async () => {
  const cookie = await signedIn(company.contactId, false)
  const fr = await company.call('GET', '/essai/fr/data', { cookie })
  expect(fr.text).toContain('Le journal des consultations par le support')
  expect(fr.text).toContain('1 an après la consultation')
  expect((await company.call('GET', '/essai/en/data', { cookie })).text).toContain('1 year after it was read')
  const nobody = await company.call('GET', '/essai/fr/data')
  expect([nobody.status, nobody.headers['location']]).toEqual([303, '/essai/fr/sign-in?back=%2Fessai%2Ffr%2Fdata'])
})

test('AUTH-01: an archive, its download and an erasure take a confirmation', async () => {
  const cookie = await signedIn(company.contactId, false)
  expect((await post('/essai/fr/data/archives', cookie)).status).toBe(403)
  expect((await post('/essai/fr/data/erasure', cookie, 'sure=1')).status).toBe(403)
  expect(await desk.database.db.selectFrom('person_requests').select('id').execute()).toEqual([])
})

test('AB-19: an archive is its owner’s: for a colleague, an id that is none, and a past one, there is nothing', async () => {
  const mine = await signedIn(company.contactId, true)
  expect((await post('/essai/fr/data/archives', mine)).headers['location']).toBe('/essai/fr/data?done=asked')
  await jobs.settle()
  const { id } = await desk.database.db.selectFrom('person_requests').select('id').executeTakeFirstOrThrow()
  const path = `/essai/fr/data/archives/${id}`
  const file = await company.call('GET', path, { cookie: mine })
  expect([file.status, file.headers['cache-control'], file.text.slice(0, 2)]).toEqual([200, 'private, no-store', 'PK'])
  expect(String(file.headers['content-disposition'])).toMatch(/^attachment/)
  const theirs = await signedIn(otherId, true)
  for (const other of [path, '/essai/fr/data/archives/01a20000-0000-7000-8000-000000000000', '/essai/fr/data/archives/x']) expect((await company.call('GET', other, { cookie: theirs })).status, other).toBe(404)
  trial.time.advance(7 * 86_400_000)
  expect((await company.call('GET', path, { cookie: await signedIn(company.contactId, true) })).status).toBe(404)
})

test('an erasure is asked with open eyes, can be withdrawn, and is asked once', async () => {
  const cookie = await signedIn(otherId, true)
  expect((await company.call('GET', '/essai/fr/data/erasure', { cookie })).text).toContain('C’est définitif')
  const blind = await post('/essai/fr/data/erasure', cookie)
  expect([blind.status, blind.text.includes('Cochez la case pour confirmer')]).toEqual([422, true])
  expect((await post('/essai/fr/data/erasure', cookie, 'sure=1')).headers['location']).toBe('/essai/fr/data?done=erasure')
  expect((await post('/essai/fr/data/erasure', cookie, 'sure=1')).status).toBe(409)
  const { id } = await desk.database.db.selectFrom('person_requests').select('id').where('kind', '=', 'erasure').executeTakeFirstOrThrow()
  expect((await post(`/essai/fr/data/requests/${id}/withdraw`, await signedIn(company.contactId, true))).status).toBe(404)
  expect((await post(`/essai/fr/data/requests/${id}/withdraw`, cookie)).headers['location']).toBe('/essai/fr/data?done=withdrawn')
  await jobs.run('erasures')
  expect(await desk.database.db.selectFrom('contacts').select('name').where('id', '=', otherId).executeTakeFirst()).toEqual({ name: 'Paul Autrement' })
})

test('what stands against an erasure is said with its end, and the form is not there', async () => {
  const customerId = await addCustomer(desk, company.provider.id, { number: '77', name: 'Seule', kind: 'consumer' })
  await addContract(desk, company.provider.id, { customerId, name: 'Premium', values: {}, startsOn: '2026-01-01', endsOn: '2027-12-31' })
  const id = await addContact(desk, company.provider.id, { customerId, name: 'Lise Seule', email: 'lise@seule.example', verified: true })
  const page = await company.call('GET', '/essai/fr/data/erasure', { cookie: await signedIn(id, true) })
  expect(page.text).toMatch(/qui court jusqu’au 31\sdécembre\s2027/)
  expect(page.text).not.toContain('name="sure"')
})
