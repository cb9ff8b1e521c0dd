import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { addAgent, closeSessionsOf } from '#people/people.ts'
import { tell } from '#triage/triage.ts'
import { actAs, ask, openCompany, openTrial, password } from '../harness.ts'
import { listen, openDoors, secondProcess } from './ears.ts'

const trial = await openTrial()
const here = await openCompany(trial, 'ici', await readFile(new URL('../../../policies/introserv/policy.yaml', import.meta.url), 'utf8'))
const there = await openCompany(trial, 'ailleurs')
const port = await openDoors(trial.app)
const second = await secondProcess(trial)

const opened = async (kind: string, text = 'Comment faire pour la facture du mois ?') => {
  const answer = await ask(here, { channel: 'ticket', subject: kind, text, facts: { kind, chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' } })
  expect(answer.body, answer.text).toMatchObject({ kind: 'ticket' })
  return answer.body.number as number
}
const noted = (number: number) => actAs(here, number, 'notes', { text: 'vu' })

/** The status with which the socket is refused; 101 when it is not. */
function refusal(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({
      port, host: '127.0.0.1', path: '/ici/api/v1/live',
      headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==', ...headers },
    })
    asked.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve(101)
    })
    asked.on('response', (response) => resolve(response.statusCode ?? 0))
    asked.on('error', reject)
    asked.end()
  })
}

test('AB-40: an agent hears of their provider’s tickets by number only; another provider’s agent hears nothing', async () => {
  const mine = await listen(port, 'ici', await here.asAgent())
  const theirs = await listen(port, 'ailleurs', await there.asAgent())
  const number = await opened('billing', 'CANARI dans une mine de facturation')
  expect(await mine.next('ticket', (news) => news.number === number)).toMatchObject({ events: ['ticket.opened', 'message.automatic'] })
  expect(JSON.stringify(mine.heard)).not.toContain('CANARI')
  expect(theirs.news()).toEqual([])
  mine.socket.close()
  theirs.socket.close()
})

test('nobody, a customer, another provider’s agent, another site’s page: no socket', async () => {
  const cookie = await here.asAgent()
  expect(await refusal({ cookie })).toBe(101)
  expect(await refusal({})).toBe(401)
  expect(await refusal({ cookie: await here.asContact() })).toBe(403)
  expect(await refusal({ cookie: (await there.asAgent()).replace('ailleurs', 'ici') })).toBe(401)
  expect(await refusal({ cookie, origin: 'https://evil.example' })).toBe(403)
})

test('AB-40: a session that was ended hears nothing more', async () => {
  const { id } = await addAgent(trial.desk, here.provider.id, { name: 'Luc', email: 'luc@ici.example', password })
  const ear = await listen(port, 'ici', await here.asAgent(id))
  await closeSessionsOf(trial.desk, here.provider.id, { agentId: id })
  await trial.app.live.lookAgain()
  expect(await ear.message('bye')).toEqual({ kind: 'bye' })
  expect(await ear.closed).toBe(1000)
})

test('a burst is told in the order in which it happened, each ticket with its last version, on every process', async () => {
  const [first, other] = [await opened('billing'), await opened('billing')]
  const ears = [await listen(port, 'ici', await here.asAgent()), await listen(second.port, 'ici', await here.asAgent())]
  await noted(other)
  for (let times = 0; times < 10; times += 1) await noted(first)
  for (const ear of ears) {
    const last = await ear.next('ticket', (news) => news.number === first && news.version === 12)
    expect(last.events).toContain('message.note')
    const versions = ear.news().flatMap((news) => (news.kind === 'ticket' && news.number === first ? [news.version] : []))
    expect(versions).toEqual([...versions].sort((a, b) => a - b))
    expect(ear.news().findIndex((news) => news.kind === 'ticket' && news.number === other)).toBeLessThan(ear.news().findIndex((news) => news.kind === 'ticket' && news.number === first))
    ear.socket.close()
  }
})

test('who comes back says where they stood and gets what they missed, once, from another process too', async () => {
  const number = await opened('billing')
  const before = await listen(port, 'ici', await here.asAgent())
  await noted(number)
  await before.next('ticket', (news) => news.number === number)
  const { place } = await before.message('news', (message) => message.news.some((news) => news.kind === 'ticket' && news.number === number))
  before.socket.close()
  await before.closed
  const witnesses = [await listen(port, 'ici', await here.asAgent()), await listen(second.port, 'ici', await here.asAgent())]
  const other = await opened('billing')
  await noted(number)
  await noted(number)
  // Both processes know of it all before anybody comes back.
  for (const witness of witnesses) {
    await witness.next('ticket', (news) => news.number === number && news.version === 5)
    witness.socket.close()
  }
  for (const at of [port, second.port]) {
    const back = await listen(at, 'ici', await here.asAgent(), place)
    expect((await back.message('hello')).missed).toBe(false)
    const told = await back.message('news')
    expect(told.news.map((news) => (news.kind === 'ticket' ? [news.number, news.version] : news.kind))).toEqual([[other, 2], [number, 5]])
    const again = await listen(at, 'ici', await here.asAgent(), told.place)
    expect((await again.message('hello')).missed).toBe(false)
    expect(again.news()).toEqual([])
    back.socket.close()
    again.socket.close()
  }
})

test('who was away for longer than is remembered, or says nonsense, is told to read everything again', async () => {
  for (const since of ['019ab000-0000-7000-8000-000000000000', '%00', 'x'.repeat(100)]) {
    const ear = await listen(port, 'ici', await here.asAgent(), since)
    expect((await ear.message('hello')).missed).toBe(true)
    ear.socket.close()
  }
})

