import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** What customers are told of, who was told, and at which address; see `migrations/0035-notices.sql`. */
export interface NoticeTables {
  notices: Notices
  notice_customers: { provider_id: string; notice_id: string; customer_id: string; affected: boolean; own_text: ColumnType<Texts | null, string | null, string | null> }
  notice_services: { provider_id: string; notice_id: string; service_id: string; customer_id: string }
  notice_posts: NoticePosts
  notifications: {
    provider_id: string; id: string; notice_id: string; customer_id: string; contact_id: string; reference: string; in_client_area: boolean
    shown_at: number; changed_at: number; read_at: number | null
  }
  notice_told: { provider_id: string; post_id: string; contact_id: string; notification_id: string; shown_at: number }
  notice_letters: {
    provider_id: string; post_id: string; customer_id: string; address_key: string; notification_id: string; outbox_id: string | null; written_at: number
  }
  notification_addresses: {
    provider_id: string; contact_id: string; type: string; address: string | null; address_key: string | null; verified_at: number | null; refused_at: number | null
    pending: string | null; token_hash: Buffer | null; asked_at: number | null; expires_at: number | null
  }
  notification_refusals: { provider_id: string; contact_id: string; type: string; at: number }
  address_tasks: {
    provider_id: string; id: string; contact_id: string; address_key: string; address: string; type: string; made_at: number
    done_at: number | null; done_by: string | null; done_by_name: string | null
  }
}

/** What a service shares with others: the node it is on. */
export interface ServiceTags { tags: Generated<string[]> }

/** A text in one language or in both. */
export interface Texts { readonly fr?: string | undefined; readonly en?: string | undefined }
export type Severity = 'information' | 'minor' | 'major'
export type PostKind = 'first' | 'update' | 'end'

/** Whom a notice concerns: what is named together is added up. */
export interface Audience {
  /** Every customer. */
  readonly everybody?: boolean | undefined
  readonly services?: readonly string[] | undefined
  /** Kinds of services, as the policy names them. */
  readonly kinds?: readonly string[] | undefined
  readonly tags?: readonly string[] | undefined
  readonly customers?: readonly string[] | undefined
  /** Only those people of theirs who have this right. */
  readonly right?: string | undefined
}

interface Notices {
  provider_id: string; id: string; code: string; type: string; severity: Severity; title: JSONColumnType<Texts, string, string>; from_at: number | null
  until_at: number | null; banner: boolean; audience: JSONColumnType<Audience, string, string>; policy_version: string
  outcome: 'sent' | 'public' | 'not_concerned'; through: string[]; clauses: string[]; within: number | null; optional: boolean
  maker_kind: 'agent' | 'system'; maker_id: string | null; maker_name: string | null; dedupe_key: string | null; body_sha256: string | null
  created_at: number; ended_at: number | null
}
interface NoticePosts {
  provider_id: string; id: string; notice_id: string; kind: PostKind; text: JSONColumnType<Texts, string, string>; from_at: number | null; until_at: number | null
  author_kind: 'agent' | 'system'; author_id: string | null; author_name: string | null; created_at: number; state: 'telling' | 'told'; after: string | null
  told_at: number | null
}
