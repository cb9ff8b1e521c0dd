import type { AdministeredAgent } from '@guichet/protocol'
import { queryOptions } from '@tanstack/react-query'
import { read } from '../api/client.ts'

/** Where the administration asks the server. */
export const adminPaths = {
  agents: 'admin/agents',
  agent: (id: string) => `admin/agents/${id}`,
  act: (id: string, act: 'disable' | 'enable' | 'link' | 'hand-over' | 'tickets') => `admin/agents/${id}/${act}`,
  teams: 'teams',
  team: (id: string) => `teams/${id}`,
}

export const administeredQuery = queryOptions({ queryKey: ['admin', 'agents'], queryFn: async ({ signal }) => (await read<{ rows: AdministeredAgent[] }>(adminPaths.agents, signal)).rows, staleTime: 10_000 })
