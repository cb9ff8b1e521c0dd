import { beforeEach, describe, expect, test } from 'vitest'
import { addContact, addCustomer, addLicence } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'

/** Remote Utilities: the licence makes the level, English is answered, times are averages in Pacific working hours. Instants are UTC; Los Angeles is at −07:00 in May. */
const desk = await openTestDesk({ now: '2026-05-11T15:00:00Z', providers: ['remote-utilities'], domains: ['nordlicht.test', 'other.test', 'hobby.test', 'partner.test'] })
const { id, api } = desk.provider('remote-utilities')

let serial = 0
async function account(name: string, email: string, role?: string) {
  const customerId = await addCustomer(desk.desk, id, { number: `RU-${++serial}`, name, language: 'en', ...(role ? { role } : {}) })
  const contactId = await addContact(desk.desk, id, { customerId, name, email, verified: true, language: 'en' })
  return { customerId, contactId }
}
const ana = await account('Ana Nordlicht', 'ana@nordlicht.test')
const otto = await account('Otto Other', 'otto@other.test')
const mallory = await account('Mallory', 'mallory@other.test')
const sam = await account('Sam Starter', 'sam@hobby.test')
const partner = await account('Partner Ltd', 'pat@partner.test', 'reseller')
await addLicence(desk.desk, id, { kind: 'pro', key: 'PRO1-AAAA-0001', deliveredTo: 'Ana@Nordlicht.test', addressCase: 'fold_all' })
await addLicence(desk.desk, id, { kind: 'plus', key: 'ABCD-EFGH-0042' })
await addLicence(desk.desk, id, { kind: 'starter', key: 'STAR-0000-0001', deliveredTo: 'sam@hobby.test', addressCase: 'fold_all' })

const install = (facts: Record<string, string> = {}) => ({ channel: 'ticket', subject: 'Host does not start', text: 'After the update the host service does not start any more.', facts: { topic: 'installation', product_version: '7.6.2.0', ...facts } })
const ask = async (who: { contactId: string }, body: object = install()) => (await desk.contact('remote-utilities', who.contactId)).post(api('/requests'), body)
const page = async (number: number) => (await (await desk.agent('remote-utilities')).get(api(`/queue/${number}`))).json
const reply = async (number: number, text: string) => (await desk.agent('remote-utilities')).post(api(`/queue/${number}/replies`), { text }, { 'if-match': '*' })

beforeEach(() => desk.at('2026-05-11T15:00:00Z')) // Monday 08:00 in Los Angeles

describe('the level', () => {
  test('S2-32: is recognised by the address that the licence was delivered to, whatever its case', async () => {
    const { json } = await ask(ana)
    expect(json.decision).toMatchObject({ tier: 'pro', priority: 'p2', outcome: 'accepted' })
    expect((await page(json.number)).clocks[0]).toMatchObject({ dueAt: '2026-05-11T18:00:00.000Z', promised: 'PT10800S' })
  })

  test('S2-33, S2-34: another address is FREE until a key is entered, once; and that key is nothing in another account', async () => {
    expect((await ask(otto)).json.decision.tier).toBe('free')
    expect((await ask(otto, install({ licence_key: 'abcd efgh 0042' }))).json.decision.tier).toBe('plus')
    expect((await ask(otto)).json.decision.tier).toBe('plus')
    expect((await ask(mallory, install({ licence_key: 'ABCD-EFGH-0042' }))).json.decision.tier).toBe('free')
    expect((await ask(mallory, install({ licence_key: 'NO-SUCH-KEY' }))).json.decision.tier).toBe('free')
  })

  test('S2-8: is not chosen: a STARTER customer who names a priority or a licence is refused, who writes that it is urgent stays at 4', async () => {
    const claimed = await ask(sam, install({ priority: 'p1' }))
    expect([claimed.status, claimed.json.code]).toEqual([422, 'unknown-fact'])
    expect((await ask(sam, install({ licence: 'site' }))).status).toBe(422)
    const urgent = await ask(sam, { ...install(), subject: 'URGENT!!! now' })
    expect(urgent.json.decision).toMatchObject({ tier: 'starter', priority: 'p4' })
  })
})

