import type { Counts, DeskTeam, Me, SavedViews, TicketPage, Vocabulary } from '@guichet/protocol'
import { queryOptions } from '@tanstack/react-query'
import { setByServer } from '../time.ts'
import { read } from './client.ts'
import { paths } from './paths.ts'

/** What is read from the server, by the name under which it is kept. */

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => read<Me>(paths.me, signal), staleTime: 60_000 })

export const vocabularyQuery = queryOptions({
  queryKey: ['vocabulary'], queryFn: ({ signal }) => read<Vocabulary>(paths.policy, signal), staleTime: 600_000,
})

/** Those to whom a ticket may be given. */
export interface Colleague { id: string; name: string }

export const agentsQuery = queryOptions({ queryKey: ['agents'], queryFn: ({ signal }) => read<Colleague[]>(paths.agents, signal), staleTime: 300_000 })

/** The teams of agents, to whom a ticket may be handed. */
export const teamsQuery = queryOptions({ queryKey: ['teams'], queryFn: async ({ signal }) => (await read<{ rows: DeskTeam[] }>(paths.teams, signal)).rows, staleTime: 60_000 })

export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: async ({ signal }) => {
    const counts = await read<Counts>(paths.counts, signal)
    setByServer(Date.parse(counts.now))
    return counts
  },
  staleTime: 15_000,
  refetchInterval: 60_000,
})

export const viewsQuery = queryOptions({ queryKey: ['views'], queryFn: ({ signal }) => read<SavedViews>(paths.views, signal), staleTime: 60_000 })

export const ticketQuery = (number: number) =>
  queryOptions({
    queryKey: ['ticket', number],
    queryFn: async ({ signal }) => {
      const page = await read<TicketPage>(paths.ticket(number), signal)
      setByServer(Date.parse(page.now))
      return page
    },
    staleTime: 10_000,
    // Many are read ahead and opened in a day: what is not shown soon again goes.
    gcTime: 45_000,
    refetchInterval: 60_000,
  })
