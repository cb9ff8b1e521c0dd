import type { BulkRun, BulkRunPage, BulkRuns } from '@guichet/protocol'
import { queryOptions } from '@tanstack/react-query'
import { read } from '../api/client.ts'
import { paths } from '../api/paths.ts'

const underWay = (run: Pick<BulkRun, 'state'>) => run.state === 'running' || run.state === 'undoing'

/** One act on many, told of by the live socket, and looked at now and then all the same while it is under way. */
export const runQuery = (id: string) => queryOptions({
  queryKey: ['bulk', id], queryFn: ({ signal }) => read<BulkRunPage>(paths.bulkRun(id), signal), // Letters that have not left are told until they have.
  refetchInterval: ({ state }) => (state.data && underWay(state.data) ? 2_000 : state.data?.held ? 10_000 : false),
})

export const runsQuery = queryOptions({
  queryKey: ['bulk'], queryFn: ({ signal }) => read<BulkRuns>(paths.bulk, signal), refetchInterval: ({ state }) => (state.data?.runs.some(underWay) ? 5_000 : false),
})

/** How many were dealt with, of how many: forwards, or backwards while it is undone. */
export function farOf({ state, total, done, unchanged, refused, undone, kept }: BulkRun): { n: number; of: number } {
  return state === 'undoing' || state === 'undone' ? { n: undone + kept, of: done + undone + kept } : { n: Math.min(total, done + unchanged + refused + undone + kept), of: total }
}
