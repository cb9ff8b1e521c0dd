import type { FieldType, Words } from '@guichet/protocol'
import type { ColumnType, Generated } from 'kysely'

/** What a provider's desk notes of requests for its own use. */
export interface FieldTables {
  fields: Fields
}

type Said = ColumnType<Words, string, string>

interface Fields {
  provider_id: string; id: string; name: string; version: Generated<number>; position: number; type: FieldType; label: Said; help: Said; unit: string | null
  choices: ColumnType<readonly { readonly key: string; readonly label: Words; readonly retired: boolean }[], string, string>
  kinds: string[]; department: string | null; shown_to: 'agents' | 'customer'; required: boolean; made_by: string | null; made_at: number; changed_at: number; retired_at: number | null
}
