import type { QueuePage, View } from '@guichet/protocol'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { readSpot, writeSpot } from './cursor.ts'
import type { Spot } from './cursor.ts'
import { listOf } from './list.ts'
import type { Narrowing } from './list.ts'
import { queueRow, rowColumns, rowJoins } from './row.ts'
import type { Found } from './row.ts'
import { keysOf, orderOf, Values } from './statement.ts'
import type { List, Order } from './statement.ts'

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

const named = (list: List, what: string) => (list.name === undefined ? {} : { name: `queue-${what}-${list.name}` })

/** One part of the queue, in the order of its list. */
export async function readQueue(desk: Desk, question: QueueQuestion, { limit, cursor, until }: Part): Promise<QueuePage> {
  const now = desk.time.now()
  const list = listFor(question, now)
  const values = new Values()
  values.put(question.providerId, 'uuid')
  const me = values.put(question.wall.agentId, 'uuid')
  const stretch = { after: readSpot(cursor), until: readSpot(until) }
  const keys = keysOf(list, values, values.put(limit + 1, 'int'), stretch)
  // Which places are read depends on where the part begins and ends: each such shape is a statement of its own.
  const shape = `${stretch.after?.lane ?? 'first'}-${stretch.until?.lane ?? 'open'}`
  const { rows } = await desk.database.pool.query<Found & Spot>({
    ...named(list, shape),
    text: `select k.lane, k.sort, ${rowColumns(me)} from (${keys}) k join tickets t on t.provider_id = $1 and t.id = k.id ${rowJoins(me)} order by ${orderOf(list)}`,
    values: values.all,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await Promise.all(page.map((row) => queueRow(desk, question.providerId, row, now))),
    next: rows.length > limit && last ? writeSpot(last) : null,
  }
}
