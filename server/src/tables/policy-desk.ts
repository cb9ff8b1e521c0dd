import type { Generated } from 'kysely'

/** A policy being written; see `migrations/0048-policy-desk.sql`. */
export interface PolicyDeskTables {
  policy_drafts: {
    provider_id: string; source: string; examples: string; version: number; based_on: string | null; changed_at: number; changed_by: string; told_at: number
  }
}

/** Beside the text of a published version: why, and whether it was taken back before its day. */
export interface PolicyStanding { note: Generated<string | null>; withdrawn_at: Generated<number | null>; withdrawn_by: Generated<string | null> }
