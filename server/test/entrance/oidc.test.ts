import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generate } from 'otplib'
import { expect, test } from 'vitest'
import { addAgent, addConnection, addContact, addCustomer, beginTotp, confirmTotp, findConnection, forgetProviders } from '#people/people.ts'
import type { NewConnection } from '#people/people.ts'
import { createSealer } from '#platform/sealing.ts'
import { openCompany, openTrial, password } from '../harness.ts'
import type { Company } from '../harness.ts'
import { policySource } from '../policy.ts'
import { client, openSite } from './site.ts'

const trial = await openTrial()
const here = await openCompany(trial, 'ici')
const there = await openCompany(trial, 'ailleurs')
const back = (slug: string, name: string) => `http://localhost:3000/${slug}/sign-in/oidc/${name}/callback`
const site = await openSite([back('ici', 'equipe'), back('ici', 'mairie'), back('ici', 'ouverte'), back('ailleurs', 'mairie'), back('compte', 'mairie')])
const system = { kind: 'system' as const }
const { db } = trial.desk.database

const usual: NewConnection = {
  name: 'mairie', label: 'Mairie de Test', audience: 'contacts', customerId: null, issuer: site.issuer, clientId: client.id, secret: client.secret, domains: ['mairie.test'], listed: false, exclusive: false,
  makesContacts: false, rights: [], secondFactor: 'ours', privateAddresses: true,
}
const mairie = await addCustomer(trial.desk, here.provider.id, { number: '20001', name: 'Mairie' })
const marie = await addContact(trial.desk, here.provider.id, { customerId: mairie, name: 'Marie', email: 'marie@mairie.test' })
await addConnection(trial.desk, here.provider.id, system, { ...usual, customerId: mairie })
await addConnection(trial.desk, here.provider.id, system, { ...usual, name: 'equipe', label: 'Notre annuaire', audience: 'agents', domains: ['equipe.test'] })
await addConnection(trial.desk, here.provider.id, system, { ...usual, name: 'ouverte', customerId: mairie, makesContacts: true, rights: ['own', 'ask_technical'], domains: ['mairie.test', 'gmail.com'] })

interface Gone { readonly url: string; readonly cookie: string }

/** Presses the button at our side. */
async function begin(company: Company, name: string, query = ''): Promise<Gone> {
  const answer = await company.call('GET', `/${company.provider.slug}/fr/sign-in/oidc/${name}${query}`)
  expect(answer.status, answer.text).toBe(302)
  return { url: String(answer.headers.location), cookie: String(answer.headers['set-cookie']).split(';')[0]! }
}

/** Comes back from the site. */
async function end(company: Company, at: string, cookie: string) {
  const url = new URL(at)
  return company.call('GET', url.pathname + url.search, { cookie })
}

/** The whole way, as a person of the site. */
async function through(company: Company, name: string, subject: string, query = '') {
  site.next = subject
  const gone = await begin(company, name, query)
  return end(company, await site.walk(gone.url), gone.cookie)
}

const sessionIn = (answer: { headers: Record<string, unknown> }, kind: string) =>
  [answer.headers['set-cookie']].flat().map(String).find((one) => one.startsWith(`guichet_ici_${kind}=`) && !one.includes('=;'))?.split(';')[0]
const person = (subject: string, email: string, verified = true) => site.people.set(subject, { email, email_verified: verified, name: 'Quelqu’un' })

