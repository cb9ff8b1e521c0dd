import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { ticketQuery } from '../api/queries.ts'

/** Tickets kept besides the one that is shown: what was read long ago is read again rather than kept. */
const mostKept = 24
/** Milliseconds on a row after which its ticket is likely to be opened. */
const meant = 70

/** Reads a ticket before it is opened; it is kept for a short while. */
export function prefetchTicket(client: QueryClient, number: number): void {
  void client.prefetchQuery({ ...ticketQuery(number), staleTime: 20_000 })
  forgetOldest(client)
}

function forgetOldest(client: QueryClient): void {
  const idle = client.getQueryCache().findAll({ queryKey: ['ticket'], type: 'inactive' }).filter(({ state }) => state.fetchStatus === 'idle')
  for (const query of idle.sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt).slice(mostKept)) client.getQueryCache().remove(query)
}

/** Reads a ticket ahead once somebody stays on its row for a moment; undefined: on none. */
export function useReadAhead(): (number: number | undefined) => void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback((number) => {
    clearTimeout(timer.current)
    if (number !== undefined) timer.current = setTimeout(() => prefetchTicket(client, number), meant)
  }, [client])
}

/** Reads these tickets ahead once the page has nothing better to do. */
export function useReadNext(numbers: () => readonly (number | undefined)[], after: unknown): void {
  const client = useQueryClient()
  const latest = useRef(numbers)
  useEffect(() => {
    latest.current = numbers
  })
  useEffect(() => {
    if (after === undefined) return
    const timer = setTimeout(() => {
      for (const number of latest.current()) if (number !== undefined) prefetchTicket(client, number)
    }, 30)
    return () => clearTimeout(timer)
  }, [client, after])
}
