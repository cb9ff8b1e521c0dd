import type { QueueRow } from '@guichet/protocol'
import { withLeaf, type Sheet } from '../queue/sheet.ts'

/** Rows of lists that are kept, whatever the shape of the list: pages of rows, or rows alone. */
type Rows = { rows: readonly QueueRow[] }
const isRows = (value: unknown): value is Rows => typeof value === 'object' && value !== null && Array.isArray((value as Rows).rows)
const isPages = (value: unknown): value is { pages: unknown[] } => typeof value === 'object' && value !== null && Array.isArray((value as { pages: unknown[] }).pages)

/** The numbers of the rows in a kept list. */
export function numbersIn(data: unknown): number[] {
  if (isRows(data)) return data.rows.map(({ number }) => number)
  return isPages(data) ? data.pages.flatMap(numbersIn) : []
}

/** The list with these rows renewed where they stand; the same object when it holds none of them. A row never goes back to an older version. */
export function patched<Data>(data: Data, fresh: ReadonlyMap<number, QueueRow>): Data {
  if (isRows(data)) {
    const renewed = (row: QueueRow) => {
      const found = fresh.get(row.number)
      return found && found.version >= row.version ? found : row
    }
    return data.rows.some((row) => renewed(row) !== row) ? { ...data, rows: data.rows.map(renewed) } : data
  }
  if (!isPages(data)) return data
  const pages = data.pages.map((page) => patched(page, fresh))
  return pages.some((page, index) => page !== data.pages[index]) ? { ...data, pages } : data
}

/** A list whose first part is known to stand in this order: one that ends there as a whole, of a longer one its beginning. Undefined where a row is not known. */
export function reordered(sheet: Sheet, numbers: readonly number[], more: boolean, known: (number: number) => QueueRow | undefined): Sheet | undefined {
  const rows = numbers.flatMap((number) => known(number) ?? [])
  if (rows.length < numbers.length) return undefined
  if (!more) return { total: rows.length, more: false, places: [], pages: [{ index: 0, rows }] }
  return withLeaf(sheet, { index: 0, rows })
}

/** Whether a row may now stand elsewhere in a list, or in none: what orders or chooses rows is no longer the same. */
export function mayMove(before: QueueRow, after: QueueRow): boolean {
  const placing = ({ state, rank, kind, tier, priority, department, assignee, team, tags, service, snoozedUntil, heldUntil, due, lastFrom }: QueueRow) =>
    JSON.stringify([state, rank, kind, tier, priority, department, assignee?.id, team?.id, tags, service?.id, snoozedUntil, heldUntil, due?.dueAt, due?.late, lastFrom])
  return placing(before) !== placing(after)
}

/** Events that put no ticket into a list, nor out of one: for these a list is not read again. */
const still: ReadonlySet<string> = new Set(['message.note', 'message.automatic', 'mail.sent', 'mail.failed', 'mail.retried'])

/** Whether what happened may change lists that do not show the ticket. */
export const mayJoin = (events: readonly string[]): boolean => events.some((type) => !still.has(type))

/** The rows of a kept list by their numbers. */
export function rowsIn(data: unknown): QueueRow[] {
  if (isRows(data)) return [...data.rows]
  return isPages(data) ? data.pages.flatMap(rowsIn) : []
}
