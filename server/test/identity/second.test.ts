import { generate } from 'otplib'
import { beforeEach, describe, expect, test } from 'vitest'
import { addContact, addCustomer, findSession, secondFactorsOf } from '#people/people.ts'
import { openCompany, openTrial } from '../harness.ts'
import { lastSignInPath, lettersOf, openVisits } from './visits.ts'
import type { Browser } from './visits.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const letters = lettersOf(trial)
const minute = 60_000
const hour = 60 * minute
const password = 'Trois-Roues-7'
const { db } = trial.desk.database
const codeOf = (secret: string) => generate({ secret, epoch: Math.floor(trial.time.now() / 1_000) })
const signed = (browser: Browser) => browser.cookies.has('guichet_essai_contact')
const sessionOf = async (browser: Browser) => findSession(trial.desk, company.provider.id, 'contact', browser.cookies.get('guichet_essai_contact') ?? '')

let next = 20_000
interface Protected { readonly id: string; readonly email: string; readonly browser: Browser; readonly secret: string; readonly codes: string[] }

async function byLink(email: string, browser = openVisits(trial, company)): Promise<Browser> {
  trial.time.advance(61 * minute)
  await browser.post('/sign-in', { email, way: 'link' })
  await browser.post(await lastSignInPath(trial))
  return browser
}

/** Somebody new, with a password, an application for codes and ten backup codes. */
async function openProtected(): Promise<Protected> {
  next += 1
  const email = `p${next}@protegee.example`
  const customerId = await addCustomer(trial.desk, company.provider.id, { number: String(next), name: `Cliente ${next}` })
  const id = await addContact(trial.desk, company.provider.id, { customerId, name: 'Ada Lupin', email })
  const browser = await byLink(email)
  await browser.post('/security/password', { password })
  const page = await browser.get('/security/totp')
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page.text)?.[1]?.replaceAll(' ', '') ?? ''
  const sealed = /name="sealed" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  const shown = await browser.post('/security/totp', { sealed, code: await codeOf(secret) })
  const codes = [...shown.text.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map((found) => found[1] as string)
  expect(codes).toHaveLength(10)
  trial.time.advance(2 * minute)
  return { id, email, browser, secret, codes }
}
async function firstStep(email: string, how: { machine?: string } = {}): Promise<Browser> {
  const browser = openVisits(trial, company, how)
  const entered = await browser.post('/sign-in/password', { email, password, back: '/essai/fr/ask' })
  expect([entered.status, entered.location]).toEqual([303, '/essai/fr/sign-in/second?back=%2Fessai%2Ffr%2Fask'])
  return browser
}

let ada: Protected
beforeEach(async () => {
  ada = await openProtected()
})

