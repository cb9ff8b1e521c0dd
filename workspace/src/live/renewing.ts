import type { LiveMessage, LiveNews, QueueRow } from '@guichet/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { read } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { isWhole, type Sheet } from '../queue/sheet.ts'
import { parametersOf, type ListName } from '../queue/views.ts'
import { now } from '../time.ts'
import { mayJoin, mayMove, numbersIn, patched, reordered, rowsIn } from './rows.ts'

/** Milliseconds by which a reading waits, drawn for each screen: fifty that hear the same do not ask at the same instant. */
const spread = { rows: [20, 70], lists: [150, 1_500], shapes: [4_000, 12_000], counts: [400, 1_600], figures: [0, 2_000], everything: [0, 1_200] } as const
/** Lists and counts are read again at most so often. */
const atMostEvery = { rows: 0, lists: 1_000, shapes: 0, counts: 2_500, figures: 15_000, everything: 3_000 } as const
type What = keyof typeof spread

/** Rows asked for at once. */
const mostRows = 50
/** Rows kept that were told: one of them may come into a list next. */
const mostTold = 300

type Order = Extract<LiveMessage, { kind: 'order' }>

/** Reads again what changed, each thing once for a burst of changes, a little after the others' screens. */
export interface Renewing {
  news(news: readonly LiveNews[]): void
  /** How a list stands that is shown: what was told with rows is put in that order, and nothing is read. */
  order(order: Order): void
  /** Nothing is told any more: until it is again, lists are read. */
  unheard(): void
  /** Much may have been missed. */
  everything(): void
  stop(): void
}

/** A number from 0 to 1 by chance. */
export const anyChance = (): number => crypto.getRandomValues(new Uint8Array(1))[0]! / 255

