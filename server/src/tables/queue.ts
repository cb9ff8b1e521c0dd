import type { Generated } from 'kysely'

/** Who has read what, and the views that were saved; see `migrations/0041-views.sql`. */
export interface QueueTables {
  ticket_seen: { provider_id: string; agent_id: string; ticket_id: string; version: number; at: number }
  saved_views: {
    provider_id: string; id: string; scope: 'mine' | 'team' | 'all'; agent_id: string | null; team_id: string | null; name: string; filter: string
    sort: 'policy' | 'oldest' | 'changed'; position: number; version: Generated<number>; created_at: number; changed_at: number
  }
}
