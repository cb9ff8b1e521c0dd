import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { receive, resumeUndecided } from '#intake/intake.ts'
import { findThread, takesPart } from '#intake/thread.ts'
import type { IncomingRequest } from '#intake/intake.ts'
import { addApiToken, addContact, addProvider, findSession, openSession } from '#people/people.ts'
import type { SignedContact } from '#people/people.ts'
import { askAddressChange, confirmAddressChange, stopChange } from '#triage/triage.ts'
import { ask, openCompany, openTrial, pageOf } from './harness.ts'
import { policySource } from './policy.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const { db } = trial.desk.database

/** A mail as the mail channel hands it over. */
function mail(more: Partial<IncomingRequest> = {}): IncomingRequest {
  const sha256 = createHash('sha256').update(trial.desk.ids.next()).digest('hex')
  return {
    providerId: company.provider.id, channel: 'mail', medium: 'mail', receivedAt: trial.time.now(), dedupeKey: sha256, raw: { sha256, size: 10, mediaType: 'message/rfc822' },
    sender: { address: 'jean@martin-essai.example', name: 'Jean Martin', trust: 'T1', flags: [] }, automatic: 'human', subject: 'Panne', text: 'Rien ne va.', facts: {}, attachments: [],
    mail: { messageId: `${sha256.slice(0, 12)}@martin-essai.example`, references: [], tokens: [], to: ['support@essai.example'], cc: [], envelopeFrom: 'jean@martin-essai.example' },
    ...more,
  }
}
const quarantine = async () => (await company.call('GET', 'quarantine', { cookie: await company.asAgent() })).body.rows
const forged = { address: 'jean@martin-essai.example', name: 'Jean Martin', trust: 'T0' as const, flags: [] }
const letters = async () => (await db.selectFrom('outbox').select(['kind', 'to', 'mail']).orderBy('created_at').orderBy('id').execute())

test('MAIL-09: the same mail twice is one request', async () => {
  const one = mail()
  const [first, again] = [await receive(trial.desk, one), await receive(trial.desk, one)]
  expect(first.kind).toBe('ticket')
  expect(again).toEqual({ kind: 'duplicate', requestId: first.requestId })
  const both = mail()
  const raced = await Promise.all([receive(trial.desk, both), receive(trial.desk, both), receive(trial.desk, both)])
  expect(raced.map((one) => one.kind).sort()).toEqual(['duplicate', 'duplicate', 'ticket'])
})

test('AB-01: a forged registered address opens a ticket of nobody: no account, no contract, no name in the answer; agents are told', async () => {
  const received = await receive(trial.desk, mail({ sender: forged }))
  if (received.kind !== 'ticket') throw new Error(received.kind)
  const page = await pageOf(company, received.number)
  expect([page.customer, page.contact, page.sender.trust, page.sender.reason]).toEqual([null, null, 'T0', 'registered_unverified'])
  expect(page.facts).toMatchObject({ customer: 'unknown', contact: 'unknown', trust: 'T0' })
  const acknowledgement = JSON.stringify((await letters()).at(-1)?.mail)
  for (const told of ['Jean', 'Boulangerie', '10001', 'Panne']) expect(acknowledgement.replace(/"to":\{[^}]*\}/, ''), told).not.toContain(told)
})

test('AUTH-11: the refusal is word for word the same for a registered and an unknown address that proves nothing', async () => {
  const said = async (address: string) => {
    const received = await receive(trial.desk, mail({ sender: { ...forged, address }, facts: { kind: 'technical', server_ip: '203.0.113.7' }, mail: { references: [], tokens: [], to: [], cc: [] } }))
    expect(received.kind).toBe('refused')
    return JSON.stringify((await letters()).at(-1)?.mail).replaceAll(address, 'X')
  }
  trial.time.advance(3_600_001)
  const [known, unknown] = [await said('jean@martin-essai.example'), await said('inconnu@ailleurs.example')]
  const words = (letter: string) => JSON.parse(letter).letter.content
  expect(words(known)).toEqual(words(unknown))
})

