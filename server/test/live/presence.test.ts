import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addAgent } from '#people/people.ts'
import { actAs, ask, openCompany, openTrial, password } from '../harness.ts'
import { listen, openDoors, secondProcess } from './ears.ts'

const trial = await openTrial()
const desk = await openCompany(trial, 'ici', await readFile(new URL('../../../policies/introserv/policy.yaml', import.meta.url), 'utf8'))
const port = await openDoors(trial.app)
const second = await secondProcess(trial)

const add = (name: string, more: { roles?: string[]; departments?: string[] } = {}) => addAgent(trial.desk, desk.provider.id, { name, email: `${name}@ici.example`, password, ...more })
const [luc, nadia, observer] = [await add('luc'), await add('nadia', { departments: ['financial'] }), await add('paul', { roles: ['observer'] })]
const opened = async (kind: string) => (await ask(desk, { channel: 'ticket', subject: kind, facts: { kind, chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' } })).body.number as number
const at = async (who: { id: string }, door = port) => listen(door, 'ici', await desk.asAgent(who.id))
const beats = async (times: number) => {
  for (let time = 0; time < times; time += 1) await trial.app.live.beat()
}

test('who looks at a ticket and who writes there is told to the others, on every process, and to who comes later', async () => {
  const number = await opened('billing')
  const [mine, near, far] = [await at(luc), await at(desk.agent), await at(desk.agent, second.port)]
  mine.say({ number, writing: null })
  for (const ear of [near, far]) expect((await ear.next('presence', (news) => news.number === number)).people).toEqual([{ agentId: luc.id, writing: null }])
  mine.say({ number, writing: 'note' })
  for (const ear of [near, far]) await ear.next('presence', (news) => news.number === number && news.people[0]?.writing === 'note')
  const later = await at(desk.agent, second.port)
  expect((await later.message('hello')).present).toEqual([{ number, people: [{ agentId: luc.id, writing: 'note' }] }])
  mine.say({ number: null, writing: null })
  for (const ear of [near, far]) await ear.next('presence', (news) => news.number === number && news.people.length === 0)
  for (const ear of [mine, near, far, later]) ear.socket.close()
})

test('a closed page is gone at once; one that only falls silent is gone after some beats, elsewhere too', async () => {
  const [one, two] = [await opened('billing'), await opened('billing')]
  const [closes, silent, near, far] = [await at(luc), await at(luc), await at(desk.agent), await at(desk.agent, second.port)]
  closes.say({ number: one, writing: null })
  silent.say({ number: two, writing: 'reply' })
  for (const ear of [near, far]) for (const number of [one, two]) await ear.next('presence', (news) => news.number === number && news.people.length === 1)
  closes.socket.close()
  for (const ear of [near, far]) await ear.next('presence', (news) => news.number === one && news.people.length === 0)
  await beats(4)
  silent.say({ number: two, writing: 'note' })
  for (const ear of [near, far]) await ear.next('presence', (news) => news.number === two && news.people[0]?.writing === 'note')
  expect(near.news().some((news) => news.kind === 'presence' && news.number === two && news.people.length === 0)).toBe(false)
  for (let time = 0; time < 8; time += 1) {
    await trial.app.live.beat()
    await second.app.live.beat()
  }
  for (const ear of [near, far]) await ear.next('presence', (news) => news.number === two && news.people.length === 0)
  for (const ear of [silent, near, far]) ear.socket.close()
})

test('S5-3: behind the wall nobody is seen and nobody can stand; who looks on never writes', async () => {
  const [hidden, shared] = [await opened('technical'), await opened('billing')]
  const [walled, open, onlooker] = [await at(nadia), await at(desk.agent), await at(observer)]
  const writer = await at(luc)
  writer.say({ number: hidden, writing: 'reply' })
  await open.next('presence', (news) => news.number === hidden)
  walled.say({ number: hidden, writing: 'reply' })
  walled.say({ number: 999_999, writing: null })
  onlooker.say({ number: shared, writing: 'reply' })
  expect((await open.next('presence', (news) => news.number === shared)).people).toEqual([{ agentId: observer.id, writing: null }])
  expect(open.news().flatMap((news) => (news.kind === 'presence' ? news.people : [])).some(({ agentId }) => agentId === nadia.id)).toBe(false)
  // Of what is hidden she is told that nobody is there, or nothing.
  expect(walled.news().flatMap((news) => (news.kind === 'presence' && news.number === hidden ? news.people : []))).toEqual([])
  expect((await (await at(nadia)).message('hello')).present.map(({ number }) => number)).not.toContain(hidden)
  // Given to her, she sees who is at it.
  await actAs(desk, hidden, 'assignee', { agentId: nadia.id }, '*', 'PUT')
  await walled.next('presence', (news) => news.number === hidden && news.people[0]?.agentId === luc.id)
  for (const ear of [walled, open, onlooker, writer]) ear.socket.close()
})

test('two pages of one agent are one person; nonsense and too much talk end the socket', async () => {
  const number = await opened('billing')
  const [one, two, other] = [await at(luc), await at(luc), await at(desk.agent)]
  one.say({ number, writing: 'reply' })
  two.say({ number, writing: null })
  expect((await other.next('presence', (news) => news.number === number && news.people[0]?.writing === 'reply')).people).toHaveLength(1)
  for (const nonsense of ['{', '[]', '{"number":1}', '{"number":1,"writing":"poem"}', `{"number":1,"writing":null,"more":"${'x'.repeat(50)}"}`]) {
    const ear = await at(luc)
    ear.say(nonsense)
    expect(await ear.closed, nonsense).toBe(1007)
  }
  const huge = await at(luc)
  huge.say('x'.repeat(10_000))
  expect(await huge.closed).toBe(1009)
  for (let times = 0; times < 40; times += 1) two.say({ number, writing: times % 2 ? 'note' : null })
  expect(await two.closed).toBe(1008)
  await beats(1)
  one.say({ number: null, writing: null })
  await other.next('presence', (news) => news.number === number && news.people.length === 0)
  for (const ear of [one, other]) ear.socket.close()
})
