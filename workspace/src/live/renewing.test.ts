import type { LiveMessage, LiveNews, QueueRow } from '@guichet/protocol'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const asked: string[] = []
let rowsThere: QueueRow[] = []
vi.mock('../api/client.ts', () => ({
  read: async (path: string) => {
    asked.push(path)
    return rowsThere
  },
}))
const { createRenewing } = await import('./renewing.ts')

const row = (number: number, version = 1) => ({ id: `id-${number}`, number, version, subject: `n° ${number}`, state: 'open', rank: 10, tags: [], due: null, lastFrom: 'customer' }) as unknown as QueueRow
const sheetOf = (...rows: QueueRow[]) => ({ total: rows.length, more: false, places: [] as string[], pages: [{ index: 0, rows }] })
const news = (one: QueueRow, events = ['ticket.opened']): LiveNews => ({ kind: 'ticket', id: one.id, number: one.number, version: one.version, events: events as never, row: one })
const order = (numbers: number[], more = false): Extract<LiveMessage, { kind: 'order' }> => ({ kind: 'order', list: 'view=todo', numbers, more })

/** A page that shows one list, and how often it was read as a whole. */
function shown(rows: QueueRow[], answer = () => sheetOf(...rows)) {
  const client = new QueryClient()
  const key = ['queue', 'todo', '', '']
  let read = 0
  client.setQueryData(key, sheetOf(...rows))
  const stop = new QueryObserver(client, { queryKey: key, staleTime: Infinity, queryFn: async () => { read += 1; return answer() } }).subscribe(() => undefined)
  const renewing = createRenewing(client, () => 0.5)
  const numbers = () => (client.getQueryData<ReturnType<typeof sheetOf>>(key)?.pages[0]?.rows ?? []).map(({ number, version }) => `${number}.${version}`)
  return { renewing, numbers, read: () => read, stop: () => { stop(); renewing.stop(); client.clear() } }
}
beforeEach(() => {
  asked.length = 0
  rowsThere = []
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())
const later = () => vi.advanceTimersByTimeAsync(3_000)

test('a list of whose order one is told follows it with the rows that were told: nothing is read', async () => {
  const page = shown([row(1), row(2)])
  page.renewing.order(order([1, 2]))
  page.renewing.news([news(row(3)), news({ ...row(2, 5), state: 'solved' } as QueueRow)])
  page.renewing.order(order([3, 1]))
  await later()
  expect(page.numbers()).toEqual(['3.1', '1.1'])
  expect([page.read(), asked.filter((path) => path.includes('rows'))]).toEqual([0, []])
  page.stop()
})

test('a row that was not told is read alone; a list of which nothing is told any more is read as before', async () => {
  const page = shown([row(1), row(2)])
  rowsThere = [row(7)]
  page.renewing.order(order([7, 1, 2]))
  await later()
  expect(page.numbers()).toEqual(['7.1', '1.1', '2.1'])
  expect([page.read(), asked.length]).toEqual([0, 1])
  page.renewing.unheard()
  page.renewing.news([news(row(9))])
  await later()
  expect(page.read()).toBe(1)
  page.stop()
})

test('a list that has grown beyond what is told at once, or a row that is not there, is read again', async () => {
  const page = shown([row(1), row(2)])
  page.renewing.order(order([1, 2], true))
  await later()
  expect(page.read()).toBe(1)
  page.renewing.order(order([8, 1]))
  await later()
  expect(page.read()).toBe(2)
  page.stop()
})
