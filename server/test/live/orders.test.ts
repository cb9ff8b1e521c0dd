import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { LiveMessage } from '@guichet/protocol'
import { addAgent } from '#people/people.ts'
import { actAs, ask, openCompany, openTrial, password } from '../harness.ts'
import { listen, openDoors } from './ears.ts'
import type { Ear } from './ears.ts'

/** In which order the list stands that a screen shows: told, not read. */
const trial = await openTrial()
const here = await openCompany(trial, 'ici', await readFile(new URL('../../../policies/introserv/policy.yaml', import.meta.url), 'utf8'))
const port = await openDoors(trial.app)
const finance = await addAgent(trial.desk, here.provider.id, { name: 'Nadia', email: 'nadia@ici.example', password, departments: ['financial'] })
const opened = async (kind: string) => (await ask(here, { channel: 'ticket', subject: kind, facts: { kind, chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' } })).body.number as number
const listed = async (query: string, id?: string) => (await here.call('GET', `queue?${query}&limit=100`, { cookie: await here.asAgent(id) })).body.rows.map(({ number }: { number: number }) => number) as number[]
const shows = (ear: Ear, list: string | null) => ear.say({ number: null, writing: null, list })
type Order = Extract<LiveMessage, { kind: 'order' }>
const orders = ({ heard }: Ear) => heard.filter((message): message is Order => message.kind === 'order')
const told = (ear: Ear, fits: (order: Order) => boolean) => ear.message('order', fits)

test('a screen is told how its list stands as soon as it says so, and again after each change that moves something, as it would read it', async () => {
  const [first, second] = [await opened('billing'), await opened('billing')]
  const ear = await listen(port, 'ici', await here.asAgent())
  shows(ear, 'view=todo')
  expect(await told(ear, () => true)).toEqual({ kind: 'order', list: 'view=todo', numbers: await listed('view=todo'), more: false })
  const third = await opened('billing')
  expect((await told(ear, ({ numbers }) => numbers.includes(third))).numbers).toEqual(await listed('view=todo'))
  await actAs(here, first, 'solve', { text: 'Fait.' })
  expect((await told(ear, ({ numbers }) => numbers.includes(third) && !numbers.includes(first))).numbers).toEqual(await listed('view=todo'))
  // Another list, and another order.
  shows(ear, 'view=all&order=oldest')
  expect((await told(ear, ({ list }) => list === 'view=all&order=oldest')).numbers).toEqual(await listed('view=all&order=oldest'))
  shows(ear, 'view=mine')
  expect((await told(ear, ({ list }) => list === 'view=mine')).numbers).toEqual([])
  await actAs(here, second, 'take')
  expect((await told(ear, ({ list, numbers }) => list === 'view=mine' && numbers.length > 0)).numbers).toEqual([second])
  ear.socket.close()
})

test('fifty who show the same are told after one reading; S5-3: behind the wall no number is named', async () => {
  const hidden = await opened('technical')
  const screens = await Promise.all(Array.from({ length: 12 }, async () => listen(port, 'ici', await here.asAgent())))
  const walled = await listen(port, 'ici', await here.asAgent(finance.id))
  for (const ear of [...screens, walled]) shows(ear, 'view=todo')
  for (const ear of screens) await told(ear, ({ numbers }) => numbers.includes(hidden))
  await told(walled, () => true)
  const { pool } = trial.desk.database
  const real = pool.query.bind(pool)
  let read = 0
  ;(pool as { query: unknown }).query = (...given: unknown[]) => {
    if ((given[0] as { name?: string }).name === 'queue-order-todo-policy') read += 1
    return (real as (...all: unknown[]) => unknown)(...given)
  }
  const more = await opened('technical')
  for (const ear of screens) await told(ear, ({ numbers }) => numbers.includes(more))
  ;(pool as { query: unknown }).query = real
  expect(read).toBe(1)
  const seen = await opened('billing')
  await told(walled, ({ numbers }) => numbers.includes(seen))
  for (const { numbers } of orders(walled)) expect([numbers.includes(hidden), numbers.includes(more)]).toEqual([false, false])
  for (const ear of [...screens, walled]) ear.socket.close()
})

test('what moves nothing is not told again; a list that there is not, or that nobody understands, is told to nobody', async () => {
  const number = await opened('billing')
  const [ear, odd] = [await listen(port, 'ici', await here.asAgent()), await listen(port, 'ici', await here.asAgent())]
  shows(ear, 'view=todo')
  await told(ear, ({ numbers }) => numbers.includes(number))
  for (const list of ['view=nowhere', 'q=couleur%3Ableu', `saved=${trial.desk.ids.next()}`]) shows(odd, list)
  await actAs(here, number, 'notes', { text: 'vu' })
  const later = await opened('billing')
  await told(ear, ({ numbers }) => numbers.includes(later))
  const said = orders(ear).map(({ numbers }) => numbers.join())
  expect(new Set(said).size).toBe(said.length)
  expect(orders(odd)).toEqual([])
  odd.say(JSON.stringify({ number: null, writing: null, list: 'x'.repeat(3_000) }))
  expect(await odd.closed).toBe(1007)
  ear.socket.close()
})