test('S5-3, S5-4: behind the wall of departments nothing is named; what leaves one’s own is gone, unnamed', async () => {
  const { id } = await addAgent(trial.desk, here.provider.id, { name: 'Nadia', email: 'nadia@ici.example', password, departments: ['financial'] })
  const finance = await listen(port, 'ici', await here.asAgent(id))
  const all = await listen(port, 'ici', await here.asAgent())
  const hidden = await opened('technical')
  expect((await trial.desk.database.db.selectFrom('tickets').select('department').where('provider_id', '=', here.provider.id).where('number', '=', hidden).executeTakeFirstOrThrow()).department).toBe('technical')
  await all.next('ticket', (news) => news.number === hidden)
  const seen = await opened('billing')
  await finance.next('ticket', (news) => news.number === seen)
  expect(finance.news().some((news) => news.kind === 'ticket' && news.number === hidden)).toBe(false)
  const rows = async (numbers: string) => (await here.call('GET', `queue/rows?numbers=${numbers}`, { cookie: await here.asAgent(id) })).body.map((row: { number: number }) => row.number)
  expect(await rows(`${hidden},${seen},999999`)).toEqual([seen])

  // Given to her it is hers to see; taken away it is not named any more: something is gone.
  await actAs(here, hidden, 'assignee', { agentId: id }, '*', 'PUT')
  await finance.next('ticket', (news) => news.number === hidden && news.version === 3)
  expect(await rows(String(hidden))).toEqual([hidden])
  await actAs(here, hidden, 'assignee', { agentId: null }, '*', 'PUT')
  await finance.next('gone')
  expect(await rows(String(hidden))).toEqual([])
  await noted(hidden)
  await all.next('ticket', (news) => news.number === hidden && news.version === 5)
  await noted(seen)
  await finance.next('ticket', (news) => news.number === seen && news.version === 3)
  expect(finance.news().some((news) => news.kind === 'ticket' && news.number === hidden && news.version > 3)).toBe(false)
  finance.socket.close()
  all.socket.close()
})

test('what changed is told with its row, read once for all: as each may see it, unread for whom it is', async () => {
  const { id } = await addAgent(trial.desk, here.provider.id, { name: 'Omar', email: 'omar@ici.example', password })
  const { id: walled } = await addAgent(trial.desk, here.provider.id, { name: 'Fanny', email: 'fanny@ici.example', password, departments: ['financial'] })
  const number = await opened('technical')
  const [mine, theirs, behind] = [await listen(port, 'ici', await here.asAgent()), await listen(port, 'ici', await here.asAgent(id)), await listen(port, 'ici', await here.asAgent(walled))]
  await here.call('PUT', `queue/${number}/seen`, { cookie: await here.asAgent(), body: { version: 2 } })
  await actAs(here, number, 'take')
  const [told, other] = [await mine.next('ticket', (news) => news.number === number && news.version === 3), await theirs.next('ticket', (news) => news.number === number && news.version === 3)]
  const [listed] = (await here.call('GET', `queue/rows?numbers=${number}`, { cookie: await here.asAgent() })).body
  expect({ ...told.row, due: null }).toEqual({ ...listed, due: null })
  expect(told.row).toMatchObject({ version: 3, assignee: { id: here.agent.id }, unread: false })
  expect(other.row).toEqual({ ...told.row, due: other.row?.due, unread: true })
  const seen = await opened('billing')
  expect((await behind.next('ticket', (news) => news.number === seen)).row).toMatchObject({ number: seen, department: 'financial' })
  expect(JSON.stringify(behind.heard)).not.toContain(`"number":${number},`)
  // A burst of very many is told by its numbers.
  const before = theirs.heard.length
  for (let index = 0; index < 25; index++) tell(trial.desk, { provider: here.provider.id, ticket: trial.desk.ids.next(), number: 800_000 + index, version: 1, stands: { department: null, assigneeId: null }, events: ['ticket.opened'] })
  await theirs.next('ticket', (news) => news.number === 800_024)
  expect(theirs.heard.slice(before).flatMap((message) => (message.kind === 'news' ? message.news : [])).filter((news) => news.kind === 'ticket' && news.row !== undefined)).toEqual([])
  for (const ear of [mine, theirs, behind]) ear.socket.close()
})

test('AB-40: a session that was ended is told of no further change, before anybody looked it up', async () => {
  const { id } = await addAgent(trial.desk, here.provider.id, { name: 'Zoé', email: 'zoe@ici.example', password })
  const [ended, witness] = [await listen(port, 'ici', await here.asAgent(id)), await listen(port, 'ici', await here.asAgent())]
  await closeSessionsOf(trial.desk, here.provider.id, { agentId: id })
  const number = await opened('billing')
  await witness.next('ticket', (news) => news.number === number)
  expect(await ended.message('bye')).toEqual({ kind: 'bye' })
  expect(ended.news()).toEqual([])
  witness.socket.close()
})

test('rows are asked by their numbers, so many and no others', async () => {
  const cookie = await here.asAgent()
  const status = async (numbers: string) => (await here.call('GET', `queue/rows?numbers=${numbers}`, { cookie })).status
  expect(await status('1,2,2,1')).toBe(200)
  for (const wrong of ['', 'a', '1;2', '1,,2', '0', Array.from({ length: 51 }, (_, index) => index + 1).join(',')]) expect(await status(wrong), wrong).toBe(422)
  expect((await here.call('GET', 'queue/rows?numbers=1', { cookie: await here.asContact() })).status).toBe(403)
})
