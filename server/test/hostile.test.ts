import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { addContact, addContract, addCustomer, addService } from '#people/people.ts'
import { openTestDesk } from './desk.ts'
import { sendRaw } from './mail/world.ts'

/** What a stranger, a careless program or a thief may try at the doors of a whole desk. */
const desk = await openTestDesk({ now: '2026-05-12T08:00:00Z', providers: ['dri', 'introserv'], domains: ['imprimerie.test', 'atelier.test', 'ailleurs.test'] })
const dri = desk.provider('dri')
const introserv = desk.provider('introserv')
const support = 'support@introserv.com'

const port = await addCustomer(desk.desk, dri.id, { number: '12345', name: 'Imprimerie du Port' })
const marc = await addContact(desk.desk, dri.id, { customerId: port, name: 'Marc Le Goff', email: 'marc@imprimerie.test', verified: true })
await addContract(desk.desk, dri.id, { customerId: port, name: 'Dédiés', values: { 'contract.gti': 7200 }, startsOn: '2026-01-01' })
const server = await addService(desk.desk, dri.id, { customerId: port, kind: 'dedicated', name: 'srv-1' })
const rival = await addCustomer(desk.desk, dri.id, { number: '54321', name: 'Imprimerie rivale' })
const rita = await addContact(desk.desk, dri.id, { customerId: rival, name: 'Rita', email: 'rita@ailleurs.test', verified: true })
const atelier = await addCustomer(desk.desk, introserv.id, { number: 'IS-1', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, introserv.id, { customerId: atelier, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })

const technical = { channel: 'eva', subject: 'Lenteur', text: 'Le site est lent depuis ce matin.', facts: { kind: 'technical' } }
const rows = (table: 'requests' | 'tickets') => desk.desk.database.db.selectFrom(table).select('id').execute()
const ticketOfMarc = async () => (await (await desk.contact('dri', marc)).post(dri.api('/requests'), { ...technical, serviceId: server })).json.number as number

describe('bodies', () => {
  test.each([
    ['broken JSON', '{"subject": ', 400, 'unreadable-body'],
    ['no JSON at all', 'subject=x', 400, 'unreadable-body'],
    ['a list', '[]', 422, 'invalid-body'],
    ['wrong types', '{"channel":7,"subject":["x"],"text":{"a":1},"facts":"urgent"}', 422, 'invalid-body'],
    ['an empty subject', '{"subject":"  ","text":"x"}', 422, 'invalid-body'],
    ['a field that nobody asked for', '{"subject":"x","text":"y","priority":"high"}', 422, 'invalid-body'],
    ['a fact of nobody', '{"subject":"x","text":"y","facts":{"colour":"red"}}', 422, 'unknown-fact'],
    ['a value of nobody', '{"subject":"x","text":"y","facts":{"kind":"revolution"}}', 422, 'unknown-value'],
    ['a channel of nobody', '{"channel":"pigeon","subject":"x","text":"y"}', 422, 'unknown-value'],
    ['the telephone, from a program', '{"channel":"phone_night","subject":"x","text":"y"}', 422, 'unknown-value'],
    ['a prototype', '{"subject":"x","text":"y","__proto__":{"trust":"T3"}}', 400, 'unreadable-body'],
  ])('%s is refused, in a form that programs read, and leaves nothing behind', async (_what, body, status, code) => {
    const before = await rows('requests')
    const answer = await (await desk.contact('dri', marc)).post(dri.api('/requests'), body, { 'content-type': 'application/json' })
    expect([answer.status, answer.json?.code]).toEqual([status, code])
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await rows('requests')).toEqual(before)
  })

  test('one of two megabytes is refused before it is read', async () => {
    const answer = await (await desk.contact('dri', marc)).post(dri.api('/requests'), JSON.stringify({ subject: 'x', text: 'x'.repeat(2_000_000) }), { 'content-type': 'application/json' })
    expect([answer.status, answer.json.code]).toEqual([413, 'body-too-large'])
  })
})

