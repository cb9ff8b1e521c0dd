import type { SearchOperator, SearchPage } from '@guichet/protocol'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask, read } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { setByServer } from '../time.ts'

/** Milliseconds after the last letter before the server is asked. */
const pausing = 120

interface How { readonly typing: boolean; readonly limit: number }

/** Searches for tickets, customers and contacts: what any field of the application may call. */
export async function searchDesk(text: string, { typing, limit }: How, signal?: AbortSignal): Promise<SearchPage> {
  const page = await read<SearchPage>(paths.search(text, typing, limit), signal)
  setByServer(Date.parse(page.now))
  return page
}

export const searchQuery = (text: string, how: How) =>
  queryOptions({ queryKey: ['search', text, how.typing, how.limit], queryFn: ({ signal }) => searchDesk(text, how, signal), staleTime: 15_000, gcTime: 300_000, enabled: text !== '', placeholderData: keepPreviousData })

export const operatorsQuery = queryOptions({ queryKey: ['search-operators'], queryFn: ({ signal }) => read<SearchOperator[]>(paths.searchOperators, signal), staleTime: 600_000 })

export const recentQuery = queryOptions({ queryKey: ['search-recent'], queryFn: ({ signal }) => read<string[]>(paths.searchRecent, signal), staleTime: 0 })

/** Keeps what was searched for with the agent; a search that cannot be kept is no reason to stop anybody. */
export function remember(text: string): void {
  const kept = text.trim().slice(0, 500)
  if (kept !== '') void ask(paths.searchRecent, { method: 'POST', body: { text: kept } })
}

/** A text a moment after it stopped changing. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pausing)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** What a text finds while it is typed: the last answer stays until the next is there, and a question that was overtaken is given up. */
export function useSearchAsTyped(text: string, limit: number) {
  const asked = useSettled(text.trim())
  return { asked, ...useQuery(searchQuery(asked, { typing: true, limit })) }
}
