import { beforeEach, describe, expect, test } from 'vitest'
import { addContact, addCustomer, findSession, secondFactorsOf } from '#people/people.ts'
import { openCompany, openTrial } from '../harness.ts'
import { openAuthenticator } from './authenticator.ts'
import type { Authenticator } from './authenticator.ts'
import { enterByLink, isSignedIn, lettersOf, openVisits } from './visits.ts'
import type { Browser, Visited } from './visits.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const other = await openCompany(trial, 'voisin')
const letters = lettersOf(trial)
const minute = 60_000
const origin = 'http://localhost:3000'
const signed = (browser: Browser) => isSignedIn(browser, company)
const byLink = (address: string, browser?: Browser) => enterByLink(trial, company, address, browser)

/** What the button of a page asks of a passkey. */
function wish(page: Visited): { challenge: string; rp: { id?: string }; rpId?: string; allowCredentials?: { id: string }[] } {
  const text = /data-options="([^"]+)"/.exec(page.text)?.[1] ?? ''
  return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
}

let next = 30_000
let email = ''
let contactId = ''
let inside: Browser
let key: Authenticator
let added: Visited

async function newContact(): Promise<{ address: string; id: string }> {
  next += 1
  const customerId = await addCustomer(trial.desk, company.provider.id, { number: String(next), name: `Cliente ${next}` })
  const address = `k${next}@cle.example`
  return { address, id: await addContact(trial.desk, company.provider.id, { customerId, name: 'Clé Dubois', email: address }) }
}

beforeEach(async () => {
  const made = await newContact()
  email = made.address
  contactId = made.id
  inside = await byLink(email)
  key = openAuthenticator(origin)
  added = await inside.post('/security/passkeys', { name: 'Téléphone', passkey: key.create(wish(await inside.get('/security/passkeys/new'))) })
})

