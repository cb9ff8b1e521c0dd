import { expect, test } from 'vitest'
import { addContact, addCustomer } from '#people/people.ts'
import { projectAgain } from '#desk/desk.ts'
import { findPerson } from '#privacy/person.ts'
import { gather } from '#privacy/gather.ts'
import { openTestDesk } from '../desk.ts'

const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const { id, api } = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, id, { number: 'IS-1', name: 'Atelier' })
const ana = await addContact(desk.desk, id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const agent = await desk.agent('introserv')
const start = '2026-11-23T09:00:00Z'

async function ask(): Promise<number> {
  await desk.at(start)
  const asked = await (await desk.contact('introserv', ana)).post(api('/requests'), {
    channel: 'ticket', subject: 'Disque lent', text: 'Il est lent.', facts: { kind: 'technical', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })
  await desk.settle()
  desk.outside.mails.length = 0
  return asked.json.number as number
}
const send = (number: number, body: object = {}) => agent.post(api(`/queue/${number}/replies`), { text: 'Nous regardons.', undoSeconds: 10, ...body }, { 'if-match': '*' })
const back = (number: number, messageId: string) => agent.post(api(`/queue/${number}/replies/${messageId}/take-back`))
const seenByAna = async (number: number) => (await (await desk.contact('introserv', ana)).get(api(`/tickets/${number}`))).json
const pageByAna = async (number: number) => (await (await desk.contact('introserv', ana)).get(`/introserv/fr/tickets/${number}`)).text

test('an answer leaves when its time is over and not before; until then no page of its customer shows it, nor what it did', async () => {
  const number = await ask()
  const sent = await send(number, { then: 'solve' })
  expect(sent.status).toBe(200)
  await desk.at('2026-11-23T09:00:09Z')
  expect(desk.outside.mails).toEqual([])
  expect(await seenByAna(number)).toMatchObject({ state: 'new', messages: [{ text: 'Il est lent.' }] })
  expect(await pageByAna(number)).not.toContain('Nous regardons.')
  const page = (await agent.get(api(`/queue/${number}`))).json
  expect(page).toMatchObject({ state: 'solved' })
  expect(page.timeline.find((entry: { message?: { text: string } }) => entry.message?.text === 'Nous regardons.').message.leavesAt).toBe('2026-11-23T09:00:10.000Z')
  await desk.at('2026-11-23T09:00:10Z')
  expect(desk.outside.mails.map((mail) => mail.to)).toEqual([['ana@atelier.test']])
  expect((await seenByAna(number)).messages.map((one: { text: string }) => one.text)).toContain('Nous regardons.')
  expect(await pageByAna(number)).toContain('Nous regardons.')
  expect(await back(number, sent.json.messageId)).toMatchObject({ status: 409, json: { code: 'already-left' } })
})

test('taken back: nothing leaves, state and clocks are as before, the text is the draft again with its files', async () => {
  const number = await ask()
  const before = (await agent.get(api(`/queue/${number}`))).json
  const file = (await agent.call('POST', api('/uploads?name=plan.txt'), Buffer.from('plan'), { 'content-type': 'application/octet-stream' })).json
  await desk.at('2026-11-23T09:00:05Z')
  const sent = await send(number, { then: 'solve', attachments: [file.id], alongside: { assign: 'me' } })
  const stopped = (await agent.get(api(`/queue/${number}`))).json
  expect(stopped.clocks.some((clock: { stoppedAt: string | null }) => clock.stoppedAt !== null)).toBe(true)
  const undone = await back(number, sent.json.messageId)
  expect(undone).toMatchObject({ status: 200, json: { state: 'new', draft: { text: 'Nous regardons.', then: 'solve', attachments: [{ name: 'plan.txt' }] } } })
  await desk.at('2026-11-23T10:00:00Z')
  expect(desk.outside.mails).toEqual([])
  await desk.at('2026-11-23T09:00:05Z')
  const after = (await agent.get(api(`/queue/${number}`))).json
  expect(after).toMatchObject({ state: 'new', assignee: null })
  const standing = (clocks: { metric: string; dueAt: string | null; stoppedAt: string | null }[]) => clocks.map(({ metric, dueAt, stoppedAt }) => ({ metric, dueAt, stoppedAt }))
  expect(standing(after.clocks)).toEqual(standing(before.clocks))
  expect((await seenByAna(number)).messages.map((one: { text: string }) => one.text)).toEqual(['Il est lent.'])
  const row = await desk.ticket('introserv', number)
  expect((await projectAgain(desk.desk, id, row.id)).columns).toMatchObject({ state: row.state, due_at: row.due_at, version: row.version })
  // The promise that the answer had kept runs on, and is late when its time is over.
  expect((await desk.events('introserv', number)).map(({ type }) => type)).toEqual(expect.arrayContaining(['ticket.undone', 'clock.late']))
  // The same file goes with it the second time.
  const again = await send(number, { undoSeconds: 0, attachments: undone.json.draft.attachments.map((one: { id: string }) => one.id) })
  expect(again.status).toBe(200)
  await desk.settle()
  expect(desk.outside.mails[0]?.parsed.attachments.map((one) => one.filename)).toEqual(['plan.txt'])
})

test('only its writer takes an answer back, and only once', async () => {
  const number = await ask()
  const sent = await send(number)
  const customer = await desk.contact('introserv', ana)
  expect((await customer.post(api(`/queue/${number}/replies/${sent.json.messageId}/take-back`))).status).toBe(403)
  expect((await back(number, sent.json.messageId)).status).toBe(200)
  expect((await back(number, sent.json.messageId)).status).toBe(404)
})

test('what its writer began since then is kept beside the text that comes back', async () => {
  const number = await ask()
  const sent = await send(number)
  const begun = await agent.call('PUT', api(`/queue/${number}/drafts/reply`), { seen: 0, text: 'Autre chose.' })
  expect(begun.status).toBe(200)
  expect((await back(number, sent.json.messageId)).json.draft).toMatchObject({ text: 'Nous regardons.', other: { text: 'Autre chose.' } })
})

test('a customer who writes meanwhile loses nothing by it: the answer that was taken back solved nothing', async () => {
  const number = await ask()
  const sent = await send(number, { then: 'solve' })
  await desk.at('2026-11-23T09:00:03Z')
  expect((await (await desk.contact('introserv', ana)).post(api(`/tickets/${number}/replies`), { text: 'Encore une chose.' })).status).toBe(200)
  expect((await back(number, sent.json.messageId)).status).toBe(200)
  expect(await desk.ticket('introserv', number)).toMatchObject({ place: 'todo', last_from: 'customer' })
})

test('while it may be taken back, neither a list of its customer nor what they are handed of their data tells of it as said; nor later, once it was', async () => {
  const number = await ask()
  const listed = async () => {
    const row = (await (await desk.contact('introserv', ana)).get(api('/tickets'))).json.rows.find((one: { number: number }) => one.number === number)
    return { state: row.state, due: row.due !== null }
  }
  const handed = async () => {
    const { db } = desk.desk.database
    const person = (await findPerson(db, id, { contactId: ana }))!
    const { tickets } = await gather(db, person, { agentsNamed: false, now: desk.desk.time.now() })
    return tickets.find((one) => one.number === number)!.messages.filter(({ text }) => text === 'Nous regardons.').map(({ note, name }) => ({ note, name }))
  }
  const before = await listed()
  const sent = await send(number, { then: 'solve' })
  expect(await listed()).toEqual(before)
  expect(await handed()).toEqual([{ note: true, name: null }])
  expect((await back(number, sent.json.messageId)).status).toBe(200)
  expect(await listed()).toEqual(before)
  expect((await handed()).every(({ note }) => note)).toBe(true)
  await send(number, { then: 'solve' })
  await desk.at('2026-11-23T09:01:00Z')
  expect(await listed()).toMatchObject({ state: 'solved', due: false })
  expect((await handed()).filter(({ note }) => !note)).toHaveLength(1)
})