/** Renews what the pages of `client` show. */
export function createRenewing(client: QueryClient, chance = anyChance): Renewing {
  const timers = new Map<What, ReturnType<typeof setTimeout>>()
  const last = new Map<What, number>()
  let rows = new Set<number>()
  /** The lists of whose order we are told, as they stood last; and rows that were told. */
  const orders = new Map<string, Order>()
  const told = new Map<number, QueueRow>()

  function soon(what: What, does: () => void): void {
    if (timers.has(what)) return
    const [from, to] = spread[what]
    // The server's time may be moved: no wait is ever longer than it says.
    const free = Math.min(atMostEvery[what], (last.get(what) ?? -Infinity) + atMostEvery[what] - now())
    timers.set(what, setTimeout(() => {
      timers.delete(what)
      last.set(what, now())
      does()
    }, Math.max(0, free) + from + chance() * (to - from)))
  }

  async function readRows(): Promise<void> {
    const numbers = [...rows].slice(0, mostRows)
    rows = new Set([...rows].slice(mostRows))
    if (rows.size > 0) soon('rows', () => void readRows())
    // Without an answer the list is read again soon anyway.
    const found = await read<QueueRow[]>(paths.rows(numbers)).catch(() => [])
    takeRows(found, numbers)
  }

  /** Puts rows where they stand; `asked`: those without a row among them are not there for us any more, and leave their list. */
  function takeRows(found: readonly QueueRow[], asked: readonly number[] = found.map(({ number }) => number)): void {
    const fresh = new Map(found.map((row) => [row.number, row]))
    for (const row of found) {
      told.delete(row.number)
      told.set(row.number, row)
    }
    for (const oldest of told.keys()) {
      if (told.size <= mostTold) break
      told.delete(oldest)
    }
    const shown = kept().flatMap(({ state }) => rowsIn(state.data)).filter(({ number }) => asked.includes(number))
    if (shown.some((row) => !fresh.has(row.number) || mayMove(row, fresh.get(row.number)!))) lists()
    client.setQueriesData({ queryKey: ['queue'] }, (data: unknown) => patched(data, fresh))
  }

  const kept = () => client.getQueryCache().findAll({ queryKey: ['queue'], type: 'active' })
  const reread = () => soon('lists', () => void client.invalidateQueries({ queryKey: ['queue'] }))
  const listOf = ([, view, q, order]: readonly unknown[]) => parametersOf({ view, q, order: order === '' ? undefined : order } as ListName)
  /** Lists may stand otherwise now: those of whose order we are told wait for it, others are read again. */
  const lists = () => {
    if (kept().some(({ queryKey }) => !orders.has(listOf(queryKey)))) reread()
  }

  /** Puts a list in the order that was told. What of it is not known is read; of a long one how long it is, some time later. */
  async function reorder(order: Order): Promise<void> {
    const { list, numbers, more } = order
    const query = kept().find(({ queryKey }) => listOf(queryKey) === list)
    const sheet = query?.state.data as Sheet | undefined
    if (!query || !sheet) return
    // An answer on its way may be older; further down in a long list only its readings know what stands there.
    if (query.state.fetchStatus === 'fetching' || (more && (isWhole(sheet) || sheet.pages.some(({ index }) => index > 1)))) return reread()
    const here = new Map(rowsIn({ pages: sheet.pages }).map((row) => [row.number, row]))
    const known = (number: number) => {
      const [shown, fresh] = [here.get(number), told.get(number)]
      return shown && (!fresh || fresh.version <= shown.version) ? shown : fresh
    }
    const missing = numbers.filter((number) => !known(number))
    if (missing.length > mostRows) return reread()
    if (missing.length > 0) {
      const found = await read<QueueRow[]>(paths.rows(missing)).catch(() => [])
      if (orders.get(list) !== order) return
      if (found.length < missing.length) return reread()
      takeRows(found)
      return reorder(order)
    }
    const next = reordered(sheet, numbers, more, known)
    const before = sheet.pages.find(({ index }) => index === 0)?.rows.map(({ number }) => number).join()
    if (next && (before !== numbers.join() || next.total !== sheet.total)) client.setQueryData(query.queryKey, next)
    if (more && before !== numbers.join()) soon('shapes', () => void client.invalidateQueries({ queryKey: ['queue'] }))
  }
  const counts = () => soon('counts', () => void client.invalidateQueries({ queryKey: ['counts'] }))

  function ticket({ number, version, events, row }: Extract<LiveNews, { kind: 'ticket' }>, shown: ReadonlySet<number>): void {
    const known = client.getQueryData<{ version: number }>(['ticket', number])
    // Our own act is read again by who did it; how a letter fared makes no new version.
    if (known === undefined || known.version < version || events.some((type) => type.startsWith('mail.'))) void client.invalidateQueries({ queryKey: ['ticket', number] })
    // Drafts come and go without a new version.
    else void client.invalidateQueries({ queryKey: ['ticket', number, 'composing'] })
    // Told with its row there is nothing to read.
    if (!shown.has(number) || row !== undefined) return
    rows.add(number)
    soon('rows', () => void readRows())
  }

  return {
    news(news) {
      const shown = new Set(kept().flatMap(({ state }) => numbersIn(state.data)))
      for (const one of news) {
        if (one.kind === 'ticket') ticket(one, shown)
        else if (one.kind !== 'presence') void client.invalidateQueries({ queryKey: [one.kind === 'gone' ? 'ticket' : one.kind] })
      }
      takeRows(news.flatMap((one) => (one.kind === 'ticket' && one.row ? [one.row] : [])))
      // A list in the order of changes is another after each of them, and a note may name somebody.
      const each = kept().some(({ queryKey: [, view, , order] }) => view === 'all' || view === 'mentioned' || view === 'watching' || order === 'changed')
      if (news.some((one) => one.kind === 'ticket' && (each || (!shown.has(one.number) && mayJoin(one.events))))) lists()
      if (news.some((one) => one.kind !== 'presence' && (one.kind !== 'ticket' || mayJoin(one.events)))) counts()
      if (news.some((one) => one.kind === 'ticket')) soon('figures', () => void client.invalidateQueries({ queryKey: ['figures', 'now'] }))
    },
    order(order) {
      orders.clear()
      orders.set(order.list, order)
      void reorder(order)
    },
    unheard: () => orders.clear(),
    everything: () => soon('everything', () => void client.invalidateQueries()),
    stop() {
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
