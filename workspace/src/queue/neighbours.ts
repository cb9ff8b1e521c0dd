import { neighbour } from './steady.ts'

/** The list that stands beside the open ticket, so that the ticket knows where to go when it is done. */
let rows: readonly { number: number }[] = []

export function offerNeighbours(shown: readonly { number: number }[]): void {
  rows = shown
}

/** Where to go once the ticket at `number` is done; undefined when the list holds nothing else. */
export function nextAfter(number: number): number | undefined {
  const next = neighbour(rows, number)
  return next === number ? undefined : next
}
