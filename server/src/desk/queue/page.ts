import type { QueuePage, QueueShape, View } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { readSpot, writeSpot } from './cursor.ts'
import type { Spot } from './cursor.ts'
import { listOf } from './list.ts'
import { queueRow, rowColumns, rowJoins } from './row.ts'
import type { Found } from './row.ts'
import { keysOf, orderOf, Values } from './statement.ts'
import type { Condition, List, Order } from './statement.ts'

/** Who looks, at what. */
export interface QueueQuestion {
  readonly providerId: string
  readonly wall: DeskWall
  /** Undefined: wherever, by the filter alone. */
  readonly view?: View | undefined
  readonly filter?: Condition | undefined
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

/** Rows from one place of a shape to the next. */
const step = 100
/** A list is counted and walked up to here; whoever looks further filters. */
const longest = 100_000

/** How long a list is and where each further hundred begins, in one walk along its index. */
export async function readShape(desk: Desk, question: QueueQuestion): Promise<QueueShape> {
  const now = desk.time.now()
  const list = listFor(question, now)
  const values = new Values()
  values.put(question.providerId, 'uuid')
  const keys = keysOf(list, values, values.put(longest + 1, 'int'))
  const { rows } = await desk.database.pool.query<Spot & { n: number }>({
    ...named(list, 'shape'),
    text: `select n, lane, rank, sort, id from (
        select k.*, row_number() over w::int as n, lead(k.id) over w is null as last from (${keys}) k window w as (order by ${orderOf(list)})
      ) k where n % ${step} = 0 or last order by n`,
    values: values.all,
  })
  const total = rows.at(-1)?.n ?? 0
  return {
    total: Math.min(total, longest), more: total > longest, step, now: writeInstant(now),
    places: rows.filter(({ n }) => n % step === 0 && n < Math.min(total, longest)).map(writeSpot),
  }
}
