import { beforeEach, describe, expect, test } from 'vitest'
import { secondFactorsOf } from '#people/people.ts'
import { openCompany, openTrial } from '../harness.ts'
import { minute, openProtection } from './protected.ts'
import type { Protected } from './protected.ts'
import { enterByLink, lettersOf, openVisits } from './visits.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const letters = lettersOf(trial)
const { db } = trial.desk.database
const { codeOf, firstStep, newContact, newProtected, sessionOf } = openProtection(trial, company, 20_000)

let ada: Protected
beforeEach(async () => {
  ada = await newProtected()
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
    const { email } = await newContact('Sans Rien')
    const browser = await enterByLink(trial, company, email)
    // A link used just now is enough for one's own ways in; after a quarter of an hour it is not.
    expect((await browser.get('/security/totp')).status).toBe(200)
    trial.time.advance(16 * minute)
    expect((await browser.get('/security/totp')).location).toContain('/step-up')
    expect((await browser.get('/step-up')).text).toContain(email)
    expect((await browser.post('/step-up', { 'step.code': '12345678' })).status).toBe(422)
    await browser.post('/step-up', { 'step.send': '1' })
    const code = (await letters.last(email, 'code'))?.code ?? ''
    expect(code).toMatch(/^\d{4} \d{4}$/)
    const other = await enterByLink(trial, company, email)
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
