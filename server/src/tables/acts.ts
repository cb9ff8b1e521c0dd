import type { Generated } from 'kysely'

/** What agents do with tickets beside answering them. */
export interface ActTables {
  tags: Tags
  tag_changes: TagChanges
  work: Work
}

interface Tags { provider_id: string; name: string; created_at: number; created_by: string | null }
interface TagChanges {
  provider_id: string; id: string; name: string; becomes: string | null; asked_by: string; asked_at: number; done_at: number | null; tickets: Generated<number>
}
interface Work {
  provider_id: string; id: string; ticket_id: string; agent_id: string; started_at: number; minutes: number; kind: string; note: string | null; noted_at: number
  corrected_at: number | null
}
