import type { ColumnType, Generated } from 'kysely'

/** What can be taken in from elsewhere, by its name in addresses and commands. */
export type Noun = 'customers' | 'contacts' | 'contracts' | 'services' | 'licences' | 'movements'
type ActorKind = 'contact' | 'agent' | 'third_party' | 'system'

/** Tables of what customers have, as queries see them, and of how it comes from elsewhere. */
export interface ServiceTables {
  licence_uses: { provider_id: string; licence_id: string; customer_id: string; entered_by: string | null; entered_at: number }
  external_ids: { provider_id: string; noun: Noun; source: string; external_id: string; id: string; made_at: number }
  quota_movements: QuotaMovements
  import_runs: ImportRuns
  import_problems: ImportProblems
  hooks: Hooks
  hook_calls: HookCalls
}

/** What a service says besides: since when and until when it is one. */
export interface ServiceStanding {
  addresses: Generated<string[]>; starts_on: Generated<string | null>; ends_on: Generated<string | null>; retired_at: Generated<number | null>; changed_at: Generated<number | null>
}
/** Somebody who left, something taken back: kept with what happened to it. */
export interface Retirable { retired_at: Generated<number | null> }
export interface ContractStanding { retired_at: Generated<number | null>; changed_at: Generated<number | null> }

interface QuotaMovements {
  provider_id: string; id: string; contract_id: string; quota: string; kind: 'purchase' | 'use' | 'correction'; quantity: number; at: number; corrects: string | null
  ticket_id: string | null; note: string | null; author_kind: ActorKind; author_id: string | null; author_name: string | null; recorded_at: number
}
interface ImportRuns {
  provider_id: string; id: string; noun: Noun; source: string; file_name: string; sha256: string; dry_run: boolean; encoding: string | null; separator: string | null
  state: 'running' | 'done' | 'refused'; records: number | null; next_record: Generated<number>; added: Generated<number>; changed: Generated<number>
  unchanged: Generated<number>; refused: Generated<number>; started_at: number; moved_at: number; ended_at: number | null
  author_kind: ActorKind; author_id: string | null; author_name: string | null
}
interface ImportProblems { provider_id: string; run_id: string; place: number; line: number; field: string | null; code: string; given: string | null; known: string | null }
interface Hooks {
  provider_id: string; id: string; name: string; source: string; secret: Buffer; former_secret: Buffer | null; former_until: number | null
  created_at: number; used_at: number | null; revoked_at: number | null
}
interface HookCalls { provider_id: string; hook_id: string; call_id: string; status: number | null; response: ColumnType<unknown, string | null, string | null>; at: number }
