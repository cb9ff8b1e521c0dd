import type { DeskTeam } from '@guichet/protocol'
import { queryOptions } from '@tanstack/react-query'
import { read } from '../../api/client.ts'

/** The teams of agents: to whom a ticket may be handed. */
export const teamsQuery = queryOptions({ queryKey: ['teams'], queryFn: ({ signal }) => read<{ rows: DeskTeam[] }>('teams', signal), staleTime: 300_000 })
