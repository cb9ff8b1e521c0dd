import { describe, expect, test } from 'vitest'
import { addContact, addContract, addCustomer } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'

/** ELASSAR: advice by any way, work by ticket only; on call for what is urgent, business hours for the rest. Paris, +02:00 in August 2006. */
const desk = await openTestDesk({ now: '2006-08-25T08:00:00Z', providers: ['elassar'], domains: ['librairie.test'] })
const { id, api } = desk.provider('elassar')
const customerId = await addCustomer(desk.desk, id, { number: 'EL-7', name: 'Librairie des Arcades' })
const claire = await addContact(desk.desk, id, { customerId, name: 'Claire Vasseur', email: 'claire@librairie.test', verified: true })
await addContract(desk.desk, id, { customerId, name: 'Hébergement', values: {}, startsOn: '2005-01-01' })

const restart = 'Bonjour, redémarrez notre serveur de messagerie, merci.'
const ticket = async (facts: Record<string, string | boolean>) =>
  (await desk.contact('elassar', claire)).post(api('/requests'), { channel: 'ticket', subject: 'Redémarrage', text: restart, facts: { kind: 'intervention', topic: 'administration', ...facts } })

describe('the same words', () => {
  test('S3-5: by telephone, work is redirected to the ticket with clause and address; by ticket, accepted', async () => {
    await desk.at('2006-08-25T08:00:00Z')
    const agent = await desk.agent('elassar')
    const phoned = (await agent.post(api('/recorded-requests'), { channel: 'phone', subject: 'Redémarrage', text: restart, contactId: claire, facts: { kind: 'intervention', topic: 'administration' } })).json
    expect(phoned).toMatchObject({ kind: 'redirected', decision: { decisive: ['1.1'], to: 'ticket' } })
    expect(phoned.decision.next.address).toBe('admin.elassar.net')
    const filed = await ticket({})
    expect(filed.json).toMatchObject({ kind: 'ticket', decision: { outcome: 'accepted', scope: 'covered' } })
  })

  test('S3-5, S3-2: by mail, they are taken as a question at most, and nothing more is promised', async () => {
    await desk.at('2006-08-25T09:00:00Z')
    desk.outside.mails.length = 0
    const request = await desk.request(await desk.mail({ from: 'Claire <claire@librairie.test>', to: 'support@elassar.com', subject: 'Redémarrage', text: restart, language: 'fr' }))
    expect(request).toMatchObject({ state: 'ticket', decision: { kind: 'advice' } })
    await desk.settle()
    expect(desk.outside.mails).toHaveLength(1)
    const { number } = await desk.desk.database.db.selectFrom('tickets').select('number').where('id', '=', request.ticket_id).executeTakeFirstOrThrow()
    const page = (await (await desk.agent('elassar')).get(api(`/queue/${number}`))).json
    expect(page).toMatchObject({ kind: 'advice', sender: { trust: 'T1' } })
    expect(page.clocks).toEqual([])
  })
})

test('S3-6, S3-7: a ticket takes a sign-in, and keeps who asked and when, whatever an agent does', async () => {
  await desk.at('2006-08-28T08:00:00Z')
  expect((await desk.visitor().post(api('/requests'), { channel: 'ticket', subject: 'x', text: restart, facts: {} })).status).toBe(401)
  const { number } = (await ticket({})).json
  const [opened] = await desk.desk.database.db
    .selectFrom('events as e').innerJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'e.provider_id').onRef('t.id', '=', 'e.ticket_id'))
    .select(['e.actor_kind', 'e.actor_id', 'e.at']).where('t.provider_id', '=', id).where('t.number', '=', number).orderBy('e.seq').execute()
  expect(opened).toEqual({ actor_kind: 'contact', actor_id: claire, at: Date.parse('2006-08-28T08:00:00Z') })
  const agent = await desk.agent('elassar')
  for (const method of ['PUT', 'PATCH', 'DELETE']) expect((await agent.call(method, api(`/queue/${number}`), {})).status).toBeGreaterThanOrEqual(404)
})

