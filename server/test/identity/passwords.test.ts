import { describe, expect, test } from 'vitest'
import { addContact, addCustomer, passwordProblem } from '#people/people.ts'
import { openCompany, openTrial } from '../harness.ts'
import { enterByLink, isSignedIn, lastSignInPath, lettersOf, openVisits } from './visits.ts'
import type { Browser } from './visits.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const other = await openCompany(trial, 'voisin')
const letters = lettersOf(trial)
const minute = 60_000
const jean = 'jean@martin-essai.example'
const good = 'Trois-Roues-7'
const signed = (browser: Browser) => isSignedIn(browser, company)
const byLink = (browser: Browser, email: string) => enterByLink(trial, company, email, browser)

async function withPassword(email: string, password: string): Promise<Browser> {
  const browser = openVisits(trial, company)
  await byLink(browser, email)
  expect((await browser.post('/security/password', { password })).location).toContain('done=password')
  return browser
}

describe('the rule for passwords (SEC-01)', () => {
  const person = { name: 'Jean Martin', email: 'jean@martin-essai.example', provider: 'Société Essai' }
  test.each([
    ['Ab3!', 'short'], ['abcdefgh', 'kinds'], ['abcdefg7', 'kinds'], ['Azerty123!', 'common'], ['M0tdep@sse1', 'common'], ['P@ssw0rd2026', 'common'], ['Soleil2024!', 'common'], ['Aa1Aa1Aa1', 'common'],
    ['Qsdfghjk1!', 'common'], ['JeanMartin7!', 'own'], ['Essai-2027-x', 'own'], ['A1b!'.repeat(60), 'long'], ['le le le le le le le le le', 'kinds'], ['Marseille13', 'common'],
  ])('%s is refused: %s', (password, problem) => {
    expect(passwordProblem(password, person)).toBe(problem)
  })
  test.each([good, 'corbeau lampe tiroir vert', 'Où est passé mon parapluie rouge', 'xK9$wwq2', 'Éléphant&42rose'])('%s is taken', (password) => {
    expect(passwordProblem(password, person)).toBeUndefined()
  })
})

test('a first password is chosen after a link, told by mail, and opens the area', async () => {
  const browser = openVisits(trial, company)
  await byLink(browser, jean)
  const page = await browser.get('/security/password')
  expect(page.text).toContain('Au moins 8 caractères')
  expect(page.text).not.toContain('Mot de passe actuel')
  const refused = await browser.post('/security/password', { password: 'azerty' })
  expect([refused.status, refused.text.includes('trop court'), refused.text.includes('value="azerty"')]).toEqual([422, true, false])
  expect((await browser.post('/security/password', { password: good })).location).toBe('/essai/fr/security?done=password')
  expect(await letters.what(jean)).toContain('password_set')
  const kept = await trial.desk.database.db.selectFrom('passwords').select('hash').execute()
  expect(kept[0]?.hash).toMatch(/^\$argon2id\$/)

  const again = openVisits(trial, company)
  expect((await again.post('/sign-in', { email: jean, way: 'password' })).text).toContain('autoComplete="current-password"')
  const done = await again.post('/sign-in/password', { email: jean, password: good, back: '/essai/fr/ask' })
  expect([done.status, done.location, signed(again)]).toEqual([303, '/essai/fr/ask', true])
})

test('changing it asks for the old one, closes the other sessions, and keeps this one', async () => {
  const here = openVisits(trial, company)
  const there = openVisits(trial, company)
  for (const browser of [here, there]) await browser.post('/sign-in/password', { email: jean, password: good })
  expect((await here.get('/security/password')).text).toContain('Mot de passe actuel')
  expect((await here.post('/security/password', { old: 'faux', password: 'Quatre-Roues-8' })).text).toContain('pas votre mot de passe actuel')
  expect((await here.post('/security/password', { old: good, password: 'Quatre-Roues-8' })).status).toBe(303)
  expect((await here.get('/security')).status).toBe(200)
  expect((await there.get('/security')).location).toContain('/sign-in')
  expect((await openVisits(trial, company).post('/sign-in/password', { email: jean, password: good })).status).toBe(422)
})