describe('a second factor', () => {
  test('a password alone opens nothing; with the code of the application it opens, at T3, and leads where one was going', async () => {
    const browser = await firstStep(ada.email)
    expect(signed(browser)).toBe(false)
    expect((await browser.get('/security')).location).toContain('/sign-in')
    // What is pending is no session, whichever cookie carries it.
    browser.cookies.set('guichet_essai_contact', browser.cookies.get('guichet_essai_pending') ?? '')
    expect((await browser.get('/security')).location).toContain('/sign-in')
    browser.cookies.delete('guichet_essai_contact')
    expect((await browser.get('/sign-in/second')).text).toContain('Code à six chiffres')
    const done = await browser.post('/sign-in/second', { 'step.code': await codeOf(ada.secret), back: '/essai/fr/ask' })
    expect([done.status, done.location]).toEqual([303, '/essai/fr/ask'])
    expect(await sessionOf(browser)).toMatchObject({ trust: 'T3', way: 'password' })
    trial.time.advance(15 * minute)
    expect(await sessionOf(browser)).toMatchObject({ trust: 'T2' })
  })

  test('a link alone opens nothing either; nor does the API', async () => {
    const browser = await byLink(ada.email)
    expect([signed(browser), browser.cookies.has('guichet_essai_pending')]).toEqual([false, true])
    trial.time.advance(61 * minute)
    await browser.post('/sign-in', { email: ada.email, way: 'link' })
    const token = (await lastSignInPath(trial)).split('/').at(-1)
    const used = await company.call('POST', 'sign-in-links/use', { body: { token } })
    expect([used.status, used.body.code, used.headers['set-cookie']]).toEqual([403, 'second-factor-needed', undefined])
  })

  test('the key rests sealed, and a code serves once', async () => {
    const row = await db.selectFrom('totp_keys').select('sealed').where('contact_id', '=', ada.id).executeTakeFirstOrThrow()
    expect([row.sealed.toString('latin1').includes(ada.secret), row.sealed.toString('base64').includes(ada.secret)]).toEqual([false, false])
    const code = await codeOf(ada.secret)
    const browser = await firstStep(ada.email)
    expect((await browser.post('/sign-in/second', { 'step.code': code })).status).toBe(303)
    const replay = await firstStep(ada.email)
    const refused = await replay.post('/sign-in/second', { 'step.code': code })
    expect([refused.status, signed(replay), refused.text.includes('a déjà servi')]).toEqual([422, false, true])
    trial.time.advance(30_000)
    expect((await replay.post('/sign-in/second', { 'step.code': await codeOf(ada.secret) })).status).toBe(303)
  })

  test('two answers at the same moment open one session', async () => {
    const browser = await firstStep(ada.email)
    const code = await codeOf(ada.secret)
    const both = await Promise.all([1, 2].map(() => browser.post('/sign-in/second', { 'step.code': code })))
    expect(both.filter((one) => one.status === 303)).toHaveLength(1)
  })

  test('AB-28: five codes, then one has to wait; the owner is told, and is never locked out for good', async () => {
    const thief = await firstStep(ada.email, { machine: '198.51.100.7' })
    for (let index = 0; index < 5; index++) expect((await thief.post('/sign-in/second', { 'step.code': `00000${index}` })).status).toBe(422)
    const slowed = await thief.post('/sign-in/second', { 'step.code': await codeOf(ada.secret) })
    expect([slowed.status, signed(thief)]).toEqual([429, false])
    expect(Number(slowed.headers['retry-after'])).toBeLessThanOrEqual(30)
    expect(await letters.what(ada.email)).toContain('tried')
    // Another first step is no fresh start.
    const again = await firstStep(ada.email, { machine: '198.51.100.8' })
    expect((await again.post('/sign-in/second', { 'step.code': '123456' })).status).toBe(429)
    trial.time.advance(2 * minute)
    const owner = await firstStep(ada.email, { machine: '203.0.113.4' })
    expect((await owner.post('/sign-in/second', { 'step.code': await codeOf(ada.secret) })).status).toBe(303)
  })

  test('what is pending ends after a quarter of an hour, and after it was used', async () => {
    const browser = await firstStep(ada.email)
    trial.time.advance(15 * minute)
    expect((await browser.post('/sign-in/second', { 'step.code': await codeOf(ada.secret) })).status).toBe(410)
    const other = await firstStep(ada.email)
    const pending = other.cookies.get('guichet_essai_pending') ?? ''
    await other.post('/sign-in/second', { 'step.code': await codeOf(ada.secret) })
    const thief = openVisits(trial, company)
    thief.cookies.set('guichet_essai_pending', pending)
    trial.time.advance(minute)
    expect((await thief.post('/sign-in/second', { 'step.code': await codeOf(ada.secret) })).status).toBe(410)
  })

  test('a backup code opens once, is told by mail, and rests hashed; new ones end the old', async () => {
    const [first = '', second = ''] = ada.codes
    const kept = await db.selectFrom('backup_codes').select('code_hash').where('contact_id', '=', ada.id).execute()
    expect(JSON.stringify(kept.map((row) => row.code_hash.toString('latin1')))).not.toContain(first.slice(0, 5))
    const browser = await firstStep(ada.email)
    // However it is typed.
    expect((await browser.post('/sign-in/second', { 'step.code': ` ${first.toUpperCase().replace('-', ' ')} ` })).status).toBe(303)
    expect(await letters.what(ada.email)).toContain('code_used')
    const again = await firstStep(ada.email)
    expect((await again.post('/sign-in/second', { 'step.code': first })).status).toBe(422)
    const renewed = await browser.post('/security/codes')
    expect(renewed.headers['cache-control']).toBe('no-store')
    expect([...renewed.text.matchAll(/<code>[a-z0-9]{5}-[a-z0-9]{5}<\/code>/g)]).toHaveLength(10)
    expect((await again.post('/sign-in/second', { 'step.code': second })).status).toBe(422)
  })

  test('without a password of its own, a passkey’s answer that nobody made is refused like any other', async () => {
    const browser = openVisits(trial, company)
    for (const passkey of ['', 'no json', '{}', '{"id":"abc","rawId":"abc","type":"public-key","response":{}}', JSON.stringify({ id: 'x'.repeat(5_000) })]) {
      const refused = await browser.post('/sign-in/passkey', { passkey })
      expect([refused.status, signed(browser), refused.text.includes('pas été reconnue')]).toEqual([422, false, true])
    }
  })
})

