import type { QueuePage, QueueRow, View } from '@guichet/protocol'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { readSpot, writeSpot } from './cursor.ts'
import type { Spot } from './cursor.ts'
import { listOf } from './list.ts'
import type { Narrowing } from './list.ts'
import { queueRow, rowColumns, rowJoins } from './row.ts'
import type { Found } from './row.ts'
import { readRows } from './rows.ts'
import { keysOf, orderOf, Values } from './statement.ts'
import type { List, Order, Stretch } from './statement.ts'

/** Who looks, at what. */
export interface QueueQuestion {
  readonly providerId: string
  readonly wall: DeskWall
  /** Undefined: wherever, by the filter alone. */
  readonly view?: View | undefined
  readonly filter?: Narrowing | undefined
  readonly order?: Order | undefined
}

/** Which part of a list: after a place, up to another with it. */
export interface Part { readonly limit: number; readonly cursor?: string | undefined; readonly until?: string | undefined }

export const listFor = (question: QueueQuestion, now: number): List =>
  listOf({ providerId: question.providerId, wall: question.wall, now }, question.view, question.filter, question.order)

/** One part of the queue, in the order of its list. */
export async function readQueue(desk: Desk, question: QueueQuestion, { limit, cursor, until }: Part): Promise<QueuePage> {
  const now = desk.time.now()
  const list = listFor(question, now)
  const values = new Values()
  values.put(question.providerId, 'uuid')
  const stretch = { after: readSpot(cursor), until: readSpot(until) }
  const part = { list, values, stretch, limit: limit + 1 }
  const found = list.name === undefined ? await readByPlaces(desk, question, part) : await readAtOnce(desk, question, part, now)
  const last = found.at(limit - 1)
  return { rows: found.slice(0, limit).flatMap(({ row }) => row ?? []), next: found.length > limit && last ? writeSpot(last.spot) : null }
}

interface Reading { readonly list: List; readonly values: Values; readonly stretch: Stretch; readonly limit: number }
/** A place of the list and what stands there; undefined when that is no longer to be seen. */
interface Placed { readonly spot: Spot; readonly row: QueueRow | undefined }

/** A list that is always the same, in one statement, which is planned once. */
async function readAtOnce(desk: Desk, { providerId, wall }: QueueQuestion, { list, values, stretch, limit }: Reading, now: number): Promise<Placed[]> {
  const me = values.put(wall.agentId, 'uuid')
  const keys = keysOf(list, values, values.put(limit, 'int'), stretch)
  // Which places are read depends on where the part begins and ends: each such shape is a statement of its own.
  const shape = `${stretch.after?.lane ?? 'first'}-${stretch.until?.lane ?? 'open'}`
  const { rows } = await desk.database.pool.query<Found & Spot>({
    name: `queue-${shape}-${list.name}`,
    text: `select k.lane, k.sort, ${rowColumns(me)} from (${keys}) k join tickets t on t.provider_id = $1 and t.id = k.id ${rowJoins(me)} order by ${orderOf(list)}`,
    values: values.all,
  })
  return Promise.all(rows.map(async (row) => ({ spot: row, row: await queueRow(desk, providerId, row, now) })))
}

/** A list by somebody's own words: its places by a short statement, for it is planned anew each time, and then its rows. */
async function readByPlaces(desk: Desk, { providerId, wall }: QueueQuestion, { list, values, stretch, limit }: Reading): Promise<Placed[]> {
  const keys = keysOf(list, values, values.put(limit, 'int'), stretch)
  const { rows: spots } = await desk.database.pool.query<Spot & { number: number }>(
    `select k.lane, k.rank, k.sort, k.id, t.number from (${keys}) k join tickets t on t.provider_id = $1 and t.id = k.id order by ${orderOf(list)}`, values.all,
  )
  const rows = new Map((await readRows(desk, providerId, wall, spots.map(({ number }) => number))).map((row) => [row.number, row]))
  return spots.map((spot) => ({ spot, row: rows.get(spot.number) }))
}
