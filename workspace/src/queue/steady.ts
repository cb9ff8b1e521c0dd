/** A list that does not move under the hand of who uses it: what changed is shown in place, what came or went is announced. */

export interface Steady<Row> {
  rows: Row[]
  /** Rows that are no longer in the list, shown still in their place. */
  gone: ReadonlySet<string>
  /** How many rows are there that are not shown yet. */
  fresh: number
  /** Whether the same rows would stand in another order. */
  moved: boolean
}

/**
 * The rows to show while a list is in use: those of `shown`, in their order, with the data of `latest`;
 * rows that `latest` adds below the last shown one (the next page) follow.
 */
export function steady<Row extends { id: string }>(shown: readonly Row[], latest: readonly Row[]): Steady<Row> {
  const now = new Map(latest.map((row) => [row.id, row]))
  const before = new Set(shown.map((row) => row.id))
  const kept = shown.map((row) => now.get(row.id) ?? row)
  const gone = new Set(shown.filter((row) => !now.has(row.id)).map((row) => row.id))
  const lastKnown = latest.findLastIndex((row) => before.has(row.id))
  const below = shown.length === 0 || lastKnown < 0 ? [] : latest.slice(lastKnown + 1)
  const fresh = latest.length - below.length - (shown.length - gone.size)
  const order = latest.filter((row) => before.has(row.id)).map((row) => row.id)
  const staying = shown.filter((row) => now.has(row.id)).map((row) => row.id)
  return { rows: [...kept, ...below], gone, fresh, moved: order.some((id, index) => id !== staying[index]) }
}

/** The number of the row to go to after the one at `number` left the list: the next one, else the one before, else none. */
export function neighbour(rows: readonly { number: number }[], number: number): number | undefined {
  const at = rows.findIndex((row) => row.number === number)
  if (at < 0) return rows[0]?.number
  return rows[at + 1]?.number ?? rows[at - 1]?.number
}