describe('stepping up', () => {
  test('AB-29: it takes T3 to take a second factor away; the session goes on under another token, and what was asked is done', async () => {
    const browser = await firstStep(ada.email)
    await browser.post('/sign-in/second', { 'step.code': await codeOf(ada.secret) })
    trial.time.advance(16 * minute)
    const before = browser.cookies.get('guichet_essai_contact')
    const asked = await browser.post('/security/totp/remove', { why: 'nouveau téléphone' })
    expect([asked.status, asked.text.includes('Confirmez que c’est bien vous')]).toEqual([403, true])
    expect(asked.text).toContain('name="why" value="nouveau téléphone"')
    expect((await browser.post('/step-up', { 'step.code': '000000', 'step.repost': '/essai/fr/security/totp/remove', why: 'nouveau téléphone' })).text).toContain('value="nouveau téléphone"')
    const done = await browser.post('/step-up', { 'step.code': await codeOf(ada.secret), 'step.repost': '/essai/fr/security/totp/remove', why: 'nouveau téléphone' })
    // 307: the browser sends the same form there itself.
    expect([done.status, done.location]).toEqual([307, '/essai/fr/security/totp/remove'])
    const thief = openVisits(trial, company)
    thief.cookies.set('guichet_essai_contact', before ?? '')
    expect((await thief.get('/security')).location).toContain('/sign-in')
    expect((await browser.post('/security/totp/remove')).location).toContain('done=totpRemoved')
    expect(await secondFactorsOf(trial.desk, company.provider.id, { contactId: ada.id })).toMatchObject({ totp: null, backupCodesLeft: 0, any: false })
    expect(await letters.what(ada.email)).toContain('totp_removed')
  })

  test('leads back to the page, and never to another site', async () => {
    const browser = await firstStep(ada.email)
    await browser.post('/sign-in/second', { 'step.code': await codeOf(ada.secret) })
    trial.time.advance(16 * minute)
    expect((await browser.get('/security/passkeys/new')).location).toBe('/essai/fr/step-up?back=%2Fessai%2Ffr%2Fsecurity%2Fpasskeys%2Fnew')
    for (const back of ['https://voleur.example/', '//voleur.example', '/voisin/fr/security', '/essai/fr/\\voleur']) {
      const raised = await browser.post('/step-up', { 'step.code': await codeOf(ada.secret), 'step.back': back, 'step.repost': back })
      expect(raised.location).toBe('/essai/fr/security')
      trial.time.advance(16 * minute)
    }
  })

  test('AUTH-01: without a second factor, a code to the registered address confirms; it is hashed, of this session, and serves once', async () => {
    const customerId = await addCustomer(trial.desk, company.provider.id, { number: `s-${next}`, name: 'Sans' })
    const email = `s${next}@sans.example`
    await addContact(trial.desk, company.provider.id, { customerId, name: 'Sans Rien', email })
    const browser = await byLink(email)
    // A link used just now is enough for one's own ways in; after a quarter of an hour it is not.
    expect((await browser.get('/security/totp')).status).toBe(200)
    trial.time.advance(16 * minute)
    expect((await browser.get('/security/totp')).location).toContain('/step-up')
    expect((await browser.get('/step-up')).text).toContain(email)
    expect((await browser.post('/step-up', { 'step.code': '12345678' })).status).toBe(422)
    await browser.post('/step-up', { 'step.send': '1' })
    const code = (await letters.last(email, 'code'))?.code ?? ''
    expect(code).toMatch(/^\d{4} \d{4}$/)
    const other = await byLink(email)
    trial.time.advance(16 * minute)
    expect((await other.post('/step-up', { 'step.code': code })).status).toBe(422)
    await browser.post('/step-up', { 'step.send': '1' })
    const fresh = (await letters.last(email, 'code'))?.code ?? ''
    expect((await browser.post('/step-up', { 'step.code': fresh, 'step.back': '/essai/fr/security/totp' })).location).toBe('/essai/fr/security/totp')
    expect(await sessionOf(browser)).toMatchObject({ trust: 'T3' })
    trial.time.advance(16 * minute)
    expect((await browser.post('/step-up', { 'step.code': fresh })).status).toBe(422)
  })

  test('who has a second factor is never sent a code instead', async () => {
    const browser = await firstStep(ada.email)
    await browser.post('/sign-in/second', { 'step.code': await codeOf(ada.secret) })
    trial.time.advance(16 * minute)
    await browser.post('/step-up', { 'step.send': '1' })
    expect(await letters.what(ada.email)).not.toContain('code')
  })
})

