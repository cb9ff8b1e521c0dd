import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { addApiToken } from '#people/people.ts'
import { actAs, ask, openCompany, openTrial, pageOf } from './harness.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai')
const english = { 'accept-language': 'en' }

test('API-01: the description is OpenAPI 3.1, its objects named, no provider’s name in it', async () => {
  const described = await company.call('GET', '/api/openapi.json')
  const result = await new Validator().validate(described.body)
  expect(result.errors ?? []).toEqual([])
  expect(described.body.openapi).toBe('3.1.0')
  expect(Object.keys(described.body.components.schemas)).toEqual(expect.arrayContaining(['QueueRow', 'TicketPage', 'Decision', 'Clock', 'Problem', 'Counts', 'Quarantined']))
  expect(Object.keys(described.body.paths)).toContain('/{provider}/api/v1/queue/{number}/replies')
  expect(JSON.stringify(described.body)).not.toContain('essai')
})

test('its page exists in both languages and fetches nothing from elsewhere', async () => {
  const fr = await company.call('GET', '/api', { headers: { 'accept-language': 'fr' } })
  const en = await company.call('GET', '/api/', { headers: english })
  expect([fr.status, en.status]).toEqual([200, 200])
  expect(fr.text).toContain('<html lang="fr">')
  expect(en.text).toContain('Acts on a ticket')
  expect([...en.text.matchAll(/(?:src|href)="([^"#]+)"/g)].map((match) => match[1]).filter((url) => !/^\/(?!\/)/.test(url ?? ''))).toEqual([])
})

test('API-02: a refusal is a problem with a stable code and a title in the caller’s language', async () => {
  const fr = await company.call('GET', 'queue')
  const en = await company.call('GET', 'queue', { headers: english })
  expect(fr.headers['content-type']).toContain('application/problem+json')
  expect([fr.status, fr.body.code, fr.body.type]).toEqual([401, 'not-signed-in', '/problems/not-signed-in'])
  expect([fr.body.title, en.body.title]).toEqual(['Connectez-vous d’abord', 'Sign in first'])
  expect((await company.call('GET', '/nulle-part/api/v1/me')).status).toBe(404)
})

test('AB-21: members that nobody described are refused and nothing changes', async () => {
  const before = await trial.desk.database.db.selectFrom('requests').select((eb) => eb.fn.countAll().as('n')).executeTakeFirst()
  const cookie = await company.asContact()
  for (const more of [{ priority: 'high' }, { trust: 'T3' }, { customerId: company.customerId }, { state: 'solved' }, { createdAt: '2020-01-01T00:00:00Z' }]) {
    const answer = await company.call('POST', 'requests', { cookie, body: { subject: 's', text: 't', ...more } })
    expect([answer.status, answer.body.code], JSON.stringify(more)).toEqual([422, 'invalid-body'])
  }
  for (const facts of [{ trust: 'T3' }, { customer: 'known' }, { tier: 'pro' }, { agent: true }, { 'contract.gti': 60 }, { channel: 'phone' }, { __proto__x: 'y' }]) {
    const answer = await company.call('POST', 'requests', { cookie, body: { subject: 's', text: 't', facts } })
    expect([answer.status, answer.body.code], JSON.stringify(facts)).toEqual([422, 'unknown-fact'])
  }
  const wrong = await company.call('POST', 'requests', { cookie, body: { subject: 's', text: 't', facts: { kind: 'nonsense' } } })
  expect([wrong.status, wrong.body.code]).toEqual([422, 'unknown-value'])
  expect(await trial.desk.database.db.selectFrom('requests').select((eb) => eb.fn.countAll().as('n')).executeTakeFirst()).toEqual(before)
})

test('AB-22: a customer changes no priority and no promise', async () => {
  const { number } = (await ask(company)).body
  const cookie = await company.asContact()
  for (const [method, path, body] of [['PUT', 'priority', { priority: 'high', reason: 'x' }], ['POST', 'milestones', { what: 'restored' }], ['POST', 'replies', { text: 'x' }]] as const) {
    expect((await company.call(method, `queue/${number}/${path}`, { cookie, headers: { 'if-match': '*' }, body })).status).toBe(403)
  }
})

test('AB-23: another site’s form and script get nothing done, nor does a GET', async () => {
  const { number } = (await ask(company)).body
  const cookie = await company.asAgent()
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
    const answer = await company.call('POST', `queue/${number}/replies`, { cookie, headers: { ...headers, 'if-match': '*' }, body: { text: 'x' } })
    expect([answer.status, answer.body.code]).toEqual([403, 'wrong-origin'])
  }
  expect((await company.call('GET', `queue/${number}/replies`, { cookie })).status).toBe(404)
  expect((await pageOf(company, number)).version).toBe(2)
})

test('AB-25: an unknown host name is not answered', async () => {
  const answer = await company.call('GET', 'me', { headers: { host: 'evil.example' } })
  expect(answer.status).toBe(421)
})

test('API-03: acts name the version seen: 428 without, 412 after another’s change, with the version that there is', async () => {
  const { number } = (await ask(company)).body
  const cookie = await company.asAgent()
  const page = await company.call('GET', `queue/${number}`, { cookie })
  expect(page.headers.etag).toBe(`"${page.body.version}"`)
  const without = await company.call('POST', `queue/${number}/replies`, { cookie, body: { text: 'x' } })
  expect([without.status, without.body.code]).toEqual([428, 'version-required'])
  expect((await actAs(company, number, 'replies', { text: 'x' }, page.body.version)).status).toBe(200)
  const stale = await actAs(company, number, 'replies', { text: 'y' }, page.body.version)
  expect([stale.status, stale.body.code, stale.body.version]).toEqual([412, 'version-changed', page.body.version + 1])
})

test('API-03: the same key gets the same answer once; with another body it is refused; a refusal does not use it up', async () => {
  const key = { 'idempotency-key': 'k-1' }
  const [first, again] = [await ask(company, {}, key), await ask(company, {}, key)]
  expect(again.body.number).toBe(first.body.number)
  const { number } = first.body
  const once = { 'idempotency-key': 'k-2' }
  const refused = await actAs(company, number, 'solve', {}, '*', 'POST', once)
  expect(refused.status).toBe(409)
  await actAs(company, number, 'replies', { text: 'Bonjour' })
  const solved = await actAs(company, number, 'solve', {}, '*', 'POST', once)
  expect(solved.status).toBe(200)
  expect((await actAs(company, number, 'solve', {}, '*', 'POST', once)).body).toEqual(solved.body)
  const other = await actAs(company, number, 'solve', { text: 'autre' }, '*', 'POST', once)
  expect([other.status, other.body.code]).toEqual([422, 'key-reused'])
})

test('AB-42: ten clicks at once are one reply; ten agents at once with one version are one act; ten same requests are one ticket', async () => {
  const { number } = (await ask(company)).body
  const clicks = await Promise.all(Array.from({ length: 10 }, () => actAs(company, number, 'replies', { text: 'Une fois' }, '*', 'POST', { 'idempotency-key': 'click' })))
  expect(new Set(clicks.map((one) => one.status))).toEqual(new Set([200]))
  const said = async () => (await pageOf(company, number)).timeline.filter((entry: { kind: string; message?: { visibility: string; author: { kind: string } } }) => entry.message?.author.kind === 'agent')
  expect(await said()).toHaveLength(1)
  const { version } = await pageOf(company, number)
  const both = await Promise.all(Array.from({ length: 10 }, (_, index) => actAs(company, number, 'replies', { text: `Réponse ${index}` }, version)))
  expect(both.filter((one) => one.status === 200)).toHaveLength(1)
  expect(both.filter((one) => one.status === 412)).toHaveLength(9)
  const requests = await Promise.all(Array.from({ length: 10 }, () => ask(company, {}, { 'idempotency-key': 'one-ticket' })))
  expect(new Set(requests.map((one) => one.body.number)).size).toBe(1)
})

test('API-05: a key does what its scopes name, for its customer only, until it is revoked or ends', async () => {
  const { db } = trial.desk.database
  const read = await addApiToken(trial.desk, company.provider.id, { name: 'lecture', scopes: ['tickets:read'], customerId: company.customerId, expiresAt: trial.time.now() + 60_000 })
  const headers = { authorization: `Bearer ${read.token}` }
  expect((await company.call('GET', 'tickets', { headers })).status).toBe(200)
  expect((await company.call('POST', 'requests', { headers, body: { subject: 's', text: 't' } })).status).toBe(403)
  expect((await company.call('GET', 'queue', { headers })).status).toBe(403)
  expect(JSON.stringify(await db.selectFrom('api_tokens').selectAll().execute())).not.toContain(read.token)
  trial.time.advance(60_000)
  expect((await company.call('GET', 'tickets', { headers })).status).toBe(401)
  const write = await addApiToken(trial.desk, company.provider.id, { name: 'écriture', scopes: ['requests:write'], expiresAt: trial.time.now() + 60_000 })
  const asked = await company.call('POST', 'requests', { headers: { authorization: `Bearer ${write.token}` }, body: { subject: 's', text: 't', facts: { kind: 'technical', server_ip: '203.0.113.7' }, from: { email: 'jean@martin-essai.example' } } })
  // AB-01: an address that a program names proves nothing; what needs an identified customer is refused with its clause.
  expect([asked.body.kind, asked.body.decision.decisive]).toEqual(['refused', ['3']])
})

test('AB-16, MAIL-33: a file is what its bytes say; only pictures are shown, everything else is downloaded, nothing runs', async () => {
  const cookie = await company.asContact()
  const send = async (name: string, raw: Buffer, type: string) => (await company.call('POST', `uploads?name=${encodeURIComponent(name)}`, { cookie, raw, headers: { 'content-type': type } })).body
  const png = await send('logo.png', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'), 'text/html')
  const svg = await send('../../x\u202Egpj.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'image/png')
  expect([png.mediaType, svg.mediaType, svg.name]).toEqual(['image/png', expect.not.stringMatching(/^image\/(png|jpeg|gif|webp)/), 'xgpj.svg'])
  const { number } = (await ask(company, { attachments: [png.id, svg.id] })).body
  const { attachments } = (await pageOf(company, number)).timeline[0].message
  for (const file of attachments) {
    const got = await company.call('GET', `attachments/${file.id}?inline=1`, { cookie })
    expect(got.headers['x-content-type-options']).toBe('nosniff')
    expect(got.headers['content-security-policy']).toContain('sandbox')
    expect(String(got.headers['content-disposition']).startsWith(file.name === 'logo.png' ? 'inline' : 'attachment')).toBe(true)
  }
  const twice = await ask(company, { attachments: [png.id] })
  expect(twice.body.code).toBe('unknown-attachment')
})

test('a page of the queue follows the other without gap or repetition, by rank, then by what is due first', async () => {
  for (let index = 0; index < 12; index++) {
    trial.time.advance(60_000)
    await ask(company, { facts: { urgent: index % 3 === 0 } })
  }
  for (const view of ['todo', 'unassigned', 'late', 'due_soon', 'all', 'solved', 'waiting', 'mine']) {
    const cookie = await company.asAgent()
    const whole = (await company.call('GET', `queue?view=${view}&limit=100`, { cookie })).body.rows
    const pieces: { number: number }[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { rows: { number: number }[]; next: string | null } = (await company.call('GET', `queue?view=${view}&limit=5${cursor ? `&cursor=${cursor}` : ''}`, { cookie })).body
      pieces.push(...page.rows)
      cursor = page.next
    }
    expect(pieces.map((row) => row.number), view).toEqual(whole.map((row: { number: number }) => row.number))
    const counts = (await company.call('GET', 'queue/counts', { cookie })).body
    expect(counts[view], view).toBe(whole.length)
  }
  const rows = (await company.call('GET', 'queue?limit=100', { cookie: await company.asAgent() })).body.rows
  const keys = rows.map((row: { rank: number; due: { dueAt: string } | null }) => [row.rank, row.due?.dueAt ?? 'z'])
  expect(keys).toEqual(keys.toSorted((a: [number, string], b: [number, string]) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)))
})

test('invalid JSON, wrong types, what is too large, an unknown method: each a problem', async () => {
  const cookie = await company.asContact()
  const json = { 'content-type': 'application/json' }
  expect((await company.call('POST', 'requests', { cookie, raw: Buffer.from('{'), headers: json })).body.code).toBe('unreadable-body')
  expect((await company.call('POST', 'requests', { cookie, body: { subject: 1, text: [] } })).body.code).toBe('invalid-body')
  expect((await company.call('POST', 'requests', { cookie, raw: Buffer.alloc(1_200_000, 32), headers: json })).body.code).toBe('body-too-large')
  expect((await company.call('GET', 'queue?limit=0', { cookie: await company.asAgent() })).body.code).toBe('invalid-parameter')
  expect((await company.call('GET', 'queue?cursor=zzz', { cookie: await company.asAgent() })).status).toBe(200)
})

test('refused, redirected, asked: the policy’s own answer, with its clauses and the way forward, kept as a request', async () => {
  const refused = await ask(company, { facts: { kind: 'networking' } }, english)
  expect(refused.status).toBe(200)
  expect(refused.body).toMatchObject({ kind: 'refused', decision: { decisive: ['4'], next: { referral: { en: 'Your network administrator' } } } })
  expect(refused.body.decision.words.instead).toContain('network administrator')
  const asked = await ask(company, { facts: { kind: 'technical' } })
  expect(asked.body).toMatchObject({ kind: 'asked', decision: { asks: [{ facts: ['server_ip'], problem: 'missing' }] } })
  const kept = await trial.desk.database.db.selectFrom('requests').select('state').where('id', 'in', [refused.body.requestId, asked.body.requestId]).orderBy('received_at').orderBy('id').execute()
  expect(kept.map((row) => row.state)).toEqual(['refused', 'asked'])
})