describe('by night and at the weekend', () => {
  test('S3-8, S3-12: on 25 December at 3 in the morning a ticket is taken; what is not urgent waits for 9:00 (no holiday is declared)', async () => {
    await desk.at('2006-12-25T02:00:00Z')
    const { status, json } = await ticket({ urgent: false })
    expect(status).toBe(201)
    expect(json.decision).toMatchObject({ outcome: 'held', heldUntil: '2006-12-25T08:00:00.000Z', onCall: false, handledBy: 'support' })
    await desk.at('2006-12-25T07:59:59Z')
    expect(await desk.ticket('elassar', json.number)).toMatchObject({ place: 'waiting' })
    await desk.at('2006-12-25T08:00:00Z')
    expect(await desk.ticket('elassar', json.number)).toMatchObject({ place: 'todo' })
  })

  test('S3-11, S3-12: on a Saturday at 14:00 an urgent one goes to those on call, and before the others', async () => {
    await desk.at('2007-01-06T13:00:00Z')
    const waiting = (await ticket({})).json
    const urgent = (await ticket({ urgent: true })).json
    expect(urgent.decision).toMatchObject({ outcome: 'accepted', handledBy: 'on-call', onCall: true })
    expect(waiting.decision).toMatchObject({ outcome: 'held', heldUntil: '2007-01-08T08:00:00.000Z' })
    await desk.at('2007-01-08T08:00:00Z')
    const rows = (await (await desk.agent('elassar')).get(api('/queue?view=todo&limit=100'))).json.rows.map((row: { number: number }) => row.number)
    expect(rows.indexOf(urgent.number)).toBe(0)
    expect(rows).toContain(waiting.number)
  })
})

test('S3-9: the reply to a ticket is guaranteed without a number: the promise is shown as it stands and never judged', async () => {
  await desk.at('2007-01-09T09:00:00Z')
  const { number } = (await ticket({})).json
  await desk.at('2007-01-29T09:00:00Z')
  const page = (await (await desk.agent('elassar')).get(api(`/queue/${number}`))).json
  expect(page.clocks.find((clock: { metric: string }) => clock.metric === 'first_reply')).toMatchObject({ promised: null, dueAt: null, outcome: null, bond: 'guaranteed' })
  expect((await (await desk.agent('elassar')).get(api('/queue?view=late'))).json.rows).toEqual([])
})

test('S3-1: the version in force is that of the date: before 22 August 2006 there is none, and a request of the day before keeps its own', async () => {
  const { policies } = desk.desk
  expect(await policies.inForce(id, Date.parse('2006-08-21T21:59:59Z'))).toBeUndefined()
  expect((await policies.inForce(id, Date.parse('2006-08-21T22:00:00Z')))?.version).toBe('2006-08-22')
  const { source } = await desk.desk.database.db.selectFrom('policies').select('source').where('provider_id', '=', id).executeTakeFirstOrThrow()
  const earlier = source.replace('version: "2006-08-22"', 'version: "2005-01-01"').replace('effective: 2006-08-22', 'effective: 2005-01-01')
  expect((await policies.publish(id, { source: earlier, file: 'policy.yaml', by: 'Test' })).ok).toBe(true)
  await desk.at('2006-08-21T10:00:00Z')
  const before = (await ticket({})).json
  await desk.at('2006-08-21T22:00:00Z')
  const after = (await ticket({ urgent: true })).json
  expect([before.decision.version, after.decision.version]).toEqual(['2005-01-01', '2006-08-22'])
  expect(await desk.ticket('elassar', before.number)).toMatchObject({ policy_version: '2005-01-01' })
})

test('S3-29, S3-32: programming is refused with its clause, and a quote is offered', async () => {
  await desk.at('2007-02-05T09:00:00Z')
  expect((await ticket({ topic: 'php' })).json).toMatchObject({ kind: 'refused', decision: { decisive: ['2.10', '2.9'], next: { quote: true } } })
})