test('AUTH-01: a session that proved nothing of late changes no way in, by page or by form', async () => {
  trial.time.advance(16 * minute)
  expect(await sessionOf(ada.browser)).toMatchObject({ trust: 'T2' })
  const before = await secondFactorsOf(trial.desk, company.provider.id, { contactId: ada.id })
  for (const path of ['/security/password/remove', '/security/totp', '/security/totp/remove', '/security/codes', '/security/passkeys', '/security/passkeys/01a20000-0000-7000-8000-000000000000/remove']) {
    expect((await ada.browser.post(path, { name: 'x', code: await codeOf(ada.secret) })).status, path).toBe(403)
  }
  for (const path of ['/security/totp', '/security/passkeys/new']) expect((await ada.browser.get(path)).location, path).toContain('/step-up?back=')
  expect(await secondFactorsOf(trial.desk, company.provider.id, { contactId: ada.id })).toEqual(before)
  expect(await db.selectFrom('passwords').select('contact_id').where('contact_id', '=', ada.id).execute()).toHaveLength(1)
  // A first password is a way in too.
  await db.deleteFrom('passwords').where('contact_id', '=', ada.id).execute()
  expect((await ada.browser.post('/security/password', { password: 'Posee-Par-Autrui-1' })).status).toBe(403)
  expect(await db.selectFrom('passwords').select('contact_id').where('contact_id', '=', ada.id).execute()).toEqual([])
})

describe('AB-46: a second factor is lost', () => {
  async function begin(): Promise<{ thief: Browser; confirm: string }> {
    const thief = await firstStep(ada.email, { machine: '198.51.100.7' })
    expect((await thief.get('/sign-in/lost')).text).toContain('Nos agents ne peuvent pas raccourcir ce délai')
    await thief.post('/sign-in/lost')
    return { thief, confirm: await letters.path(ada.email, 'recovery') }
  }

  test('AB-24: by a link to the address, confirmed by POST, told, done after 72 hours and not before; sessions end', async () => {
    const { confirm } = await begin()
    const reader = openVisits(trial, company)
    expect((await reader.get(confirm)).status).toBe(200)
    expect(await db.selectFrom('recoveries').select('id').where('contact_id', '=', ada.id).execute()).toEqual([])
    expect((await reader.post(confirm)).status).toBe(200)
    expect((await reader.post(confirm)).status).toBe(410)
    expect(await letters.what(ada.email)).toContain('recovery_begun')
    trial.time.advance(48 * hour + minute)
    await trial.jobs.tick()
    await trial.jobs.tick()
    expect((await letters.what(ada.email)).filter((what) => what === 'recovery_soon')).toHaveLength(1)
    expect((await secondFactorsOf(trial.desk, company.provider.id, { contactId: ada.id })).any).toBe(true)
    expect(await sessionOf(ada.browser)).toBeDefined()
    trial.time.advance(24 * hour)
    await trial.jobs.tick()
    expect(await secondFactorsOf(trial.desk, company.provider.id, { contactId: ada.id })).toMatchObject({ any: false, backupCodesLeft: 0 })
    expect((await letters.what(ada.email)).at(-1)).toBe('recovery_done')
    expect(await sessionOf(ada.browser)).toBeUndefined()
    const again = openVisits(trial, company)
    expect((await again.post('/sign-in/password', { email: ada.email, password })).location).toBe('/essai/fr/account')
  })

  test('it is stopped by the link in every notice, or from the page of security; then it never happens', async () => {
    const { confirm } = await begin()
    await openVisits(trial, company).post(confirm)
    const stop = await letters.path(ada.email, 'recovery_begun')
    const reader = openVisits(trial, company)
    expect((await reader.get(stop)).status).toBe(200)
    expect((await reader.get('/recovery/stop/01a20000-0000-7000-8000-000000000000.AAAA')).status).toBe(410)
    expect((await ada.browser.get('/security')).text).toContain('Arrêter le retrait')
    expect((await reader.post(stop)).status).toBe(200)
    expect((await reader.post(stop)).status).toBe(410)
    trial.time.advance(100 * hour)
    await trial.jobs.tick()
    expect((await secondFactorsOf(trial.desk, company.provider.id, { contactId: ada.id })).any).toBe(true)
    expect((await letters.what(ada.email)).at(-1)).toBe('recovery_cancelled')
  })

  test('nobody who has not given the first proof can ask, and no agent can do it', async () => {
    const stranger = openVisits(trial, company)
    expect((await stranger.post('/sign-in/lost')).status).toBe(410)
    expect(await letters.what(ada.email)).not.toContain('recovery')
    // Everything that an agent or a program can ask for is described: none of it removes a contact's second factor.
    const { paths } = (await company.call('GET', '/api/openapi.json')).body as { paths: Record<string, unknown> }
    expect(Object.keys(paths).length).toBeGreaterThan(20)
    expect(Object.keys(paths).filter((path) => /contacts?\/.*(totp|passkey|second|recover)/.test(path))).toEqual([])
  })
})

test('every change is written down for the audit', async () => {
  const events = await db.selectFrom('events').select('type').where('actor_id', '=', ada.id).where('ticket_id', 'is', null).orderBy('id').execute()
  expect(events.map((event) => event.type)).toEqual(['link.used', 'session.opened', 'password.set', 'totp.added'])
})