test('AB-26: known, unknown, without a password and wrong are answered alike: same page, same status', async () => {
  const customerId = await addCustomer(trial.desk, company.provider.id, { number: '10009', name: 'Nina' })
  await addContact(trial.desk, company.provider.id, { customerId, name: 'Nina', email: 'nina@nina.example' })
  // The address typed is given back, and each page has its own challenge: neither tells anything.
  const bare = (text: string) => text.replaceAll(/[\w.]+@[\w.-]+/g, 'A').replaceAll(/data-options="[^"]*"/g, 'O')
  const addresses = [jean, 'nina@nina.example', 'personne@nulle-part.example']
  const answers = async (ask: (browser: Browser, email: string) => Promise<{ status: number; text: string }>) => {
    const all = []
    for (const [index, email] of addresses.entries()) {
      const { status, text } = await ask(openVisits(trial, company, { machine: `192.0.2.${50 + index}` }), email)
      all.push({ status, text: bare(text) })
    }
    return all
  }
  trial.time.advance(25 * 60 * minute)
  for (const ask of [
    (browser: Browser, email: string) => browser.post('/sign-in', { email, way: 'link' }),
    (browser: Browser, email: string) => browser.post('/sign-in', { email, way: 'password' }),
    (browser: Browser, email: string) => browser.post('/sign-in/password', { email, password: 'Faux-Faux-9' }),
    (browser: Browser, email: string) => browser.post('/forgotten', { email }),
  ]) {
    const [first, ...others] = await answers(ask)
    for (const one of others) expect(one).toEqual(first)
  }
  expect((await letters.what('nina@nina.example'))).toEqual(['reset'])
})

test('AB-28: tries are slowed for a machine and an account, told in time, and never lock the owner out', async () => {
  const email = 'lente@lente.example'
  const customerId = await addCustomer(trial.desk, company.provider.id, { number: '10010', name: 'Lente' })
  await addContact(trial.desk, company.provider.id, { customerId, name: 'Lente', email })
  await withPassword(email, good)
  const thief = openVisits(trial, company, { machine: '198.51.100.7' })
  for (let index = 0; index < 5; index++) expect((await thief.post('/sign-in/password', { email, password: `Faux-Faux-${index}` })).status).toBe(422)
  const slowed = await thief.post('/sign-in/password', { email, password: good })
  expect([slowed.status, signed(thief)]).toEqual([429, false])
  expect(slowed.text).toMatch(/Attendez \d+ seconde/)
  expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0)
  const owner = openVisits(trial, company, { machine: '203.0.113.4' })
  expect((await owner.post('/sign-in/password', { email, password: good })).status).toBe(303)
  const failures = await trial.desk.database.db.selectFrom('events').select('type').where('type', '=', 'session.failed').execute()
  expect(failures.length).toBeGreaterThanOrEqual(5)
})

test('AB-28: who comes in as themselves between tries at others is slowed like whoever does not', async () => {
  const email = 'sien@lente.example'
  const customerId = await addCustomer(trial.desk, company.provider.id, { number: '10077', name: 'Sien' })
  await addContact(trial.desk, company.provider.id, { customerId, name: 'Sien', email })
  await withPassword(email, good)
  const tries: number[] = []
  for (let index = 0; index < 36 && !tries.includes(429); index++) {
    const machine = '198.51.100.77'
    if (index % 4 === 3) expect((await openVisits(trial, company, { machine }).post('/sign-in/password', { email, password: good })).status).toBe(303)
    tries.push((await openVisits(trial, company, { machine }).post('/sign-in/password', { email: `autre-${index}@lente.example`, password: 'Faux-Faux-1' })).status)
  }
  expect(tries.at(-1)).toBe(429)
})

