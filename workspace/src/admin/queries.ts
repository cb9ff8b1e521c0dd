import type { AdminAttention, AdministeredAgent } from '@guichet/protocol'
import { queryOptions } from '@tanstack/react-query'
import { read } from '../api/client.ts'

/** Where the administration asks the server. */
export const adminPaths = {
  agents: 'admin/agents',
  agent: (id: string) => `admin/agents/${id}`,
  act: (id: string, act: 'disable' | 'enable' | 'link' | 'hand-over' | 'tickets') => `admin/agents/${id}/${act}`,
  attention: 'admin/attention',
  team: (id: string) => `teams/${id}`,
}

/** What of the desk's own arrangements waits for whoever looks after them. */
export const attentionQuery = queryOptions({ queryKey: ['admin', 'attention'], queryFn: ({ signal }) => read<AdminAttention>(adminPaths.attention, signal), staleTime: 10_000, refetchInterval: 60_000 })
export const administeredQuery = queryOptions({ queryKey: ['admin', 'agents'], queryFn: async ({ signal }) => (await read<{ rows: AdministeredAgent[] }>(adminPaths.agents, signal)).rows, staleTime: 10_000 })