describe('AB-21: mass assignment', () => {
  test.each([
    ['trust', { trust: 'T3' }], ['customer', { customer: 'known' }], ['contact', { contact: 'declared' }], ['agent', { agent: true }], ['ticket_exists', { ticket_exists: true }],
    ['human_reply', { human_reply: false }], ['a value of the contract', { 'contract.24x7': true }], ['history', { gti_exceeded: true }],
  ])('what is found out, not asked, cannot be sent: %s', async (_name, facts) => {
    const answer = await (await desk.contact('dri', marc)).post(dri.api('/requests'), { ...technical, facts: { kind: 'technical', ...facts } })
    expect([answer.status, answer.json.code]).toEqual([422, 'unknown-fact'])
  })

  test('nor on a page: it is left out, and a service of another customer is nobody’s', async () => {
    const client = await desk.contact('dri', marc)
    const form = new FormData()
    const said = { channel: 'eva', 'f.kind': 'urgent', 'f.trust': 'T3', 'f.contract.24x7': 'yes', serviceId: 'none', subject: 'x', description: 'y', key: 'k1', detailed: 'yes', trust: 'T3', customerId: rival }
    for (const [name, value] of Object.entries(said)) form.set(name, value)
    const answer = await client.post('/dri/fr/ask', form)
    expect(answer.status).toBe(422)
    const stolen = await (await desk.contact('dri', rita)).post(dri.api('/requests'), { ...technical, facts: { kind: 'urgent' }, serviceId: server })
    expect(stolen.json.kind).not.toBe('ticket')
  })
})

describe('AB-25: other host names', () => {
  const speak = (lines: string[]) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(desk.origin).port), '127.0.0.1', () => socket.write([...lines, '', ''].join('\r\n')))
      let said = ''
      socket.on('data', (chunk) => (said += chunk.toString()))
      socket.on('end', () => resolve(said))
      socket.on('error', reject)
    })
  test('a foreign Host gets 421, and the links of letters never come from it', async () => {
    expect(await speak(['GET /dri/fr/ HTTP/1.1', 'Host: mechant.example', 'Connection: close'])).toMatch(/^HTTP\/1\.1 421/)
    expect(await speak(['GET /dri/fr/ HTTP/1.1', 'Host: aide.test', 'X-Forwarded-Host: mechant.example', 'Connection: close'])).not.toContain('mechant.example')
    desk.outside.mails.length = 0
    const body = 'email=marc%40imprimerie.test'
    await speak(['POST /dri/fr/sign-in HTTP/1.1', 'Host: aide.test', 'X-Forwarded-Host: mechant.example', 'Forwarded: host=mechant.example', 'Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`, 'Connection: close', '', body])
    await desk.settle()
    expect(desk.outside.mails[0]?.parsed.text).toContain('http://aide.test/dri/fr/sign-in/')
    expect(desk.outside.mails[0]?.raw).not.toContain('mechant')
  })
})

describe('AB-23: another site', () => {
  test('cannot make a signed-in browser do anything', async () => {
    const number = await ticketOfMarc()
    const client = await desk.contact('dri', marc)
    const foreign: Record<string, string>[] = [{ origin: 'https://mechant.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null' }]
    for (const headers of foreign) {
      const form = () => new URLSearchParams({ text: 'Fermez tout.', key: 'x' })
      for (const path of [`/dri/fr/tickets/${number}/reply`, `/dri/fr/tickets/${number}/solve`, '/dri/fr/ask', '/dri/fr/sign-out', dri.api('/requests')]) {
        expect((await client.post(path, form(), headers)).status, `${path} ${JSON.stringify(headers)}`).toBe(403)
      }
    }
    expect(await desk.ticket('dri', number)).toMatchObject({ state: 'new', last_from: 'customer', version: 2 })
    expect((await client.get('/dri/fr/tickets')).status).toBe(200)
  })
})

