import type { Rule, RuleRuns } from '@guichet/protocol'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { read } from '../../api/client.ts'

/** Where the page of rules asks the server. */
export const rulePaths = {
  rules: 'admin/rules', order: 'admin/rules/order', tried: 'admin/rules/try',
  rule: (id: string) => `admin/rules/${id}`,
  on: (id: string) => `admin/rules/${id}/on`,
}

export const rulesQuery = queryOptions({ queryKey: ['rules'], queryFn: async ({ signal }) => (await read<{ rows: Rule[] }>(rulePaths.rules, signal)).rows, staleTime: 5_000, refetchInterval: 30_000 })
export const runsQuery = (id: string) => infiniteQueryOptions({
  queryKey: ['rules', id, 'runs'], initialPageParam: '', queryFn: ({ signal, pageParam }) => read<RuleRuns>(`admin/rules/${id}/runs${pageParam === '' ? '' : `?cursor=${pageParam}`}`, signal),
  getNextPageParam: ({ next }: RuleRuns) => next ?? undefined,
})
