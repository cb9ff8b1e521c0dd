import { expect, test } from 'vitest'
import { addContact, baseOf, findProvider, providerOf, setFace } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import { ask, cookieOf, openCompany, openTrial, password } from '../harness.ts'
import type { Company } from '../harness.ts'

const trial = await openTrial({ TRUST_PROXY: '127.0.0.1' })
const here = await openCompany(trial, 'ici')
const there = await openCompany(trial, 'ailleurs')
const system = { kind: 'system' as const }
const { db } = trial.desk.database
const ownHost = 'aide.ici.example'

const get = (url: string, host: string, more: Record<string, string> = {}) => trial.app.http.inject({ method: 'GET', url, headers: { host, accept: 'text/html', ...more } })
const post = (url: string, host: string, payload: object, more: Record<string, string> = {}) => trial.app.http.inject({ method: 'POST', url, headers: { host, ...more }, payload })
const fresh = (company: Company): Promise<Provider> => providerOf(trial.desk, company.provider.id)
const refused = async (company: Company, host: string) => (await setFace(trial.desk, await fresh(company), system, { host }))?.why

/** Every address of ours or anybody's in the letters written since. */
async function lettersSince(before: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('outbox').select(['id', 'mail']).execute()
  return rows.filter((row) => !before.includes(row.id)).flatMap((row) => JSON.stringify(row.mail).match(/https?:\/\/[^\s"\\]+/g) ?? [])
}
const lettersNow = async () => (await db.selectFrom('outbox').select('id').execute()).map((row) => row.id)

test('a provider takes a host of its own; nobody takes another’s, nor the one of all', async () => {
  expect(await setFace(trial.desk, here.provider, system, { host: ownHost })).toBeUndefined()
  expect(baseOf(trial.desk, await fresh(here))).toBe(`http://${ownHost}:3000`)
  expect([await refused(there, ownHost), await refused(there, 'localhost'), await refused(there, 'http://localhost:3000'), await refused(there, 'https://autre.example'), await refused(there, 'autre.example/chemin'), await refused(there, '10.0.0.1')])
    .toEqual(['host_taken', 'host_form', 'host_form', 'host_scheme', 'host_form', 'host_form'])
})

test('on its own host a provider is at home, and no other exists', async () => {
  const first = await get('/', ownHost)
  expect([first.statusCode, first.headers.location]).toEqual([302, '/ici'])
  expect((await get('/ici/fr/', ownHost)).statusCode).toBe(200)
  expect((await get('/ici/theme.css', ownHost)).statusCode).toBe(200)
  const nowhere = await get('/personne/fr/', ownHost)
  const stripped = (text: string) => text.replaceAll('personne', 'ailleurs')
  for (const path of ['/ailleurs', '/ailleurs/fr/', '/ailleurs/fr/policy', '/%61illeurs/fr/', '/ailleurs/theme.css', '/ailleurs/desk/', '/ailleurs/api/v1/me', '/ailleurs/fr/rien']) {
    const other = await get(path, ownHost)
    expect([other.statusCode, other.body.includes('Société ailleurs')], path).toEqual([404, false])
  }
  expect((await get('/ailleurs/fr/', ownHost)).body).toBe(stripped(nowhere.body))
  // Where everybody is, both still are.
  expect((await get('/ici/fr/', 'localhost')).statusCode).toBe(200)
  expect((await get('/ailleurs/fr/', 'localhost')).statusCode).toBe(200)
})

test('AB-25: an unknown host is answered by nobody, however it is named', async () => {
  for (const headers of [{ host: 'evil.test' }, { host: 'localhost', 'x-forwarded-host': 'evil.test' }, { host: `evil.test:80@${ownHost}` }, { host: `${ownHost}.evil.test` }]) {
    const answer = await trial.app.http.inject({ method: 'GET', url: '/ici/fr/', headers })
    expect(answer.statusCode, JSON.stringify(headers)).toBe(421)
  }
})

test('AB-25: letters lead to the provider’s own configured address, whatever host the request names', async () => {
  const [mine, theirs] = [await addContact(trial.desk, here.provider.id, { customerId: here.customerId, name: 'Léa', email: 'lea@deux.example', verified: true }),
    await addContact(trial.desk, there.provider.id, { customerId: there.customerId, name: 'Léa', email: 'lea@deux.example', verified: true })]
  expect(mine).not.toBe(theirs)
  const before = await lettersNow()
  const hosts: Record<string, string>[] = [{ host: 'localhost' }, { host: ownHost }, { host: 'localhost', 'x-forwarded-host': ownHost }, { host: ownHost, 'x-forwarded-host': 'localhost', 'x-forwarded-proto': 'https' }, { host: ownHost, forwarded: 'host=evil.test' }]
  for (const [index, headers] of hosts.entries()) {
    trial.time.advance(7 * 3_600_000)
    const { host = '', ...more } = headers
    expect((await post('/ici/fr/sign-in', host, { email: 'lea@deux.example' }, more)).statusCode, String(index)).toBe(200)
    expect((await post('/ici/fr/forgotten', host, { email: 'lea@deux.example' }, more)).statusCode, String(index)).toBeLessThan(400)
    expect((await post('/ici/api/v1/sign-in-links', host, { email: 'lea@deux.example' }, more)).statusCode, String(index)).toBeLessThan(430)
  }
  for (const host of ['evil.test', 'localhost']) await post('/ici/fr/sign-in', host, { email: 'lea@deux.example' }, { 'x-forwarded-host': 'evil.test' })
  // A ticket, its acknowledgement and its answer.
  const asked = await ask(here)
  await here.call('POST', `queue/${asked.body.number}/replies`, { cookie: await here.asAgent(), headers: { 'if-match': '*', 'x-forwarded-host': ownHost }, body: { text: 'Voici.' } })
  const links = await lettersSince(before)
  expect(links.length).toBeGreaterThan(6)
  expect(links.filter((link) => !link.startsWith(`http://${ownHost}:3000/ici/`))).toEqual([])
  const kinds = (await db.selectFrom('outbox').select(['id', 'kind']).execute()).filter((row) => !before.includes(row.id))
  expect([...new Set(kinds.map((row) => row.kind))].sort()).toEqual(expect.arrayContaining(['acknowledgement', 'reply', 'security', 'sign_in']))
  const after = await lettersNow()
  await post('/ailleurs/fr/sign-in', 'localhost', { email: 'lea@deux.example' })
  expect((await lettersSince(after)).every((link) => link.startsWith('http://localhost:3000/ailleurs/'))).toBe(true)
})

test('the same person at two providers is two people: cookies of one are worth nothing at the other, on whichever host', async () => {
  const email = here.agent.email
  await db.updateTable('agents').set({ email, email_key: email }).where('id', '=', there.agent.id).execute()
  const mine = await trial.app.http.inject({ method: 'POST', url: '/ici/api/v1/session', headers: { host: ownHost }, payload: { email, password } })
  expect(mine.statusCode, mine.body).toBe(200)
  const set = String(mine.headers['set-cookie'])
  // Of this host alone: it names no domain, so no other host of ours is ever sent it.
  expect(set).not.toMatch(/domain=/i)
  const cookie = cookieOf({ status: 200, body: undefined, text: '', headers: mine.headers })
  const renamed = cookie.replaceAll('guichet_ici_', 'guichet_ailleurs_')
  const contact = await here.asContact()
  const me = (slug: string, host: string, shown: string) => trial.app.http.inject({ method: 'GET', url: `/${slug}/api/v1/me`, headers: { host, cookie: shown } }).then((answer) => answer.statusCode)
  expect(await me('ici', ownHost, cookie)).toBe(200)
  for (const shown of [cookie, renamed, contact, contact.replaceAll('guichet_ici_', 'guichet_ailleurs_')]) {
    expect([await me('ailleurs', 'localhost', shown), await me('ailleurs', ownHost, shown)]).toEqual([401, 404])
  }
  expect(await setFace(trial.desk, await fresh(there), system, { host: 'aide.ailleurs.example' })).toBeUndefined()
  for (const shown of [cookie, renamed]) expect([await me('ailleurs', 'aide.ailleurs.example', shown), await me('ici', 'aide.ailleurs.example', shown)]).toEqual([401, 404])
})

test('a logo stands in the banner, at an address that changes with it, and may do nothing by itself', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>')
  expect(await setFace(trial.desk, await fresh(here), system, { logo: svg, name: 'Ici & Cie' })).toBeUndefined()
  const page = (await get('/ici/fr/', ownHost)).body
  const src = /<img class="logo" src="([^"]+)" alt=""/.exec(page)?.[1] ?? ''
  expect(page).toContain('Ici &amp; Cie')
  const logo = await get(src, ownHost)
  expect([logo.statusCode, logo.headers['content-type'], logo.headers['x-content-type-options']]).toEqual([200, 'image/svg+xml', 'nosniff'])
  expect(String(logo.headers['content-security-policy'])).toMatch(/default-src 'none';.*sandbox$/)
  expect((await get('/ici/logo/dark', ownHost)).statusCode).toBe(404)
  expect((await get('/ailleurs/logo/light', 'localhost')).statusCode).toBe(404)
  await setFace(trial.desk, await fresh(here), system, { logo: null })
  expect((await get('/ici/fr/', ownHost)).body).not.toContain('class="logo"')
  await setFace(trial.desk, await fresh(here), system, { host: null })
  expect((await get('/ici/fr/', ownHost)).statusCode).toBe(421)
})