describe('the language', () => {
  test('S2-26, S2-27, S2-28: a ticket in French is accepted, answered in English, tagged, and told so once', async () => {
    const { status, json } = await ask(ana, { ...install(), subject: 'L’hôte ne démarre plus', text: 'Depuis la mise à jour, le service hôte ne démarre plus.', language: 'fr' })
    expect(status).toBe(201)
    expect(json.decision).toMatchObject({ answerIn: 'en', tags: ['lang:fr'] })
    expect(json.decision.remarks.filter((remark: { clauses: string[] }) => remark.clauses.includes('4.2'))).toHaveLength(1)
    expect((await page(json.number)).decision.answerIn).toBe('en')
    expect((await ask(ana)).json.decision.tags).toEqual([])
  })
})

describe('the time', () => {
  test('S2-14, S2-16: an average is never late for one ticket, however long it takes; a quick reply is counted as quick', async () => {
    const slow = (await ask(ana)).json.number
    const quick = (await ask(ana)).json.number
    await desk.at('2026-05-11T15:05:00Z')
    await reply(quick, 'Please restart the service.')
    expect((await page(quick)).clocks[0]).toMatchObject({ state: 'stopped', elapsed: 'PT300S', outcome: null })
    await desk.at('2026-05-15T20:00:00Z')
    expect((await page(slow)).clocks[0]).toMatchObject({ state: 'running', outcome: null, statistic: 'mean' })
    const agent = await desk.agent('remote-utilities')
    expect((await agent.get(api('/queue?view=late'))).json.rows).toEqual([])
    expect((await desk.events('remote-utilities', slow)).map((event) => event.type)).not.toContain('clock.late')
  })

  test('S2-15: working hours only: from Friday 16:30 to Monday 09:00, ninety minutes', async () => {
    await desk.at('2026-05-15T23:30:00Z')
    const { number } = (await ask(ana)).json
    await desk.at('2026-05-18T16:00:00Z')
    await reply(number, 'Here is the fix.')
    expect((await page(number)).clocks[0]).toMatchObject({ elapsed: 'PT5400S' })
  })
})

test('S2-3, S2-5: a ticket keeps the version of the policy that it was opened under', async () => {
  const { number } = (await ask(ana)).json
  expect(await desk.ticket('remote-utilities', number)).toMatchObject({ policy_version: '3', opened_at: Date.parse('2026-05-11T15:00:00Z') })
  const current = await desk.desk.policies.version(id, '3')
  expect(current).toBeDefined()
  const { source } = await desk.desk.database.db.selectFrom('policies').select('source').where('provider_id', '=', id).executeTakeFirstOrThrow()
  const next = source.replace('version: "3"', 'version: "4"').replace('effective: 2026-01-01', 'effective: 2026-05-12')
  expect((await desk.desk.policies.publish(id, { source: next, file: 'policy.yaml', by: 'Test' })).ok).toBe(true)
  await desk.at('2026-05-12T17:00:00Z')
  expect((await page(number)).decision.version).toBe('3')
  expect((await ask(ana)).json.decision.version).toBe('4')
})

test('S2-24: a reseller’s request stands before a Free one that came earlier', async () => {
  const free = (await ask(mallory)).json.number
  await desk.at('2026-05-11T15:30:00Z')
  const reseller = (await ask(partner)).json.number
  const rows = (await (await desk.agent('remote-utilities')).get(api('/queue?view=todo&limit=100'))).json.rows.map((row: { number: number }) => row.number)
  expect(rows.indexOf(reseller)).toBeLessThan(rows.indexOf(free))
})

