import { beforeEach, describe, expect, test } from 'vitest'
import { openCompany, openTrial } from '../harness.ts'
import { minute, openProtection } from './protected.ts'
import type { Protected } from './protected.ts'
import { enterByLink, isSignedIn, lastSignInPath, lettersOf, openVisits } from './visits.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const letters = lettersOf(trial)
const { db } = trial.desk.database
const { codeOf, firstStep, newProtected, sessionOf } = openProtection(trial, company, 20_000)

let ada: Protected
beforeEach(async () => {
  ada = await newProtected()
})

describe('a second factor', () => {
  test('a password alone opens nothing; with the code of the application it opens, at T3, and leads where one was going', async () => {
    const browser = await firstStep(ada.email)
    expect(isSignedIn(browser, company)).toBe(false)
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
    const browser = await enterByLink(trial, company, ada.email)
    expect([isSignedIn(browser, company), browser.cookies.has('guichet_essai_pending')]).toEqual([false, true])
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
    expect([refused.status, isSignedIn(replay, company), refused.text.includes('a déjà servi')]).toEqual([422, false, true])
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
    expect([slowed.status, isSignedIn(thief, company)]).toEqual([429, false])
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
      expect([refused.status, isSignedIn(browser, company), refused.text.includes('pas été reconnue')]).toEqual([422, false, true])
    }
  })
})

test('every change is written down for the audit', async () => {
  const events = await db.selectFrom('events').select('type').where('actor_id', '=', ada.id).where('ticket_id', 'is', null).orderBy('id').execute()
  expect(events.map((event) => event.type)).toEqual(['link.used', 'session.opened', 'password.set', 'totp.added'])
})