test('only administrators among the agents arrange it by the API; nobody lets a connection into the private network there', async () => {
  const cookie = await here.asAgent()
  const refusedTo = async (shown: string) => Promise.all([here.call('GET', 'provider', { cookie: shown }), here.call('PATCH', 'provider', { cookie: shown, body: { name: 'Autre' } }), here.call('GET', 'oidc-connections', { cookie: shown }), here.call('PUT', 'provider/logo/light', { cookie: shown, raw: Buffer.from('x'), headers: { 'content-type': 'image/png' } })])
  for (const shown of [cookie, await here.asContact()]) expect((await refusedTo(shown)).map((answer) => answer.status)).toEqual([403, 403, 403, 403])
  await db.updateTable('agents').set({ roles: ['admin'] }).where('id', '=', here.agent.id).execute()
  expect((await here.call('PATCH', 'provider', { cookie, body: { name: 'Ici Même', mailName: 'Le support', mailAddress: 'support@ici.example' } })).body).toMatchObject({ name: 'Ici Même', mailName: 'Le support', mailboxes: ['support@ici.example'] })
  expect((await findProvider(trial.desk, 'ici'))?.name).toBe('Ici Même')
  expect((await here.call('PATCH', 'provider', { cookie, body: { accent: 'rouge' } })).body).toMatchObject({ code: 'invalid-body', errors: [{ at: 'accent' }] })
  const wrong = await here.call('PUT', 'provider/logo/light', { cookie, raw: Buffer.from('GIF89a'), headers: { 'content-type': 'image/png' } })
  expect([wrong.status, wrong.body.errors]).toEqual([422, [{ at: 'logo', message: 'kind' }]])
  const wish = { name: 'x', label: 'X', audience: 'agents', issuer: 'https://127.0.0.1', clientId: 'c', secret: 's', domains: ['x.example'] }
  expect((await here.call('POST', 'oidc-connections', { cookie, body: { ...wish, privateAddresses: true } })).status).toBe(422)
  const made = await here.call('POST', 'oidc-connections', { cookie, body: wish })
  expect([made.status, made.body.returnAddress, 'secret' in made.body]).toEqual([201, 'http://localhost:3000/ici/sign-in/oidc/x/callback', false])
  const tried = await here.call('POST', 'oidc-connections/x/test', { cookie, headers: { 'accept-language': 'fr' } })
  expect(tried.body).toMatchObject({ fine: false, findings: [{ check: 'description', words: expect.stringContaining('réseau privé') }] })
  expect((await here.call('DELETE', 'oidc-connections/x', { cookie })).status).toBe(204)
  expect((await here.call('POST', 'oidc-connections', { cookie, body: { ...wish, domains: ['gmail.com'] } })).body.errors).toEqual([{ at: 'domain_public', message: 'gmail.com' }])
})