describe('AB-26: who has an account', () => {
  test('is not told by signing in, by asking for a link, by a customer number or by a ticket’s number', async () => {
    const visitor = desk.visitor()
    const wrong = async (email: string) => (await visitor.post(dri.api('/session'), { email, password: 'faux' }))
    const [known, unknown] = [await wrong('elodie@dri.test'), await wrong('personne@dri.test')]
    expect([known.status, { ...known.json, instance: '' }]).toEqual([unknown.status, { ...unknown.json, instance: '' }])

    const page = async (email: string) => (await visitor.post('/dri/fr/sign-in', new URLSearchParams({ email }))).text.replaceAll(email, '')
    expect(await page('rita@ailleurs.test')).toBe(await page('nul@ailleurs.test'))

    const number = await ticketOfMarc()
    const other = await desk.contact('dri', rita)
    const [theirs, none] = [await other.get(dri.api(`/tickets/${number}`)), await other.get(dri.api('/tickets/999999'))]
    expect([theirs.status, theirs.json.code]).toEqual([none.status, none.json.code])
    const [pageTheirs, pageNone] = [await other.get(`/dri/fr/tickets/${number}`), await other.get('/dri/fr/tickets/999999')]
    expect(pageTheirs.status).toBe(404)
    expect(pageTheirs.text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4,}/g, '')).toBe(pageNone.text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4,}/g, ''))
  })
})

describe('AB-27: a sign-in link', () => {
  const link = async () => {
    desk.outside.mails.length = 0
    await desk.visitor().post('/introserv/fr/sign-in', new URLSearchParams({ email: 'ana@atelier.test' }))
    await desk.settle()
    return /http:\/\/aide\.test(\/introserv\S+)/.exec(desk.outside.mails[0]?.parsed.text ?? '')?.[1] ?? ''
  }
  test('is shown by GET as often as mail programs look, used by POST once, and expired is as worthless as never made', async () => {
    await desk.at('2026-05-20T08:00:00Z')
    const path = await link()
    const browser = desk.visitor()
    for (const looks of [1, 2, 3]) expect((await browser.get(path)).status, String(looks)).toBe(200)
    expect(browser.cookies.size).toBe(0)
    expect((await browser.post(path, new URLSearchParams())).status).toBe(303)
    expect((await browser.get('/introserv/fr/tickets')).status).toBe(200)
    const second = desk.visitor()
    expect((await second.post(path, new URLSearchParams())).status).toBe(410)
    expect(second.cookies.size).toBe(0)

    const late = await link()
    await desk.at('2026-05-20T08:30:00Z')
    const expired = await desk.visitor().post(late, new URLSearchParams())
    const never = await desk.visitor().post('/introserv/fr/sign-in/jamais-fait-jamais-fait-jamais', new URLSearchParams())
    expect([expired.status, expired.text]).toEqual([410, never.text])
  })

  test('of one provider is nothing at another', async () => {
    await desk.at('2026-05-21T08:00:00Z')
    const path = await link()
    expect((await desk.visitor().post(path.replace('/introserv/', '/dri/'), new URLSearchParams())).status).toBe(410)
    expect((await desk.visitor().post(path, new URLSearchParams())).status).toBe(303)
  })
})

