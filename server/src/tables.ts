import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Decision, Facts } from '@guichet/policy/model'
import type { FieldValue } from '@guichet/protocol'
import type { Platform } from '#platform/platform.ts'
import type { AccessTables } from './tables/access.ts'
import type { AlertTables } from './tables/alerts.ts'
import type { ActTables } from './tables/acts.ts'
import type { AskingTables, HowSent } from './tables/asking.ts'
import type { BulkTables } from './tables/bulk.ts'
import type { ComposingTables } from './tables/composing.ts'
import type { IdentityTables, LinkPurpose, SecondProof, Way } from './tables/identity.ts'
import type { EntranceTables, ProviderFace } from './tables/entrance.ts'
import type { FieldTables } from './tables/fields.ts'
import type { DataTables } from './tables/data.ts'
import type { LiveTables } from './tables/live.ts'
import type { NoticeTables, ServiceTags } from './tables/notices.ts'
import type { PolicyDeskTables, PolicyStanding } from './tables/policy-desk.ts'
import type { QueueTables } from './tables/queue.ts'
import type { ContactStanding, LegalIdentity, PeopleTables } from './tables/people.ts'
import type { SearchTables } from './tables/search.ts'
import type { SettingTables } from './tables/settings.ts'
import type { ContractStanding, Retirable, ServiceStanding, ServiceTables } from './tables/services.ts'

/** The tables as queries see them; `migrations/schema.sql` is what they are. Instants are epoch milliseconds. */
export interface Tables extends AccessTables, ActTables, AlertTables, AskingTables, BulkTables, ComposingTables, PeopleTables, IdentityTables, EntranceTables, FieldTables, ServiceTables, DataTables, NoticeTables, QueueTables, LiveTables, PolicyDeskTables, SearchTables, SettingTables {
  providers: Providers
  directory: Directory
  policies: Policies
  customers: Customers
  contacts: Contacts
  contracts: Contracts
  services: Services
  licences: Licences
  agents: Agents
  sessions: Sessions
  sign_in_links: SignInLinks
  attempts: Attempts
  api_tokens: ApiTokens
  requests: Requests
  tickets: Tickets
  messages: Messages
  attachments: Attachments
  uploads: Uploads
  events: Events
  clocks: Clocks
  outbox: Outbox
  mail_threads: MailThreads
  reply_tokens: ReplyTokens
  idempotency: Idempotency
}

export type { FirstWay, LinkPurpose, SecondProof, Way } from './tables/identity.ts'

/** The world as slices are handed it. */
export type World = Platform<Tables>

/** JSON read as `T`, written as its text. */
type Json<T extends object> = JSONColumnType<T, string, string>
type MaybeJson<T extends object> = ColumnType<T | null, string | null, string | null>
type Lang = 'fr' | 'en'