test('a contact whom their organisation vouches for comes in, first by the verified address, then by the site’s own name for them', async () => {
  person('m-1', 'Marie@mairie.test')
  const first = await through(here, 'mairie', 'm-1', `?back=${encodeURIComponent('/ici/fr/ask')}`)
  expect([first.status, first.headers.location], first.text).toEqual([303, '/ici/fr/ask'])
  const cookie = sessionIn(first, 'contact')!
  expect((await here.call('GET', 'me', { cookie })).body).toMatchObject({ kind: 'contact', contact: { id: marie, verified: true }, customer: { number: '20001' } })
  // Their address changed at the site, and even is no longer confirmed: they are who they are.
  person('m-1', 'marie.durand@autre.test', false)
  const again = await through(here, 'mairie', 'm-1')
  expect((await here.call('GET', 'me', { cookie: sessionIn(again, 'contact')! })).body.contact.id).toBe(marie)
  const events = await db.selectFrom('events').select(['type', 'actor_id']).where('type', 'in', ['oidc.linked', 'session.opened']).orderBy('at').orderBy('id').execute()
  expect(events.map((one) => one.type)).toEqual(['oidc.linked', 'session.opened', 'session.opened'])
})

test('an agent comes in by the provider’s own directory; one who was disabled does not any more', async () => {
  const agent = await addAgent(trial.desk, here.provider.id, { name: 'Zoé', email: 'zoe@equipe.test', password })
  person('z-1', 'zoe@equipe.test')
  const done = await through(here, 'equipe', 'z-1')
  expect([done.status, done.headers.location], done.text).toEqual([303, '/ici/desk/'])
  expect((await here.call('GET', 'me', { cookie: sessionIn(done, 'agent')! })).body).toMatchObject({ kind: 'agent', agent: { id: agent.id } })
  await db.updateTable('agents').set({ disabled_at: trial.time.now() }).where('id', '=', agent.id).execute()
  const after = await through(here, 'equipe', 'z-1')
  expect(after.status).toBe(403)
  expect(after.text).toContain('n’est plus ouvert')
  expect(sessionIn(after, 'agent')).toBeUndefined()
})

test('AB-30: an address that the site has not verified opens nothing, nor one of another domain, another customer or another kind of person', async () => {
  const neighbour = await addCustomer(trial.desk, here.provider.id, { number: '20002', name: 'Voisin' })
  await addContact(trial.desk, here.provider.id, { customerId: neighbour, name: 'Paul', email: 'paul@mairie.test', verified: true })
  const tried: [string, string, boolean, string, string][] = [
    ['mairie', 'x-1', false, 'marie@mairie.test', 'n’est pas confirmée'],
    ['mairie', 'x-2', true, 'jean@martin-ici.example', 'Aucun compte'],
    ['mairie', 'x-3', true, 'paul@mairie.test', 'Aucun compte'],
    ['mairie', 'x-4', true, 'claire@ici.example', 'Aucun compte'],
    ['mairie', 'x-5', true, 'marie@sous.mairie.test', 'Aucun compte'],
    ['mairie', 'x-6', true, 'marie@maırie.test', 'Aucun compte'],
    ['equipe', 'x-7', true, 'marie@mairie.test', 'Aucun compte'],
  ]
  for (const [name, subject, verified, email, says] of tried) {
    person(subject, email, verified)
    const answer = await through(here, name, subject)
    expect([answer.status, sessionIn(answer, 'contact'), sessionIn(answer, 'agent')], email).toEqual([403, undefined, undefined])
    expect(answer.text, email).toContain(says)
  }
  // "true" as a word, or nothing at all, is no yes.
  for (const [subject, said] of [['x-8', 'true'], ['x-9', undefined]] as const) {
    site.people.set(subject, { email: 'marie@mairie.test', ...(said ? { email_verified: said as unknown as boolean } : {}) })
    expect((await through(here, 'mairie', subject)).text).toContain('n’est pas confirmée')
  }
  expect(await db.selectFrom('oidc_accounts').select('subject').where('subject', 'like', 'x-%').execute()).toEqual([])
})

test('AB-30: somebody to whom the site gave an old address of another opens nothing of theirs', async () => {
  person('m-2', 'marie@mairie.test')
  const answer = await through(here, 'mairie', 'm-2')
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('déjà lié')
})

