import { neighbour } from './steady.ts'

/** The list that stands beside the open ticket, so that the ticket knows where to go when it is done. */
let rows: readonly { number: number }[] = []

/** Says which list stands beside the open ticket now. */
export function offerNeighbours(shown: readonly { number: number }[]): void {
  rows = shown
}

/** Where to go once the ticket at `number` is done; undefined when the list holds nothing else. */
export function nextAfter(number: number): number | undefined {
  const next = neighbour(rows, number)
  return next === number ? undefined : next
}

/** The ticket just below or above in the list; undefined at its ends, and where the list does not hold this one. */
export function besideOf(number: number, by: 1 | -1): number | undefined {
  const at = rows.findIndex((row) => row.number === number)
  return at < 0 ? undefined : rows[at + by]?.number
}
