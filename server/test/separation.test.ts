import { expect, test } from 'vitest'
import { addApiToken } from '#people/people.ts'
import { ask, openCompany, openTrial, pageOf } from './harness.ts'

const trial = await openTrial()
const here = await openCompany(trial, 'ici')
const there = await openCompany(trial, 'ailleurs')

/** Everything that can be named at `here`, tried at `there`. */
async function everything() {
  const upload = await here.call('POST', 'uploads?name=a.png', { cookie: await here.asContact(), raw: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), headers: { 'content-type': 'application/octet-stream' } })
  const asked = await ask(here, { attachments: [upload.body.id] })
  const page = await pageOf(here, asked.body.number)
  const message = page.timeline.find((entry: { kind: string }) => entry.kind === 'message').message
  return { number: asked.body.number as number, page, message, requestId: asked.body.requestId as string, attachment: message.attachments[0].id as string, upload: upload.body.id as string }
}

test('a cookie of one provider is nothing at another, under its own name or renamed', async () => {
  for (const [kind, cookie] of [['agent', await here.asAgent()], ['contact', await here.asContact()]] as const) {
    const token = cookie.split('=')[1]
    for (const shown of [cookie, `guichet_ailleurs_${kind}=${token}`, `guichet_ailleurs_agent=${token}`]) {
      expect((await there.call('GET', 'me', { cookie: shown })).status).toBe(401)
    }
    expect((await here.call('GET', 'me', { cookie })).status).toBe(200)
  }
})

test('a key of one provider is nothing at another', async () => {
  const { token } = await addApiToken(trial.desk, here.provider.id, { name: 'k', scopes: ['tickets:read'], customerId: here.customerId, expiresAt: trial.time.now() + 3_600_000 })
  const headers = { authorization: `Bearer ${token}` }
  expect((await here.call('GET', 'tickets', { headers })).status).toBe(200)
  expect((await there.call('GET', 'tickets', { headers })).status).toBe(401)
})

test('AB-19: every id of one provider is absent at another, and told exactly like an id that exists nowhere', async () => {
  const all = await everything()
  const nowhere = '01a20000-0000-7000-8000-000000000000'
  const cookie = await there.asAgent()
  const tried: [string, string, string, string?, unknown?][] = [
    ['GET', `queue/${all.number}`, 'queue/999999'],
    ['GET', `customers/${here.customerId}`, `customers/${nowhere}`],
    ['GET', `attachments/${all.attachment}`, `attachments/${nowhere}`],
    ['GET', `messages/${all.message.id}/html`, `messages/${nowhere}/html`],
    ['GET', `messages/${all.message.id}/raw`, `messages/${nowhere}/raw`],
    ['GET', `requests/${all.requestId}/raw`, `requests/${nowhere}/raw`],
    ['POST', `queue/${all.number}/replies`, 'queue/999999/replies', '*', { text: 'x' }],
    ['POST', `queue/${all.number}/notes`, 'queue/999999/notes', '*', { text: 'x' }],
    ['POST', `queue/${all.number}/take`, 'queue/999999/take', '*'],
    ['POST', `quarantine/${all.requestId}/accept`, `quarantine/${nowhere}/accept`],
  ]
  for (const [method, one, other, match, body] of tried) {
    const options = { cookie, headers: match ? { 'if-match': match } : {}, ...(body ? { body } : {}) }
    const [found, absent] = [await there.call(method, one, options), await there.call(method, other, options)]
    expect([found.status, found.body.code, found.body.title], one).toEqual([404, 'not-found', absent.body.title])
    expect(absent.status, other).toBe(404)
  }
  const list = await there.call('GET', 'queue?view=all', { cookie })
  expect(list.body.rows).toEqual([])
  expect((await there.call('GET', 'queue/counts', { cookie })).body.all).toBe(0)
  expect((await there.call('GET', `customers?search=Martin`, { cookie })).body).toHaveLength(1)
})

test('AB-20: a file, a service, a contact, an agent of another provider cannot be named in a body', async () => {
  const file = await here.call('POST', 'uploads?name=a.txt', { cookie: await here.asContact(), raw: Buffer.from('x'), headers: { 'content-type': 'text/plain' } })
  const contact = await there.asContact()
  const stolen = await there.call('POST', 'requests', { cookie: contact, body: { subject: 's', text: 't', attachments: [file.body.id] } })
  expect([stolen.status, stolen.body.code]).toEqual([422, 'unknown-attachment'])
  const withService = await there.call('POST', 'requests', { cookie: contact, body: { subject: 's', text: 't', serviceId: here.serviceId } })
  expect((await pageOf(there, withService.body.number)).service).toBeNull()
  const number = withService.body.number
  const agent = await there.asAgent()
  const assigned = await there.call('PUT', `queue/${number}/assignee`, { cookie: agent, headers: { 'if-match': '*' }, body: { agentId: here.agent.id } })
  expect([assigned.status, assigned.body.code]).toEqual([422, 'unknown-agent'])
  const recorded = await there.call('POST', 'recorded-requests', { cookie: agent, body: { channel: 'phone', subject: 's', text: 't', contactId: here.contactId } })
  expect([recorded.status, recorded.body.code]).toEqual([422, 'unknown-contact'])
})

test('a customer sees their own tickets only, and nothing of a note', async () => {
  const { addContact, addCustomer } = await import('#people/people.ts')
  const otherId = await addCustomer(trial.desk, here.provider.id, { number: '10002', name: 'Autre' })
  const neighbour = await addContact(trial.desk, here.provider.id, { customerId: otherId, name: 'Voisin', email: 'voisin@autre.example', verified: true })
  const all = await everything()
  await here.call('POST', `queue/${all.number}/notes`, { cookie: await here.asAgent(), body: { text: 'CANARI-INTERNE' } })
  const mine = await here.call('GET', `tickets/${all.number}`, { cookie: await here.asContact() })
  expect(mine.status).toBe(200)
  expect(mine.text).not.toContain('CANARI-INTERNE')
  const cookie = await here.asContact(neighbour)
  const [other, absent] = [await here.call('GET', `tickets/${all.number}`, { cookie }), await here.call('GET', 'tickets/999999', { cookie })]
  expect([other.status, other.body.title]).toEqual([404, absent.body.title])
  expect((await here.call('GET', `attachments/${all.attachment}`, { cookie })).status).toBe(404)
  expect((await here.call('POST', `tickets/${all.number}/replies`, { cookie, body: { text: 'x' } })).status).toBe(404)
  expect((await here.call('GET', 'tickets', { cookie })).body.rows).toEqual([])
  expect((await here.call('GET', `queue/${all.number}`, { cookie })).status).toBe(403)
})