test('AB-30: without our state, with another’s, too late, or twice, an answer of the site is worth nothing', async () => {
  person('m-1', 'marie@mairie.test')
  site.next = 'm-1'
  const mine = await begin(here, 'mairie')
  const answer = await site.walk(mine.url)
  const other = await begin(here, 'mairie')
  const elsewhere = await begin(here, 'ouverte')
  for (const cookie of ['', other.cookie, elsewhere.cookie, `${mine.cookie.slice(0, 60)}${mine.cookie[60] === 'A' ? 'B' : 'A'}${mine.cookie.slice(61)}`]) {
    const refused = await end(here, answer, cookie)
    expect([refused.status, sessionIn(refused, 'contact')], cookie).toEqual([400, undefined])
    expect(refused.text).toContain('Cette connexion a trop attendu')
  }
  // A code meant for another's browser: its state is not ours.
  const forged = new URL(answer)
  forged.searchParams.set('state', 'autre')
  expect((await end(here, forged.href, mine.cookie)).status).toBe(400)
  expect((await end(here, answer, mine.cookie)).status).toBe(303)
  expect((await end(here, answer, mine.cookie)).status).toBe(502)
  const late = await begin(here, 'mairie')
  const lateAnswer = await site.walk(late.url)
  trial.time.advance(10 * 60_000)
  expect((await end(here, lateAnswer, late.cookie)).status).toBe(400)
})

test('AB-30: state, nonce and the challenge of PKCE are asked of the site, and differ each time; the answer comes to our own address', async () => {
  const urls = await Promise.all([1, 2].map(async () => new URL((await begin(here, 'mairie')).url)))
  for (const name of ['state', 'nonce', 'code_challenge']) {
    const [one, two] = urls.map((url) => url.searchParams.get(name))
    expect(one?.length).toBeGreaterThanOrEqual(43)
    expect(one).not.toBe(two)
  }
  expect(Object.fromEntries(urls[0]!.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: back('ici', 'mairie') })
})

test('AB-30: an answer made for another nonce, or for another verifier, is refused', async () => {
  const sealer = createSealer(trial.desk.settings.secret, 'oidc-state')
  const connection = (await findConnection(trial.desk, here.provider.id, 'mairie'))!
  const place = `${here.provider.id}|${connection.id}`
  site.next = 'm-1'
  for (const [changed, status] of [[{}, 303], [{ nonce: 'autre' }, 502], [{ verifier: 'x'.repeat(43) }, 502]] as const) {
    const gone = await begin(here, 'mairie')
    const kept = JSON.parse(sealer.open(Buffer.from(gone.cookie.split('=')[1]!, 'base64url'), place)!) as object
    const cookie = `guichet_ici_oidc=${sealer.seal(JSON.stringify({ ...kept, ...changed }), place).toString('base64url')}`
    expect((await end(here, await site.walk(gone.url), cookie)).status, JSON.stringify(changed)).toBe(status)
  }
})

test('an answer mixed up between two providers, or brought to another’s address, is refused', async () => {
  await addConnection(trial.desk, there.provider.id, system, usual)
  site.next = 'm-1'
  const gone = await begin(here, 'mairie')
  const answer = (await site.walk(gone.url)).replace('/ici/', '/ailleurs/')
  const refused = await end(there, answer, gone.cookie.replace('guichet_ici_', 'guichet_ailleurs_'))
  expect(refused.status).toBe(400)
  // The same person, vouched for at the other provider, is nobody there.
  expect((await through(there, 'mairie', 'm-1')).status).toBe(403)
})

test('AB-51: contacts are made for the customer’s own domain only, never for one where anybody gets an address', async () => {
  person('n-1', 'nouveau@mairie.test')
  const made = await through(here, 'ouverte', 'n-1')
  const { body } = await here.call('GET', 'me', { cookie: sessionIn(made, 'contact')! })
  expect(body).toMatchObject({ contact: { email: 'nouveau@mairie.test', name: 'Quelqu’un', rights: ['own', 'ask_technical'], verified: true }, customer: { number: '20001' } })
  person('n-2', 'pirate@gmail.com')
  person('n-3', 'paul@mairie.test')
  for (const subject of ['n-2', 'n-3']) expect((await through(here, 'ouverte', subject)).text).toContain('Aucun compte')
  expect(await db.selectFrom('contacts').select('email').where('email', 'like', 'pirate%').execute()).toEqual([])
})

