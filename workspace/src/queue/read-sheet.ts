import type { QueuePage, QueueShape } from '@guichet/protocol'
import { read } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { boundsOf, leavesFor, step, withLeaf, type Leaf, type Sheet } from './sheet.ts'
import { parametersOf, type ListName } from './views.ts'

/** Rows may have come since the places were told: a part may hold some more. */
const mostRows = 200

/** One part of a list. */
export async function readLeaf(list: ListName, sheet: Pick<Sheet, 'places'>, index: number, signal?: AbortSignal): Promise<Leaf> {
  const { after, until } = boundsOf(sheet, index)
  const page = await read<QueuePage>(paths.queuePart(parametersOf(list), { after, until, limit: until === undefined ? step : mostRows }), signal)
  return { index, rows: page.rows.slice(0, step) }
}

/**
 * A list as it is now: of a short one all rows in one reading; of a long one its length, where its parts begin, and those of them
 * that are in sight.
 */
export async function readSheet(list: ListName, before: Sheet | undefined, sight: readonly [number, number], signal?: AbortSignal): Promise<Sheet> {
  const parameters = parametersOf(list)
  const shapeOf = () => read<QueueShape>(paths.queueShape(parameters), signal)
  if (before === undefined || before.places.length === 0) {
    const first = await read<QueuePage>(paths.queuePart(parameters, { limit: step }), signal)
    const whole: Sheet = { total: first.rows.length, more: false, places: [], pages: [{ index: 0, rows: first.rows }] }
    if (first.next === null) return whole
    const { total, more, places } = await shapeOf()
    return { ...whole, total, more, places }
  }
  const { total, more, places } = await shapeOf()
  const empty: Sheet = { total, more, places, pages: [] }
  const leaves = await Promise.all(leavesFor(empty, Math.min(sight[0], total), Math.min(sight[1], total)).map((index) => readLeaf(list, empty, index, signal)))
  return leaves.reduce(withLeaf, empty)
}