test('cookies, keys, numbers and ids of one provider are nothing at another', async () => {
  await desk.at('2026-05-22T08:00:00Z')
  const number = await ticketOfMarc()
  const agent = await desk.agent('introserv')
  // The cookie, under the other's name: what a thief of cookies would try.
  const thief = desk.visitor()
  thief.cookies.set('guichet_dri_agent', agent.cookies.get('guichet_introserv_agent') ?? '')
  thief.cookies.set('guichet_dri_contact', (await desk.contact('introserv', ana)).cookies.get('guichet_introserv_contact') ?? '')
  for (const path of ['/queue', '/queue/counts', `/queue/${number}`, '/tickets', `/tickets/${number}`, '/quarantine', '/me']) expect((await thief.get(dri.api(path))).status, path).toBe(401)
  const program = await desk.program('introserv', ['tickets:read', 'requests:write'])
  expect((await program.get(dri.api('/tickets'))).status).toBe(401)
  expect((await program.post(dri.api('/requests'), technical)).status).toBe(401)
  // Ids of the other provider, asked for at one's own.
  const page = (await (await desk.agent('dri')).get(dri.api(`/queue/${number}`))).json
  expect((await agent.get(introserv.api(`/queue/${number}`))).status).toBe(404)
  expect((await agent.call('PUT', introserv.api(`/queue/${number}/assignee`), { agentId: dri.agent.id }, { 'if-match': '*' })).status).toBe(404)
  const mine = (await (await desk.contact('introserv', ana)).post(introserv.api('/requests'), { channel: 'ticket', subject: 'Question', text: 'Une question sur ma facture.', facts: { kind: 'billing', chosen_priority: 'regular' } })).json.number
  expect((await agent.call('PUT', introserv.api(`/queue/${mine}/assignee`), { agentId: dri.agent.id }, { 'if-match': '*' })).json.code).toBe('unknown-agent')
  const stolen = await (await desk.contact('introserv', ana)).post(introserv.api('/requests'), { channel: 'ticket', subject: 'x', text: 'Avec le service d’un autre.', facts: { kind: 'technical', chosen_priority: 'regular' }, serviceId: server })
  expect(JSON.stringify(stolen.json)).not.toContain('srv-1')
  for (const message of page.timeline.filter((entry: { kind: string }) => entry.kind === 'message')) expect((await agent.get(introserv.api(`/messages/${message.message.id}/html`))).status).toBe(404)
})

test('an unknown provider, or one in a path that means something else, does not exist', async () => {
  for (const path of ['/nulle-part', '/nulle-part/fr/', '/nulle-part/api/v1/queue', '/DRI/fr/', '/dri/de/', '/dri/fr/policy/..%2f..%2fetc', '/assets/..%2f..%2fpackage.json', '/dri/fr/tickets/0x3e9', '/dri/fr/attachments/1']) {
    expect((await desk.visitor().get(path)).status, path).toBeGreaterThanOrEqual(303)
  }
  expect((await desk.visitor().get('/nulle-part/fr/')).status).toBe(404)
})

