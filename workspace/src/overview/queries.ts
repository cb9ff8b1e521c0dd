import type { FigureBasis, FigureExclusion, FigurePart, FigurePeriod, Figures, FiguresNow, FigureTickets } from '@guichet/protocol'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { read } from '../api/client.ts'
import { apiPath } from '../place.ts'
import { now, setByServer } from '../time.ts'

/** Which figures: as they stand in the address of the page. */
export interface Wanted { readonly period: FigurePeriod; readonly basis: FigureBasis; readonly from: string; readonly to: string }
/** Which tickets of them. */
export interface WantedTickets { readonly line?: string; readonly part?: FigurePart; readonly why?: FigureExclusion }

/** Changes are followed no more often than this. */
export const every = 15_000

/** Whether days of one's own make a period; any other always does. */
export const isWhole = ({ period, from, to }: Wanted): boolean => period !== 'dates' || (from !== '' && to !== '' && from <= to)

const texts = ({ period, basis, from, to }: Wanted, more: object = {}) =>
  new URLSearchParams(Object.entries({ period, basis, ...(period === 'dates' ? { from, to } : {}), ...more }).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')).toString()

export const figuresNowQuery = queryOptions({
  queryKey: ['figures', 'now'],
  queryFn: async ({ signal }) => {
    const figures = await read<FiguresNow>('figures/now', signal)
    setByServer(Date.parse(figures.now))
    return { figures, at: now() }
  },
  staleTime: every, refetchInterval: every,
})

export const figuresQuery = (wanted: Wanted) =>
  queryOptions({ queryKey: ['figures', 'period', wanted], queryFn: ({ signal }) => read<Figures>(`figures?${texts(wanted)}`, signal), staleTime: every, refetchInterval: 4 * every, enabled: isWhole(wanted) })

export const figureTicketsQuery = (wanted: Wanted, tickets: WantedTickets) =>
  infiniteQueryOptions({
    queryKey: ['figures', 'tickets', wanted, tickets], queryFn: ({ pageParam, signal }) => read<FigureTickets>(`figures/tickets?${texts(wanted, { ...tickets, cursor: pageParam, limit: '50' })}`, signal),
    initialPageParam: null as string | null, getNextPageParam: (page) => page.next, staleTime: every,
  })

/** Where a table is to be had. */
export const linesFile = (wanted: Wanted, lang: string) => apiPath(`figures.csv?${texts(wanted, { lang })}`)
export const ticketsFile = (wanted: Wanted, tickets: WantedTickets, lang: string) => apiPath(`figures/tickets.csv?${texts(wanted, { ...tickets, lang })}`)