describe('a passkey', () => {
  test('is kept by its public half, told by mail, and signs in by itself at T3', async () => {
    expect([added.status, added.text.includes('Vos codes de secours')]).toEqual([200, true])
    expect(await letters.what(email)).toEqual(['passkey_added'])
    expect((await secondFactorsOf(trial.desk, company.provider.id, { contactId })).passkeys).toMatchObject([{ name: 'Téléphone', host: 'localhost', backedUp: false }])
    const browser = openVisits(trial, company)
    const done = await browser.post('/sign-in/passkey', { passkey: key.get(wish(await browser.get('/sign-in'))), back: '/essai/fr/ask' })
    expect([done.status, done.location]).toEqual([303, '/essai/fr/ask'])
    expect(await findSession(trial.desk, company.provider.id, 'contact', browser.cookies.get('guichet_essai_contact') ?? '')).toMatchObject({ id: contactId, trust: 'T3', way: 'passkey' })
  })

  test('AB-27: an answer serves once, and only the challenge of this desk, for this purpose, for half an hour', async () => {
    const browser = openVisits(trial, company)
    const answer = key.get(wish(await browser.get('/sign-in')))
    expect((await browser.post('/sign-in/passkey', { passkey: answer })).status).toBe(303)
    expect((await openVisits(trial, company).post('/sign-in/passkey', { passkey: answer })).status).toBe(422)
    const refused = async (passkey: string) => {
      const thief = openVisits(trial, company)
      expect([(await thief.post('/sign-in/passkey', { passkey })).status, signed(thief)]).toEqual([422, false])
    }
    await refused(key.get({ challenge: Buffer.alloc(40, 7).toString('base64url') }))
    await refused(key.get(wish(await openVisits(trial, other).get('/voisin/fr/sign-in'))))
    const made = await byLink((await newContact()).address)
    await refused(key.get(wish(await made.get('/security/passkeys/new'))))
    const late = wish(await browser.get('/sign-in'))
    trial.time.advance(30 * minute)
    await refused(key.get(late))
    // A counter that goes back is a copied key.
    const [earlier, later] = [key.get(wish(await browser.get('/sign-in'))), key.get(wish(await browser.get('/sign-in')))]
    expect((await openVisits(trial, company).post('/sign-in/passkey', { passkey: later })).status).toBe(303)
    await refused(earlier)
  })

  test('of another site, without its person, or by another’s key, opens nothing', async () => {
    const browser = openVisits(trial, company)
    const asked = async () => wish(await browser.get('/sign-in'))
    for (const [why, passkey] of [
      ['a look-alike site', key.get(await asked(), { origin: 'http://localh0st:3000' })],
      ['another host name', key.get(await asked(), { host: 'voleur.example' })],
      ['nobody checked', key.get(await asked(), { verified: false })],
      ['nobody there', key.get(await asked(), { present: false })],
      ['a key that we do not know', openAuthenticator(origin).get(await asked())],
      ['a signature of another key', JSON.stringify({ ...JSON.parse(key.get(await asked())), response: JSON.parse(openAuthenticator(origin).get(await asked())).response })],
    ] as const) {
      const refused = await browser.post('/sign-in/passkey', { passkey })
      expect([refused.status, signed(browser)], why).toEqual([422, false])
    }
    // At the neighbour's the same key is nobody's.
    const neighbour = openVisits(trial, other)
    expect((await neighbour.post('/voisin/fr/sign-in/passkey', { passkey: key.get(wish(await neighbour.get('/voisin/fr/sign-in'))) })).status).toBe(422)
  })

  test('is asked for after a link; one’s own answers there, another’s does not', async () => {
    const browser = await byLink(email)
    expect(signed(browser)).toBe(false)
    const page = await browser.get('/sign-in/second')
    expect(wish(page).allowCredentials).toHaveLength(1)
    const stranger = await newContact()
    const theirs = openAuthenticator(origin)
    const there = await byLink(stranger.address)
    await there.post('/security/passkeys', { name: 'Autre', passkey: theirs.create(wish(await there.get('/security/passkeys/new'))) })
    const again = await byLink(email, browser)
    const asked = wish(await again.get('/sign-in/second'))
    expect((await again.post('/sign-in/second', { passkey: theirs.get(asked) })).status).toBe(422)
    // As a second proof, being there is enough: the first one said who.
    expect((await again.post('/sign-in/second', { passkey: key.get(wish(await again.get('/sign-in/second')), { verified: false }) })).status).toBe(303)
  })

  test('made for one session is not taken by another, nor twice, nor without its person', async () => {
    const made = await newContact()
    const [here, there] = [await byLink(made.address), await byLink(made.address)]
    await byLink(made.address, here)
    const fresh = openAuthenticator(origin)
    const asked = wish(await here.get('/security/passkeys/new'))
    expect((await there.post('/security/passkeys', { name: 'x', passkey: fresh.create(asked) })).status).not.toBe(200)
    expect((await here.post('/security/passkeys', { name: 'x', passkey: fresh.create(wish(await here.get('/security/passkeys/new')), { verified: false }) })).status).toBe(422)
    expect((await here.post('/security/passkeys', { name: '', passkey: fresh.create(asked) })).text).toContain('Donnez un nom à cette clé')
    const answer = fresh.create(asked)
    expect((await here.post('/security/passkeys', { name: 'x', passkey: answer })).status).toBe(200)
    const keys = () => secondFactorsOf(trial.desk, company.provider.id, { contactId: made.id })
    expect((await keys()).passkeys).toHaveLength(1)
    await here.post('/security/passkeys', { name: 'x', passkey: answer })
    expect((await keys()).passkeys).toHaveLength(1)
  })

  test('is renamed and removed by its owner only', async () => {
    const { id } = (await secondFactorsOf(trial.desk, company.provider.id, { contactId })).passkeys[0] as { id: string }
    const stranger = await byLink((await newContact()).address)
    expect((await stranger.post(`/security/passkeys/${id}`, { name: 'À moi' })).status).toBe(404)
    const browser = openVisits(trial, company)
    await browser.post('/sign-in/passkey', { passkey: key.get(wish(await browser.get('/sign-in'))) })
    expect((await browser.post(`/security/passkeys/${id}`, { name: ' ' })).status).toBe(422)
    expect((await browser.post(`/security/passkeys/${id}`, { name: '<b>Bureau</b>' })).location).toContain('done=renamed')
    // AB-15: a name is text.
    expect((await browser.get('/security')).text).toContain('&lt;b&gt;Bureau&lt;/b&gt;')
    expect((await browser.post(`/security/passkeys/${id}/remove`)).location).toContain('done=passkeyRemoved')
    expect(await letters.what(email)).toContain('passkey_removed')
    expect(await secondFactorsOf(trial.desk, company.provider.id, { contactId })).toMatchObject({ passkeys: [], backupCodesLeft: 0 })
    const thief = openVisits(trial, company)
    expect((await thief.post('/sign-in/passkey', { passkey: key.get(wish(await thief.get('/sign-in'))) })).status).toBe(422)
  })

  test('at a bare address none is offered, and the page stands without it', async () => {
    const page = await openVisits(trial, company, { host: '127.0.0.1:3000' }).get('/sign-in')
    expect([page.status, page.text.includes('data-passkey')]).toEqual([200, false])
  })
})

test('what was ticked and typed is kept while one confirms', async () => {
  trial.time.advance(16 * minute)
  const asked = await trial.app.http.inject({
    method: 'POST', url: '/essai/fr/security/codes', headers: { host: 'localhost:3000', cookie: [...inside.cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'rights=own&rights=billing&note=%3Cscript%3E&newPassword=Secret-Tape-1',
  })
  expect(asked.statusCode).toBe(403)
  for (const kept of ['name="rights" value="own"', 'name="rights" value="billing"', 'name="note" value="&lt;script&gt;"']) expect(asked.body).toContain(kept)
  expect(asked.body).not.toContain('Secret-Tape-1')
})
