import type { QueueShape } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { stopwatch } from '#platform/time.ts'
import type { Desk } from '#policies/policies.ts'
import { writeSpot } from './cursor.ts'
import type { Spot } from './cursor.ts'
import { listFor } from './page.ts'
import type { QueueQuestion } from './page.ts'
import { keysOf, orderOf, Values } from './statement.ts'
import type { List } from './statement.ts'

/** Rows from one place of a shape to the next. */
const step = 100
/** A list is counted and walked up to here; whoever looks further filters. */
const longest = 100_000

/** A shape from here on is a walk that others need not wait for: told as it was a moment ago, and walked again meanwhile. */
const manyRows = 10_000
/** What takes long is walked more rarely: a twentieth of the time at most goes into it. */
const share = 20
/** What nobody asked for in so many milliseconds is walked before it is told. */
const oldest = 30_000
const mostKept = 200

interface Kept { readonly shape: QueueShape; readonly since: () => number; readonly rest: number; renewing: boolean }
const kept = new WeakMap<Desk['database']['pool'], Map<string, Kept>>()

/** The same for all whose list is the same. */
function keyOf(question: QueueQuestion, list: List): string {
  const { providerId, wall, view } = question
  const own = wall.departments !== null || view === 'mine' || view === 'teams' || view === 'mentioned' || view === 'watching'
  return JSON.stringify([providerId, list.name ?? [view, list.order, list.where.map(({ text, values }) => [text(1), values])], own ? wall : null])
}

/**
 * How long a list is and where each further hundred begins. Of a very long one the places of a moment ago: between two of them a part
 * may hold some rows more or less, and is read as it is.
 */
export async function readShape(desk: Desk, question: QueueQuestion): Promise<QueueShape> {
  const now = desk.time.now()
  const list = listFor(question, now)
  const { pool } = desk.database
  const shapes = kept.get(pool) ?? new Map<string, Kept>()
  kept.set(pool, shapes)
  const key = keyOf(question, list)
  const walk = async (): Promise<QueueShape> => {
    const took = stopwatch()
    const shape = await walkShape(desk, question, list, desk.time.now())
    shapes.delete(key)
    if (shape.total >= manyRows) shapes.set(key, { shape, since: stopwatch(), rest: share * took(), renewing: false })
    for (const first of shapes.keys()) {
      if (shapes.size <= mostKept) break
      shapes.delete(first)
    }
    return shape
  }
  const before = shapes.get(key)
  if (!before || before.since() > oldest) return walk()
  if (before.since() > before.rest && !before.renewing) {
    before.renewing = true
    void walk().catch((err: unknown) => {
      before.renewing = false
      desk.log.warn({ err }, 'a long list was not walked again')
    })
  }
  return { ...before.shape, now: writeInstant(now) }
}

/** In one walk along its index. */
async function walkShape(desk: Desk, question: QueueQuestion, list: List, now: number): Promise<QueueShape> {
  const values = new Values()
  values.put(question.providerId, 'uuid')
  const keys = keysOf(list, values, values.put(longest + 1, 'int'))
  const { rows } = await desk.database.pool.query<Spot & { n: number }>({
    ...(list.name === undefined ? {} : { name: `queue-shape-${list.name}` }),
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
