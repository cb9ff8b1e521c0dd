import { expect, test } from 'vitest'
import { addContact, addCustomer } from '#people/people.ts'
import { cookieOf, openCompany, openTrial, password } from './harness.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const minute = 60_000
const signIn = (email: string, secret: string, cookie?: string) => company.call('POST', 'session', { body: { email, password: secret }, ...(cookie ? { cookie } : {}) })

/** The token of the last link sent, as its reader finds it in the mail. */
async function linkFor(email: string): Promise<string | undefined> {
  const before = await trial.desk.database.db.selectFrom('outbox').select('id').where('kind', '=', 'sign_in').execute()
  const asked = await company.call('POST', 'sign-in-links', { body: { email } })
  expect([asked.status, asked.body]).toEqual([202, { sent: 'if-known' }])
  const mail = await trial.desk.database.db.selectFrom('outbox').select('mail').where('kind', '=', 'sign_in').where('id', 'not in', [...before.map((row) => row.id), '01a20000-0000-7000-8000-000000000000']).executeTakeFirst()
  return /sign-in\/([\w-]+)/.exec(JSON.stringify(mail ?? ''))?.[1]
}

test('an agent signs in; the cookie is the provider’s own, out of reach of scripts and other sites; out means out', async () => {
  const done = await signIn(company.agent.email, password)
  const set = String(done.headers['set-cookie'])
  expect(set).toContain('guichet_essai_agent=')
  for (const part of ['Path=/essai', 'HttpOnly', 'SameSite=Lax']) expect(set).toContain(part)
  const cookie = cookieOf(done)
  expect((await company.call('GET', 'me', { cookie })).body).toMatchObject({ kind: 'agent', agent: { name: 'Claire Agent' }, provider: { slug: 'essai', zone: 'Europe/Paris' } })
  expect((await company.call('DELETE', 'session', { cookie })).status).toBe(204)
  expect((await company.call('GET', 'me', { cookie })).status).toBe(401)
})

test('AB-29: signing in gives a new session and ends the one that was shown; thirty quiet minutes end any', async () => {
  const first = cookieOf(await signIn(company.agent.email, password))
  const second = cookieOf(await signIn(company.agent.email, password, first))
  expect(second).not.toBe(first)
  expect((await company.call('GET', 'me', { cookie: first })).status).toBe(401)
  trial.time.advance(29 * minute)
  expect((await company.call('GET', 'me', { cookie: second })).status).toBe(200)
  trial.time.advance(31 * minute)
  expect((await company.call('GET', 'me', { cookie: second })).status).toBe(401)
})

test('AB-26, AB-28: unknown and wrong are told alike; tries are slowed, and nobody locks another out', async () => {
  const wrong = await signIn(company.agent.email, 'faux')
  const unknown = await signIn('personne@nulle.part', 'faux')
  expect([wrong.status, wrong.body.code, wrong.body.title]).toEqual([unknown.status, unknown.body.code, unknown.body.title])
  for (let index = 0; index < 5; index++) await signIn(company.agent.email, 'faux')
  const slowed = await signIn(company.agent.email, password)
  expect([slowed.status, slowed.body.code]).toEqual([429, 'too-many-attempts'])
  expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0)
  // The same account from another machine is let in.
  const elsewhere = await trial.app.http.inject({ method: 'POST', url: '/essai/api/v1/session', headers: { host: 'localhost' }, remoteAddress: '192.0.2.9', payload: { email: company.agent.email, password } })
  expect(elsewhere.statusCode).toBe(200)
  trial.time.advance(20 * minute)
  expect((await signIn(company.agent.email, password)).status).toBe(200)
})

test('AB-27, AB-24: a link is hashed at rest, used once by POST, and worth nothing after half an hour', async () => {
  const token = (await linkFor('jean@martin-essai.example')) as string
  expect(token).toHaveLength(43)
  const kept = await trial.desk.database.db.selectFrom('sign_in_links').selectAll().execute()
  expect(JSON.stringify(kept.map((row) => [row.token_hash.toString('base64url'), row.token_hash.toString('hex')]))).not.toContain(token)
  expect((await company.call('GET', `sign-in-links/use?token=${token}`)).status).toBe(404)
  const both = await Promise.all([1, 2].map(() => company.call('POST', 'sign-in-links/use', { body: { token } })))
  expect(both.map((one) => one.status).sort()).toEqual([200, 410])
  const cookie = cookieOf(both.find((one) => one.status === 200)!)
  expect((await company.call('GET', 'me', { cookie })).body).toMatchObject({ kind: 'contact', trust: 'T2', customer: { number: '10001' } })
  const old = (await linkFor('jean@martin-essai.example')) as string
  trial.time.advance(30 * minute)
  expect((await company.call('POST', 'sign-in-links/use', { body: { token: old } })).body.code).toBe('link-expired')
})

test('AB-26: asking for a link answers the same for every address, and sends at most three an hour to one', async () => {
  trial.time.advance(24 * 60 * minute)
  const customerId = await addCustomer(trial.desk, company.provider.id, { number: '10003', name: 'Nina' })
  await addContact(trial.desk, company.provider.id, { customerId, name: 'Nina', email: 'nina@nina.example' })
  expect(await linkFor('inconnue@nulle.part')).toBeUndefined()
  const links = [await linkFor('nina@nina.example'), await linkFor('NINA@nina.example'), await linkFor('nina@nina.example'), await linkFor('nina@nina.example')]
  // Upper case in the local part is another mailbox: counted as the same wish, sent to nobody.
  expect(links.map((link) => link !== undefined)).toEqual([true, false, true, false])
})