test('MAIL-04, AB-10: a stranger’s mail that names a ticket is put aside: no clock, no reopening, seen by agents alone', async () => {
  const { number } = (await ask(company)).body
  const page = await pageOf(company, number)
  const received = await receive(trial.desk, mail({ sender: { ...forged, address: 'mallory@evil.example' }, thread: { ticketId: page.id, how: 'our_id', participant: false } }))
  expect(received).toMatchObject({ kind: 'quarantined', why: 'third_party' })
  expect((await pageOf(company, number)).version).toBe(page.version)
  const [row] = (await quarantine()).slice(-1)
  expect(row).toMatchObject({ why: 'third_party', ticket: { number }, subject: 'Panne' })
})

test('AB-10, AUTH-13: an address that its owner gave up joins nothing any more, by an earlier mail or by its reply address; undone, it does again', async () => {
  const contactId = await addContact(trial.desk, company.provider.id, { customerId: company.customerId, name: 'Ana', email: 'ana@ancien.example', verified: true })
  const from = (address: string) => ({ address, name: 'Ana', trust: 'T1' as const, flags: [] })
  const opened = await receive(trial.desk, mail({ sender: from('ana@ancien.example') }))
  if (opened.kind !== 'ticket') throw new Error(opened.kind)
  const { id } = await pageOf(company, opened.number)
  const first = (await db.selectFrom('messages').select('header_message_id').where('ticket_id', '=', id).executeTakeFirstOrThrow()).header_message_id as string
  await company.call('POST', `queue/${opened.number}/reply`, { cookie: await company.asAgent(), headers: { 'if-match': '*' }, body: { text: 'Voilà.' } })
  const clues = (senderKey: string) => ({ providerId: company.provider.id, tokens: [], references: [first], subject: '', senderKey, trust: 'T1' as const, now: trial.time.now() })
  const joins = async (address: string) => (await findThread(db, clues(address)))?.participant
  const openTokens = async (address: string) => (await db.selectFrom('reply_tokens').select('ticket_id').where('address_key', '=', address).where('revoked_at', 'is', null).execute()).length
  const before = (await pageOf(company, opened.number)).version
  expect([await joins('ana@ancien.example'), await openTokens('ana@ancien.example') > 0]).toEqual([true, true])

  const { token } = await openSession(trial.desk, db, company.provider.id, { contactId })
  const contact = (await findSession(trial.desk, company.provider.id, 'contact', token)) as SignedContact
  await askAddressChange(trial.desk, company.provider, contact, 'ana@nouveau.example')
  const link = async (what: string) => {
    const sent = (await letters()).map((one) => (one.mail as unknown as { letter: { content: { what?: string; link?: string } } }).letter.content)
    return sent.findLast((content) => content.what === what)?.link?.split('/').at(-1) ?? ''
  }
  await confirmAddressChange(trial.desk, company.provider, await link('address_confirm'))
  expect([await joins('ana@ancien.example'), await joins('ana@nouveau.example'), await openTokens('ana@ancien.example')]).toEqual([false, true, 0])
  const thread = await findThread(db, clues('ana@ancien.example'))
  expect(await receive(trial.desk, mail({ sender: from('ana@ancien.example'), thread }))).toMatchObject({ kind: 'quarantined', why: 'third_party' })
  expect((await pageOf(company, opened.number)).version).toBe(before)

  await stopChange(trial.desk, company.provider, await link('address_asked'))
  expect([await joins('ana@ancien.example'), await joins('ana@nouveau.example')]).toEqual([true, false])
})

