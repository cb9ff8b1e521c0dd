import type { ColumnType } from 'kysely'

/** What agents chose for themselves. */
export interface LiveTables {
  agent_preferences: { provider_id: string; agent_id: string; name: string; value: ColumnType<unknown, string, string>; changed_at: number }
}