interface Providers extends ProviderFace { id: string; slug: string; name: string; accent: string; language: Lang; created_at: number }
interface Directory { kind: 'host' | 'mail_address'; key: string; provider_id: string; channel: string | null }
interface Policies extends PolicyStanding {
  provider_id: string; id: string; policy: string; version: string; effective_at: number; source: string; examples: string | null
  sha256: string; published_at: number; published_by: string
}
interface Customers extends LegalIdentity, Retirable {
  provider_id: string; id: string; number: string; name: string; kind: 'professional' | 'consumer' | 'unknown'; role: string | null
  zone: string | null; language: Lang; created_at: number
}
interface Contacts extends ContactStanding {
  provider_id: string; id: string; customer_id: string; name: string; email: string; email_key: string; verified_at: number | null
  language: Lang; declared: boolean; rights: Generated<string[]>; created_at: number
}
interface Contracts extends ContractStanding {
  provider_id: string; id: string; customer_id: string; name: string; values: Json<Facts>; starts_on: string; ends_on: string | null
}
interface Services extends ServiceStanding, ServiceTags {
  provider_id: string; id: string; customer_id: string; contract_id: string | null; kind: string; name: string
  order_number: string | null; product: string | null; version: string | null
}
interface Licences extends Retirable {
  provider_id: string; id: string; customer_id: string | null; kind: string; key_hash: Buffer; delivery_address_key: string | null
  entered_at: number | null; entered_by: string | null; created_at: number; raise_at: Generated<number | null>
}
interface Agents {
  provider_id: string; id: string; name: string; email: string; email_key: string; password_hash: string; language: Lang
  roles: Generated<string[]>; departments: Generated<string[]>; disabled_at: number | null; created_at: number
}
interface Sessions {
  provider_id: string; token_hash: Buffer; id: string; agent_id: string | null; contact_id: string | null; trust: 'T2' | 'T3'; acting_for: string | null
  created_at: number; seen_at: number; expires_at: number; revoked_at: number | null
  elevated_until: Generated<number | null>; second_factor: Generated<SecondProof | null>; way: Generated<Way>; machine: Generated<string | null>; browser: Generated<string | null>; owes_second: Generated<boolean>
}
interface SignInLinks { provider_id: string; token_hash: Buffer; contact_id: string; purpose: Generated<LinkPurpose>; created_at: number; expires_at: number; used_at: number | null }
interface Attempts { provider_id: string; key: string; count: number; since_at: number; next_at: number }
interface ApiTokens {
  provider_id: string; id: string; token_hash: Buffer; name: string; scopes: string[]; customer_id: string | null; created_at: number
  expires_at: number; last_used_at: number | null; revoked_at: number | null
}
interface Requests extends HowSent {
  provider_id: string; id: string; channel: string; medium: string; received_at: number; recorded_at: number; dedupe_key: string
  raw_sha256: string | null; raw_size: number | null; raw_media_type: string | null; incoming: Json<object>; sender: Json<object>
  facts: MaybeJson<Facts>; decision: MaybeJson<Decision>; state: string; why: string | null; ticket_id: string | null
  attempts: Generated<number>; decided_at: number | null
}
interface Tickets {
  provider_id: string; id: string; number: number; version: number; request_id: string | null; customer_id: string | null; contact_id: string | null; team_id: string | null
  service_id: string | null; contract_id: string | null; subject: string; channel: string; language: string; trust: string; kind: string | null
  tier: string | null; department: string | null; priority: string | null; policy_version: string; facts: Json<Facts>; decision: Json<Decision>
  opened_at: number; state: string; place: string; assignee_id: string | null; desk_team_id: string | null; held_until: number | null; rank: number
  due_at: number | null; due: MaybeJson<object>; late_at: number | null; timer_at: number | null; last_from: string; changed_at: number; sort_at: number
  snoozed_until: Generated<number | null>; tags: Generated<string[]>; watchers: Generated<string[]>; links: Generated<string[]>; discretion: Generated<boolean>; spam_from: Generated<string | null>; merged_into: string | null
  fields: ColumnType<Record<string, FieldValue>, string | undefined, string>
}
interface Messages {
  provider_id: string; id: string; ticket_id: string; at: number; author_kind: string; author_id: string | null; author_name: string | null
  visibility: 'public' | 'internal' | 'quarantined' | 'withdrawn'; automatic: Generated<boolean>; channel: string; text: string; html_file: string | null; fold_at: number | null
  language: string | null; from_address: string | null; sender: MaybeJson<object>; header_message_id: string | null; request_id: string | null; leaves_at: Generated<number | null>
}
interface Attachments {
  provider_id: string; id: string; ticket_id: string; message_id: string; name: string; media_type: string; size: number; sha256: string
  content_id: string | null
}
interface Uploads { provider_id: string; id: string; owner: string; name: string; media_type: string; size: number; sha256: string; at: number }
interface Events {
  provider_id: string; id: string; ticket_id: string | null; seq: number | null; at: number; type: string; actor_kind: string
  actor_id: string | null; actor_name: string | null; data: Json<object>; act_id: Generated<string | null>
}
interface Clocks {
  provider_id: string; ticket_id: string; metric: string; cycle: number; target: string; commitment: Json<object>; policy_version: string
  started_at: number; due_at: number | null; stopped_at: number | null; outcome: string | null; watch_at: number | null
  counted: number | null; counted_to: number | null
  line: string | null; broken: boolean | null; tier: string | null; department: string | null; assignee_id: string | null; aside: 'spam' | 'merged' | 'no_message' | null
}
interface Outbox {
  provider_id: string; id: string; cause_event_id: string | null; ticket_id: string | null; message_id: string | null; kind: string; to: string[]
  mail: Json<object>; header_message_id: string; state: 'pending' | 'sending' | 'sent' | 'failed' | 'caught' | 'cancelled'; attempts: Generated<number>
  created_at: number; next_at: number | null; claimed_until: number | null; sent_at: number | null; last_error: string | null
}
interface MailThreads {
  provider_id: string; header_message_id: string; ticket_id: string; message_id: string | null; issued_by_us: boolean; at: number
}
interface ReplyTokens { provider_id: string; token_hash: Buffer; ticket_id: string; address_key: string; created_at: number; revoked_at: number | null }
interface Idempotency {
  provider_id: string; actor: string; key: string; body_sha256: string; status: number | null; response: MaybeJson<object>; at: number
}