test('AB-10: nor does one that another system replaced, nor that of a colleague who left', async () => {
  const add = (email: string) => addContact(trial.desk, company.provider.id, { customerId: company.customerId, name: 'Colin', email, verified: true })
  const [replaced, gone] = [await add('colin@avant.example'), await add('parti@avant.example')]
  const { id } = await pageOf(company, (await ask(company)).body.number)
  const joins = (address: string) => takesPart(db, company.provider.id, id, address, trial.time.now())
  for (const [contactId, address] of [[replaced, 'colin@avant.example'], [gone, 'parti@avant.example'], [null, 'jamais@client.example']] as const) {
    await db.insertInto('messages').values({
      provider_id: company.provider.id, id: trial.desk.ids.next(), ticket_id: id, at: trial.time.now(), author_kind: 'contact', author_id: contactId, author_name: 'Colin', visibility: 'public', channel: 'mail',
      text: 'x', html_file: null, fold_at: null, language: null, from_address: address, sender: null, header_message_id: null, request_id: null,
    }).execute()
    expect(await joins(address)).toBe(true)
  }
  const { token } = await addApiToken(trial.desk, company.provider.id, { name: 'rh', scopes: ['people:read', 'people:write'], expiresAt: trial.time.now() + 1e9 })
  const headers = { authorization: `Bearer ${token}` }
  const told = (name: string, email: string) => company.call('PUT', `contacts/rh/${name}`, { headers, body: { customerNumber: '10001', name: 'Colin', email } })
  expect([(await told('1', 'colin@avant.example')).status, (await told('1', 'colin@apres.example')).body.outcome]).toEqual([200, 'changed'])
  await told('2', 'parti@avant.example')
  await company.call('DELETE', 'contacts/rh/2', { headers })
  expect([await joins('colin@avant.example'), await joins('colin@apres.example'), await joins('parti@avant.example'), await joins('jamais@client.example')]).toEqual([false, false, false, true])
})

test('MAIL-05, AB-11: a reply address in other hands gives an internal note; the customer never sees it', async () => {
  const { number } = (await ask(company)).body
  const page = await pageOf(company, number)
  const received = await receive(trial.desk, mail({ text: 'CANARI-TIERS', sender: { ...forged, address: 'tiers@ailleurs.example' }, thread: { ticketId: page.id, how: 'token', participant: false } }))
  expect(received.kind).toBe('third_party')
  expect(JSON.stringify(await pageOf(company, number))).toContain('CANARI-TIERS')
  expect((await company.call('GET', `tickets/${number}`, { cookie: await company.asContact() })).text).not.toContain('CANARI-TIERS')
})

test('MAIL-15: an out-of-office neither reopens nor resumes', async () => {
  const { number } = (await ask(company)).body
  await company.call('POST', `queue/${number}/wait`, { cookie: await company.asAgent(), headers: { 'if-match': '*' }, body: { for: 'customer', question: 'Quelle version ?' } })
  const page = await pageOf(company, number)
  const received = await receive(trial.desk, mail({ automatic: 'auto_reply', thread: { ticketId: page.id, how: 'token', participant: true } }))
  expect(received.kind).toBe('reply')
  expect((await pageOf(company, number)).state).toBe('waiting_customer')
})

test('AB-09, MAIL-11: what machines and lists send opens no ticket and gets no answer; an agent may still take it', async () => {
  const sent = (await letters()).length
  for (const [automatic, why] of [['auto_generated', 'automatic'], ['list', 'list'], ['bounce', 'bounce'], ['report', 'bounce']] as const) {
    expect(await receive(trial.desk, mail({ automatic }))).toMatchObject({ kind: 'quarantined', why })
  }
  expect(await letters()).toHaveLength(sent)
  const cookie = await company.asAgent()
  const [row] = (await quarantine()).slice(-1)
  const taken = await Promise.all([1, 2].map(() => company.call('POST', `quarantine/${row.requestId}/accept`, { cookie })))
  expect(taken.map((one) => one.status).sort()).toEqual([201, 409])
  expect((await pageOf(company, taken.find((one) => one.status === 201)!.body.number)).subject).toBe('Panne')
  expect(await letters()).toHaveLength(sent)
})