test('S2-22: a reseller reads its own tickets, and nobody else’s', async () => {
  const mine = (await ask(partner)).json.number
  const other = (await ask(ana)).json.number
  const client = await desk.contact('remote-utilities', partner.contactId)
  expect((await client.get(api('/tickets'))).json.rows.map((row: { number: number }) => row.number)).toContain(mine)
  expect((await client.get(api('/tickets'))).json.rows.map((row: { number: number }) => row.number)).not.toContain(other)
  expect((await client.get(api(`/tickets/${mine}`))).status).toBe(200)
  expect((await client.get(api(`/tickets/${other}`))).status).toBe(404)
})

test('S2-30: nobody files a ticket without an account', async () => {
  expect((await desk.visitor().post(api('/requests'), install())).status).toBe(401)
})

test('S2-41: closing a new bug without a workaround asks first, in the policy’s words; confirmed, or with one noted, it is closed', async () => {
  const agent = await desk.agent('remote-utilities')
  const solve = (number: number, body: object) => agent.post(api(`/queue/${number}/solve`), body, { 'if-match': '*', 'accept-language': 'en' })
  const bug = async () => {
    const { number } = (await ask(ana, install({ topic: 'bug' }))).json
    await reply(number, 'We reproduce it in our lab.')
    return number as number
  }
  const number = await bug()
  const asked = await solve(number, {})
  expect([asked.status, asked.json.code, asked.json.clauses]).toEqual([409, 'confirm-needed', ['5.3']])
  expect(asked.json.detail).toContain('Close it all the same?')
  expect((await page(number)).state).toBe('open')
  expect((await solve(number, { confirmed: true })).json.state).toBe('solved')
  const helped = await bug()
  await agent.post(api(`/queue/${helped}/milestones`), { what: 'workaround_given', note: 'Use the LAN connection until the next release.' }, { 'if-match': '*' })
  expect((await solve(helped, {})).json.state).toBe('solved')
  const use = (await ask(ana, install({ topic: 'use' }))).json.number
  await reply(use, 'See the manual.')
  expect((await solve(use, {})).json.state).toBe('solved')
})

test('S2-42, S2-47: outside the scope, or too old: refused with the clause and where to go', async () => {
  expect((await ask(ana, install({ topic: 'network' }))).json).toMatchObject({ kind: 'refused', decision: { decisive: ['6.1'], next: { referral: { en: 'your system administrator' } } } })
  expect((await ask(ana, install({ product_version: '6.10.10.0' }))).json).toMatchObject({ kind: 'refused', decision: { decisive: expect.arrayContaining(['7.2']) } })
})

test('S2-29: a mail may be taken up, at discretion: no promise, no due time, in no measure', async () => {
  const request = await desk.request(await desk.mail({ from: 'Ana <ana@nordlicht.test>', to: 'support@remoteutilities.com', subject: 'Question', text: 'Does it run on ARM?', language: 'en' }))
  expect(request).toMatchObject({ state: 'ticket', decision: { entitlement: 'discretionary' } })
  const ticket = await desk.desk.database.db.selectFrom('tickets').selectAll().where('id', '=', request.ticket_id).executeTakeFirstOrThrow()
  expect(ticket).toMatchObject({ due_at: null, late_at: null })
  expect((await page(ticket.number)).clocks).toEqual([])
})

test('S2-53: credentials by mail: their author is told to give them by ticket only; by ticket nothing is said, nor of talk about a password', async () => {
  const mail = async (text: string) => desk.request(await desk.mail({ from: 'Ana <ana@nordlicht.test>', to: 'support@remoteutilities.com', subject: 'Please connect', text, language: 'en' }))
  const told = (decision: { remarks: { clauses: string[] }[] } | null) => decision?.remarks.filter((remark) => remark.clauses.includes('8.5')).length
  expect(told((await mail('ID 123-456-789 password: Zx9!kk')).decision)).toBe(1)
  expect(told((await mail('My password does not work.')).decision)).toBe(0)
  expect(told((await ask(ana, { ...install(), text: 'Please connect: ID 123-456-789 password: Zx9!kk' })).json.decision)).toBe(0)
})