describe('S4-17: a forgotten password', () => {
  test('AB-24, AB-27: the link goes to the declared address only, is hashed, shown by GET, used once, ends every session, and signs nobody in', async () => {
    trial.time.advance(25 * 60 * minute)
    const inside = openVisits(trial, company)
    await byLink(inside, jean)
    const asked = openVisits(trial, company, { machine: '198.51.100.9' })
    await asked.post('/forgotten', { email: jean, to: 'voleur@ailleurs.example' })
    const rows = await trial.desk.database.db.selectFrom('outbox').select('to').where('kind', '=', 'security').orderBy('id', 'desc').limit(1).execute()
    expect(rows[0]?.to).toEqual([jean])
    const path = await letters.path(jean, 'reset')
    const token = path.slice(path.lastIndexOf('/') + 1)
    expect(token).toHaveLength(43)
    const kept = await trial.desk.database.db.selectFrom('sign_in_links').select('token_hash').execute()
    expect(kept.some((row) => row.token_hash.toString('base64url').includes(token))).toBe(false)

    const reader = openVisits(trial, company)
    for (let index = 0; index < 3; index++) expect((await reader.get(path)).status).toBe(200)
    expect((await reader.get(path)).headers['referrer-policy']).toMatch(/same-origin|no-referrer/)
    // A password that is refused leaves the link as it was.
    expect((await reader.post(path, { password: 'court' })).status).toBe(422)
    const done = await reader.post(path, { password: 'Nouveau-Depart-9' })
    expect([done.status, done.location, signed(reader)]).toEqual([303, '/essai/fr/sign-in/password?changed=1', false])
    expect((await inside.get('/security')).location).toContain('/sign-in')
    expect((await reader.post(path, { password: 'Encore-Une-Fois-9' })).status).toBe(410)
    expect((await reader.post('/sign-in/password', { email: jean, password: 'Nouveau-Depart-9' })).status).toBe(303)
    expect((await letters.what(jean)).at(-1)).not.toBe('reset')
  })

  test('AB-27: thirty minutes, one purpose, one provider', async () => {
    trial.time.advance(25 * 60 * minute)
    const browser = openVisits(trial, company)
    await browser.post('/forgotten', { email: jean })
    const path = await letters.path(jean, 'reset')
    const token = path.slice(path.lastIndexOf('/') + 1)
    // Not for signing in, and not at the neighbour's.
    expect((await browser.post(`/sign-in/${token}`)).status).toBe(410)
    expect((await openVisits(trial, other).get(`/voisin/fr/reset/${token}`)).status).toBe(410)
    expect((await browser.get(path)).status).toBe(200)
    trial.time.advance(30 * minute)
    expect((await browser.get(path)).status).toBe(410)
    expect((await browser.post(path, { password: 'Trop-Tard-123' })).status).toBe(410)
    await browser.post('/sign-in', { email: jean, way: 'link' })
    const signIn = await lastSignInPath(trial)
    expect((await browser.post(`/reset/${signIn.slice(signIn.lastIndexOf('/') + 1)}`, { password: 'Detour-Nez-123' })).status).toBe(410)
  })

  test('AB-25: the address of the link is the configured one, whatever the headers say; a foreign host is turned away', async () => {
    trial.time.advance(25 * 60 * minute)
    const asked = await openVisits(trial, company).post('/forgotten', { email: jean }, { 'x-forwarded-host': 'voleur.example', forwarded: 'host=voleur.example' })
    expect(asked.status).toBe(200)
    expect((await letters.last(jean, 'reset'))?.link).toMatch(/^http:\/\/localhost:3000\/essai\/fr\/reset\//)
    expect((await openVisits(trial, company, { host: 'voleur.example' }).post('/forgotten', { email: jean })).status).toBe(421)
  })
})

test('AB-23: another site’s form changes nothing, even with the visitor’s cookies', async () => {
  const browser = openVisits(trial, company)
  await byLink(browser, jean)
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://voleur.example' }] as Record<string, string>[]) {
    for (const path of ['/security/password', '/security/password/remove', '/security/sessions/end', '/security/codes', '/step-up', '/sign-in/password']) {
      expect((await browser.post(path, { password: 'Posee-Par-Autrui-1' }, headers)).status, path).toBe(403)
    }
  }
  expect((await browser.get('/security')).status).toBe(200)
})

test('AB-29: each sign-in gives a new session and ends the one that was shown; every session is listed, and can be closed', async () => {
  trial.time.advance(25 * 60 * minute)
  const browser = openVisits(trial, company)
  await byLink(browser, jean)
  const first = browser.cookies.get('guichet_essai_contact')
  await byLink(browser, jean)
  expect(browser.cookies.get('guichet_essai_contact')).not.toBe(first)
  const thief = openVisits(trial, company, { agent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36', machine: '198.51.100.44' })
  thief.cookies.set('guichet_essai_contact', first ?? '')
  expect((await thief.get('/security')).location).toContain('/sign-in')

  await byLink(thief, jean)
  const page = await browser.get('/security')
  for (const words of ['Firefox sur Linux', 'Chrome sur Windows', 'cette session', '198.51.100.44']) expect(page.text).toContain(words)
  const id = /sessions\/([0-9a-f-]{36})\/end"[^>]*><button[^>]*Fermer la session Chrome/.exec(page.text)?.[1]
  expect((await browser.post(`/security/sessions/${id}/end`)).location).toContain('done=session')
  expect((await thief.get('/security')).location).toContain('/sign-in')
  expect((await browser.post(`/security/sessions/${id}/end`)).status).toBe(404)
  await browser.post('/security/sessions/end')
  expect((await browser.get('/security')).location).toContain('/sign-in')
})

test('a sign-in from a browser never seen is told by mail, from a known one it is not', async () => {
  trial.time.advance(25 * 60 * minute)
  const email = 'vue@vue.example'
  const customerId = await addCustomer(trial.desk, company.provider.id, { number: '10011', name: 'Vue' })
  await addContact(trial.desk, company.provider.id, { customerId, name: 'Vue', email })
  const known = openVisits(trial, company)
  await byLink(known, email)
  await byLink(known, email)
  expect(await letters.what(email)).toEqual([])
  await byLink(openVisits(trial, company), email)
  expect(await letters.what(email)).toEqual(['new_browser'])
})

test('an agent’s cookie and another provider’s open no page of security', async () => {
  const browser = openVisits(trial, company)
  const [name = '', value = ''] = (await company.asAgent()).split('=')
  browser.cookies.set(name, value)
  expect((await browser.get('/security')).location).toContain('/sign-in')
  const [, token = ''] = (await other.asContact()).split('=')
  browser.cookies.set('guichet_essai_contact', token)
  expect((await browser.get('/security')).location).toContain('/sign-in')
})