/** Two members at most of each customer. */
const members = `
  - id: "9"
    title: { fr: Membres, en: Members }
    says: { fr: "Deux membres au plus.", en: "Two members at most." }
    means:
      contacts: { roles: { member: { label: { fr: Membre, en: Member }, rights: [ask, follow], at_most: 2 } }, declared_by: [member], default: member }
`

test('no more contacts are made than the policy counts for the customer; who has an account comes in all the same', async () => {
  const limited = await openCompany(trial, 'compte', `${policySource().trimEnd()}${members}`)
  await addConnection(trial.desk, limited.provider.id, system, { ...usual, customerId: limited.customerId, makesContacts: true })
  for (const subject of ['c-1', 'c-2']) person(subject, `${subject}@mairie.test`)
  const [first, second] = [await through(limited, 'mairie', 'c-1'), await through(limited, 'mairie', 'c-2')]
  expect([first.status, second.status, second.text.includes('n’y a plus de place')]).toEqual([303, 403, true])
  expect((await through(limited, 'mairie', 'c-1')).status).toBe(303)
  expect(await db.selectFrom('contacts').select('email').where('email', '=', 'c-2@mairie.test').execute()).toEqual([])
})

test('whom their organisation vouches for only is refused by password and link like everybody whom nobody knows; a letter says where to go', async () => {
  await db.updateTable('oidc_connections').set({ exclusive: true }).where('name', 'in', ['mairie', 'equipe']).execute()
  await addAgent(trial.desk, here.provider.id, { name: 'Yann', email: 'yann@equipe.test', password })
  const [barred, unknown] = await Promise.all(['yann@equipe.test', 'personne@equipe.test'].map((email) => here.call('POST', 'session', { body: { email, password } })))
  expect([barred!.status, barred!.body.code, barred!.body.title]).toEqual([unknown!.status, unknown!.body.code, unknown!.body.title])
  expect(barred!.status).toBe(401)
  const before = (await db.selectFrom('outbox').select('id').execute()).map((row) => row.id)
  const asked = await Promise.all(['marie@mairie.test', 'personne@mairie.test'].map((email) => here.call('POST', '/ici/fr/sign-in', { body: { email } })))
  expect(asked[0]!.text.replaceAll(/nonce|[0-9a-f-]{36}/g, '')).toBe(asked[1]!.text.replaceAll(/nonce|[0-9a-f-]{36}/g, ''))
  const letters = await db.selectFrom('outbox').select(['kind', 'mail', 'to']).where('id', 'not in', before).execute()
  expect(letters.map((one) => one.to)).toEqual([['marie@mairie.test']])
  expect(JSON.stringify(letters[0]!.mail)).toContain('http://localhost:3000/ici/fr/sign-in/oidc/mairie')
  expect(JSON.stringify(letters[0]!.mail)).not.toMatch(/sign-in\/[\w-]{43}/)
  expect(await db.selectFrom('sign_in_links').select('contact_id').where('contact_id', '=', marie).execute()).toEqual([])
  await db.updateTable('oidc_connections').set({ exclusive: false }).execute()
})