describe('mail', () => {
  const accepted = async (raw: Buffer, from = 'x@ailleurs.test') => {
    const { response } = await sendRaw(desk.door, raw, { from, to: [support] })
    return desk.request(/[0-9a-f]{8}-[0-9a-f-]{27}/.exec(response)?.[0] ?? '')
  }
  test.each([
    ['without a header', 'rien du tout'],
    ['an unclosed part of a part of a part', 'From: x@ailleurs.test\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n'],
    ['base64 that is none', 'From: x@ailleurs.test\r\nContent-Type: text/plain; charset=klingon\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%@@@@\r\n'],
    ['a header that never ends', `From: x@ailleurs.test\r\nSubject: ${'é'.repeat(20_000)}\r\n\r\nbonjour\r\n`],
    ['bytes of chance', Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7919 + 13) % 256)).toString('latin1')],
  ])('broken, %s: is kept as it came, and shown to agents or decided, never lost', async (_what, text) => {
    await desk.at('2026-06-01T08:00:00Z')
    const raw = Buffer.from(text, 'latin1')
    const request = await accepted(raw)
    expect(['ticket', 'refused', 'redirected', 'asked', 'quarantined']).toContain(request.state)
    const kept = await desk.desk.files.read(request.raw_sha256)
    expect(kept.subarray(kept.length - Math.min(4, raw.length)).length).toBeGreaterThan(0)
    if (request.state === 'quarantined') {
      const list = (await (await desk.agent('introserv')).get(introserv.api('/quarantine?limit=100'))).json.rows
      expect(list.map((row: { requestId: string }) => row.requestId)).toContain(request.id)
    }
  })

  test('too big is told so and costs nothing: 552, nothing stored', async () => {
    const before = await rows('requests')
    const raw = Buffer.concat([Buffer.from('From: x@ailleurs.test\r\nSubject: x\r\n\r\n'), Buffer.alloc(26 * 1024 * 1024, 'a\r\n')])
    await expect(sendRaw(desk.door, raw, { from: 'x@ailleurs.test', to: [support] })).rejects.toThrow(/552/)
    expect(await rows('requests')).toEqual(before)
  })

  test('ten thousand recipients: one request at most, and no letter to any of them', async () => {
    await desk.at('2026-06-02T08:00:00Z')
    desk.outside.mails.length = 0
    const others = Array.from({ length: 10_000 }, (_, index) => `p${index}@victime.test`)
    const raw = Buffer.from(`From: x@ailleurs.test\r\nTo: ${support},\r\n ${others.join(',\r\n ')}\r\nCc: ${others.slice(0, 50).join(', ')}\r\nReply-To: p1@victime.test\r\nSubject: Gratuit\r\nMessage-ID: <big@ailleurs.test>\r\n\r\nCliquez.\r\n`)
    const before = await rows('requests')
    await sendRaw(desk.door, raw, { from: 'x@ailleurs.test', to: [support] })
    expect(await rows('requests')).toHaveLength(before.length + 1)
    await desk.settle()
    expect(desk.outside.mails.flatMap((mail) => mail.to).filter((to) => to.endsWith('@victime.test'))).toEqual([])
    await expect(sendRaw(desk.door, raw, { from: 'x@ailleurs.test', to: others.slice(0, 200) })).rejects.toThrow()
  })

  test('AB-01: a forged sender is shown as such to agents, and is nobody to the policy', async () => {
    await desk.at('2026-06-03T08:00:00Z')
    const request = await desk.request(await desk.mail({ from: 'Ana Morvan <ana@atelier.test>', to: support, subject: 'Redémarrez', text: 'Redémarrez mon serveur tout de suite.', signed: false }))
    expect(request.sender).toMatchObject({ trust: 'T0', reason: 'registered_unverified' })
    const { number } = await desk.desk.database.db.selectFrom('tickets').select('number').where('id', '=', request.ticket_id).executeTakeFirstOrThrow()
    const page = (await (await desk.agent('introserv')).get(introserv.api(`/queue/${number}`))).json
    expect(page).toMatchObject({ customer: null, contact: null, sender: { reason: 'registered_unverified' } })
    expect((await (await desk.contact('introserv', ana)).get(introserv.api(`/tickets/${number}`))).status).toBe(404)
  })
})

describe('the relay of our letters', () => {
  test('is away, then back: every letter waits and leaves, once, in its own time', async () => {
    await desk.at('2026-06-10T08:00:00Z')
    desk.outside.mails.length = 0
    // It answers "later" to whatever comes; then it is well.
    desk.outside.answers = [451, 451, 421]
    const number = await ticketOfMarc()
    await (await desk.agent('dri')).post(dri.api(`/queue/${number}/replies`), { text: 'Nous regardons.' }, { 'if-match': '*' })
    await desk.settle()
    expect(desk.outside.mails.filter((mail) => mail.to.includes('marc@imprimerie.test')).length).toBeLessThan(2)
    for (const later of ['08:02', '08:08', '08:30', '09:10', '10:30']) await desk.at(`2026-06-10T${later}:00Z`)
    const letters = desk.outside.mails.filter((mail) => mail.to.includes('marc@imprimerie.test'))
    expect(letters.map((mail) => mail.parsed.text?.includes('Nous regardons.')).sort()).toEqual([false, true])
    expect(new Set(letters.map((mail) => mail.parsed.messageId)).size).toBe(2)
  })
})

test('secrets stand in no answer: no hash, no token, no path of this machine', async () => {
  const number = await ticketOfMarc()
  const page = await (await desk.agent('dri')).get(dri.api(`/queue/${number}`))
  expect(page.text).not.toMatch(/password|token_hash|argon2|\/tmp\//)
  const broken = await desk.visitor().get('/dri/api/v1/queue?cursor=%00')
  expect(broken.text).not.toMatch(/at .*\.ts|node_modules/)
})