test('what is put aside is attached once, or thrown away with a reason and kept on record', async () => {
  const cookie = await company.asAgent()
  const { number } = (await ask(company)).body
  const one = await receive(trial.desk, mail({ automatic: 'list', text: 'Voici la suite' }))
  const attach = () => company.call('POST', `quarantine/${one.requestId}/attach`, { cookie, body: { number, as: 'customer' } })
  expect((await Promise.all([attach(), attach()])).map((answer) => answer.status).sort()).toEqual([200, 409])
  // Whoever comes a moment later is told that a colleague was there.
  for (const [act, body] of [['attach', { number, as: 'note' }], ['accept', undefined], ['discard', { reason: 'Trop tard' }]] as const) {
    const late = await company.call('POST', `quarantine/${one.requestId}/${act}`, { cookie, ...(body ? { body } : {}) })
    expect([late.status, late.body.code], act).toEqual([409, 'already-handled'])
  }
  expect((await company.call('GET', `tickets/${number}`, { cookie: await company.asContact() })).text).toContain('Voici la suite')
  const other = await receive(trial.desk, mail({ automatic: 'list' }))
  expect((await company.call('POST', `quarantine/${other.requestId}/discard`, { cookie, body: {} })).status).toBe(422)
  expect((await company.call('POST', `quarantine/${other.requestId}/discard`, { cookie, body: { reason: 'Publicité' } })).status).toBe(204)
  const kept = await db.selectFrom('requests').select(['state', 'why']).where('id', '=', other.requestId).executeTakeFirst()
  expect(kept).toEqual({ state: 'discarded', why: 'Publicité' })
  const told = await db.selectFrom('events').select('actor_id').where('type', '=', 'request.discarded').executeTakeFirst()
  expect(told?.actor_id).toBe(company.agent.id)
})

test('what was recorded and not decided is taken up again, and becomes one ticket', async () => {
  const provider = await addProvider(trial.desk, { slug: 'tardif', name: 'Tardif', accent: '#000000', language: 'fr' })
  const waiting = mail({ providerId: provider.id, sender: { address: 'a@b.example', trust: 'T0', flags: [] } })
  expect((await receive(trial.desk, waiting)).kind).toBe('recorded')
  await trial.desk.policies.publish(provider.id, { source: policySource(), file: 'policy.yaml', by: 'test' })
  await Promise.all([resumeUndecided(trial.desk, true), resumeUndecided(trial.desk, true)])
  const tickets = await db.selectFrom('tickets').select('number').where('provider_id', '=', provider.id).execute()
  expect(tickets).toHaveLength(1)
  expect(await db.selectFrom('requests').select('state').where('provider_id', '=', provider.id).execute()).toEqual([{ state: 'ticket' }])
})

test('what cannot be decided five times over is put aside, not forgotten', async () => {
  const provider = await addProvider(trial.desk, { slug: 'sans-politique', name: 'Sans', accent: '#000000', language: 'fr' })
  await receive(trial.desk, mail({ providerId: provider.id }))
  for (let round = 0; round < 5; round++) {
    trial.time.advance(60_000)
    await trial.jobs.run('undecided')
  }
  expect(await db.selectFrom('requests').select(['state', 'why']).where('provider_id', '=', provider.id).execute()).toEqual([{ state: 'quarantined', why: 'undecided' }])
})

test('AB-41: an internal note is in nothing that leaves: no letter, no customer page, no answer of the API to a customer', async () => {
  const { number } = (await ask(company)).body
  const cookie = await company.asAgent()
  await company.call('POST', `queue/${number}/notes`, { cookie, body: { text: 'CANARI-NOTE' } })
  await company.call('POST', `queue/${number}/replies`, { cookie, headers: { 'if-match': '*' }, body: { text: 'Bonjour' } })
  const contact = await company.asContact()
  const seen = [JSON.stringify(await letters()), (await company.call('GET', `tickets/${number}`, { cookie: contact })).text, (await company.call('GET', 'tickets', { cookie: contact })).text]
  for (const text of seen) expect(text).not.toContain('CANARI-NOTE')
})
