import type { ColumnType, Generated } from 'kysely'

/** What people asked of their data, what must be kept, how long, and who read what; see `migrations/0036-data.sql`. */
export interface DataTables {
  person_requests: PersonRequests
  legal_holds: {
    provider_id: string; id: string; customer_id: string | null; contact_id: string | null; ticket_id: string | null; reason: string; until_on: string
    set_at: number; set_by: string; lifted_at: number | null; lifted_by: string | null
  }
  retention: { provider_id: string; kind: string; days: number; reason: string; changed_at: number; changed_by: string }
  privacy_settings: {
    provider_id: string; responsible: string | null; officer: string | null; contact: string | null; recipients: string | null; transfers: string | null
    holidays: Generated<string>; agents_named: Generated<boolean>; notes_reviewed: Generated<boolean>; changed_at: number
  }
  access_log: {
    provider_id: string; n: number; at: number; agent_id: string; role: string; what: string; object_id: string | null; customer_id: string | null
    contact_id: string | null; seal: Buffer
  }
  access_log_starts: { provider_id: string; n: number; seal: Buffer }
}

export type PersonRequestKind = 'access' | 'erasure' | 'rectification' | 'restriction' | 'portability' | 'objection'
/** making, review, ready: of an archive. confirmed: of an erasure that is about to be done. */
export type PersonRequestState = 'asked' | 'making' | 'review' | 'ready' | 'confirmed' | 'done' | 'refused' | 'withdrawn'

interface PersonRequests {
  provider_id: string; id: string; kind: PersonRequestKind; state: PersonRequestState; contact_id: string | null; address: string | null; address_key: string | null
  language: 'fr' | 'en'; asked_at: number; asked_by_kind: 'contact' | 'agent'; asked_by_id: string; due_on: string; extended_at: number | null; extended_why: string | null
  confirmed_by: string | null; confirmed_at: number | null; words: Generated<string[]>; report: ColumnType<object | null, string | null, string | null>
  file_sha256: string | null; file_size: number | null; ready_at: number | null; expires_at: number | null; downloads: Generated<number>; ended_at: number | null
  ended_by: string | null; why: string | null
}
