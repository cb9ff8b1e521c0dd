import type { QueueRow } from '@guichet/protocol'

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
