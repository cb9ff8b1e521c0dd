import type { Generated, JSONColumnType } from 'kysely'

/** What is written and not sent, and what is read; see `migrations/0034-asking.sql`. */
export interface AskingTables {
  drafts: {
    provider_id: string; id: string; contact_id: string; place: string; form_key: string; fields: JSONColumnType<Record<string, string>, string, string>
    uploads: Generated<string[]>; created_at: number; updated_at: number
  }
  ticket_reads: { provider_id: string; contact_id: string; ticket_id: string; seen_at: number }
}

/** How a request was sent: the policy that its sender accepted, when, from where, and the request that it goes on from. */
export interface HowSent { accepted_version: string | null; accepted_at: number | null; machine: string | null; follows_ticket_id: string | null }