test('who cancels is told so; a site that is down, slow or no such site is told in words, with a reference and no detail', async () => {
  site.next = undefined
  const gone = await begin(here, 'mairie')
  const cancelled = await end(here, await site.walk(gone.url), gone.cookie)
  expect([cancelled.status, cancelled.text.includes('vous avez annulé')]).toEqual([403, true])
  const odd = createServer((_request, response) => void response.end('{}'))
  await new Promise<void>((ready) => odd.listen(0, '127.0.0.1', ready))
  const oddAt = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`
  const cases: [string, string, boolean, string, string][] = [
    ['muet', 'http://127.0.0.1:1', true, 'ne répond pas', 'does not answer'],
    ['etrange', oddAt, true, 'n’a pas pu confirmer', 'could not confirm'],
  ]
  for (const [name, issuer, privateAddresses, fr, en] of cases) {
    await addConnection(trial.desk, here.provider.id, system, { ...usual, name, issuer, privateAddresses })
    const french = await here.call('GET', `/ici/fr/sign-in/oidc/${name}`)
    expect([french.status, french.text.includes(fr)], name).toEqual([502, true])
    expect(french.text).toContain('Réessayer')
    expect(french.text).not.toContain('127.0.0.1')
    expect((await here.call('GET', `/ici/en/sign-in/oidc/${name}`)).text).toContain(en)
  }
  odd.close()
})

test('AB-32: a connection that was not let into the private network asks nothing there', async () => {
  let asked = 0
  const inner = createServer((_request, response) => {
    asked += 1
    response.end('{}')
  })
  await new Promise<void>((ready) => inner.listen(0, '127.0.0.1', ready))
  const { port } = inner.address() as AddressInfo
  const issuers = [`http://127.0.0.1:${port}`, `https://127.0.0.1:${port}`, 'https://169.254.169.254', 'https://localhost', 'https://[::ffff:127.0.0.1]', 'https://2130706433']
  for (const [index, issuer] of issuers.entries()) {
    await addConnection(trial.desk, here.provider.id, system, { ...usual, name: `dedans-${index}`, issuer, privateAddresses: false })
    const answer = await here.call('GET', `/ici/fr/sign-in/oidc/dedans-${index}`)
    expect([answer.status, answer.text.includes('ne répond pas')], issuer).toEqual([502, true])
  }
  expect(asked).toBe(0)
  inner.close()
})

test('the second proof is asked for after another site’s first, unless that site stands for both', async () => {
  const { provider } = here
  const agent = await addAgent(trial.desk, provider.id, { name: 'Rémi', email: 'remi@equipe.test', password })
  person('r-1', 'remi@equipe.test')
  await db.updateTable('providers').set({ second_factor: 'required' }).where('id', '=', provider.id).execute()
  forgetProviders(trial.desk)
  const owes = async () => (await here.call('GET', 'me', { cookie: sessionIn(await through(here, 'equipe', 'r-1'), 'agent')! })).body.owesSecond
  expect(await owes()).toBe(true)
  await db.updateTable('oidc_connections').set({ second_factor: 'theirs' }).where('name', '=', 'equipe').execute()
  expect(await owes()).toBe(false)
  await db.updateTable('oidc_connections').set({ second_factor: 'ours' }).where('name', '=', 'equipe').execute()
  // Both have an application from now on.
  for (const who of [{ agentId: agent.id }, { contactId: marie }]) {
    const { secret, sealed } = beginTotp(trial.desk, provider.id, who, { issuer: 'Ici', label: 'x' })
    expect(await confirmTotp(trial.desk, db, provider.id, who, { sealed, code: await generate({ secret, epoch: Math.floor(trial.time.now() / 1_000) }) })).toBe(true)
  }
  const [ofAgent, ofContact] = [await through(here, 'equipe', 'r-1'), await through(here, 'mairie', 'm-1')]
  expect([ofAgent.headers.location, sessionIn(ofAgent, 'agent'), ofContact.headers.location, sessionIn(ofContact, 'contact')]).toEqual(['/ici/desk/?second', undefined, '/ici/fr/sign-in/second', undefined])
  const asked = await here.call('GET', 'session/second', { cookie: sessionIn(ofAgent, 'agent_pending')! })
  expect(asked.body).toMatchObject({ kind: 'second', totp: true })
})

test('the client’s secret is sealed at rest', async () => {
  const rows = await db.selectFrom('oidc_connections').select('client_secret').execute()
  expect(rows.some((row) => row.client_secret === null || row.client_secret.includes(client.secret))).toBe(false)
  expect(JSON.stringify(await findConnection(trial.desk, here.provider.id, 'mairie'))).not.toContain(client.secret)
})
