import type { Generated, JSONColumnType } from 'kysely'
import type { DraftMore, MacroActs, Words } from '@guichet/protocol'

/** What agents write: drafts, who is named in notes, ready-made texts. */
export interface ComposingTables {
  agent_drafts: {
    provider_id: string; ticket_id: string; agent_id: string; tab: 'reply' | 'note'; version: number; text: string; more: JSONColumnType<DraftMore, string, string>; uploads: string[]
    shared: boolean; ended: 'sent' | 'given_up' | 'taken' | null; ended_by: string | null; updated_at: number
  }
  mentions: { provider_id: string; ticket_id: string; agent_id: string; message_id: string; at: number; seen_at: number | null }
  macros: {
    provider_id: string; id: string; name: string; version: Generated<number>; tab: 'reply' | 'note'; texts: JSONColumnType<Words, string, string>; acts: JSONColumnType<MacroActs, string, string>
    owner_id: string | null; team_id: string | null; kinds: string[]; departments: string[]; used: Generated<number>; used_at: number | null; retired_at: number | null
    created_by: string | null; created_at: number; changed_at: number
  }
}
