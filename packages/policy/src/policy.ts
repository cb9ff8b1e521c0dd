/**
 * A policy after it was read and checked: what `compile` gives, what decisions, words and pages are made from.
 * Trusted inside: every name it mentions exists. Clause ids appear in reading order.
 */
import type { Calendar, CalendarSpec } from './calendar/types.ts'
import type { Stretch } from './calendar/stretch.ts'
import type { Counted, Instant, Lang, Metric, NextStep, PauseState, Statistic, StopEvent, Words } from './model.ts'
import type { CreditAnswer } from './credits/types.ts'
import type { FeeAnswer, FeesSaid } from './fees/types.ts'
import type { QuotaAnswer } from './quotas/types.ts'
import type { Contacts } from './contacts/types.ts'
import type { ConversionAnswer, FollowAnswer, MoveAnswer, TimerAnswer } from './life/types.ts'
import type { CallbackAnswer } from './callbacks/types.ts'
import type { ProcedureAnswer } from './procedures/types.ts'
import type { FactorAnswer, PriceAnswer, QuotesAnswer, SurchargeAnswer, SurchargesSaid, TaxAnswer } from './money/types.ts'
import type { Confidentiality, SecretsAnswer } from './confidentiality/types.ts'
import type { NotificationAnswer } from './notifications/types.ts'
import type { RemoteAnswer, RemoteRecords, RemoteTools } from './remote/types.ts'
import type { RosterDeclaration } from './rosters/types.ts'
import type { Condition, FactDeclaration } from './facts/declaration.ts'
import type { Machine } from './resolve/machine.ts'

export type * from './facts/declaration.ts'

/** Whether a clause is carried out (`run`), only read (`prose`), or waits for a later version of the language (`later`). */
export type ClauseStatus = 'run' | 'prose' | 'later'

export interface Clause {
  id: string
  title?: Words
  /** Markdown with placeholders still in braces. */
  says: Words
  status: ClauseStatus
  /** With `prose`: why nothing is to be carried out. */
  why?: Words
  /** With `later`: what is missing. */
  later?: Words
  /** Ids of a requirements sheet that the clause carries. */
  covers: string[]
  /** Names of the families and blocks of its `means`. */
  means: string[]
  clauses: Clause[]
  /** Set for an explicit statement that closes a gap of the source document. */
  declared?: { closes?: string; by: Words; on: string }
  file: string
  line: number
}

/** A rule of a family: when it holds, its answer may win. */
export interface Rule<A> {
  /** Clause in which it stands. */
  clause: string
  /** That clause, then the ones it cites. Shared, never changed. */
  clauses: string[]
  name?: string
  when: Condition
  answer: A
  reason?: Words
  next?: NextStep
  file: string
  line: number
  column: number
}

export type AccessAnswer = 'open' | 'discretionary' | 'closed' | 'redirect'
export type IdentificationAnswer = {
  /** Absent: nothing needs to be proved. */
  needs?: Condition
  otherwise: { do: 'refuse' } | { do: 'redirect' } | { do: 'ask' } | { do: 'tier'; tier: string } | { do: 'kind'; kind: string }
}
export type ScopeAnswer = 'covered' | 'limited' | 'discretionary' | 'excluded'
export interface VersionsAnswer {
  /** Fact that holds the version. */
  fact: string
  supported: { is: 'any' } | { is: 'latest_major' | 'latest_minor' | 'latest' } | { is: 'at_least'; version: string }
  otherwise: 'refuse' | 'remark'
  recommended?: 'latest'
  recommendation?: Words
}
export interface RequiresAnswer { groups: string[][]; ifMissing: 'block' | 'ask' | 'admit_and_ask' | 'optional'; why?: Words }
export interface HandlingAnswer { by: string; during: string; onCall: boolean; acknowledged?: Words }
/** A length of time made of others. Values are seconds, or days when counted in business days. */
export type Length =
  | { is: 'value'; value: number }
  | { is: 'fact'; fact: string }
  | { is: 'percent'; percent: number; of: Length }
  | { is: 'min' | 'max'; of: Length[] }
/**
 * The table from which a target was written out, one for each of its cells: `by` two facts in order, rows first, and the
 * values for which this cell stands. Targets with the table of one `name` are published as one table.
 */
export interface TargetTable { name: string; by: string[]; values: string[] }
export interface TargetAnswer {
  name: string
  label?: Words
  table?: TargetTable
  metric: Metric
  within:
    /** Seconds, or days when counted in business days. */
    | { is: 'value'; value: number; usual?: number }
    | { is: 'fact'; fact: string }
    | { is: 'formula'; of: Length }
    | { is: 'unquantified' }
    /** Said outright: nothing is promised. */
    | { is: 'none' }
  counted: Counted | { by: 'fact'; fact: string }
  statistic: Statistic
  bond: 'guaranteed' | 'objective' | 'none'
  lateWhen: 'counted_over_target' | 'now_past_deadline'
  pauses: PauseState[]
  stops: StopEvent[]
  starts: 'receipt' | 'handling'
}
export interface LanguagesAnswer { answeredIn: string[]; accepted: 'any' | string[]; otherwise: { answerIn: string } | 'refuse' | null }
export interface NoticeAnswer { words: Words; tags: string[] }
export interface QueueAnswer { name?: string }

/** The families of rules. Sorted so that at run time the first rule that holds wins, but `requires` and `notices`, which add up. */
export interface Families {
  tier: Rule<string>[]
  access: Rule<AccessAnswer>[]
  identification: Rule<IdentificationAnswer>[]
  scope: Rule<ScopeAnswer>[]
  versions: Rule<VersionsAnswer>[]
  priority: Rule<string>[]
  department: Rule<string>[]
  requires: Rule<RequiresAnswer>[]
  /** Answer: the channel to use. */
  routes: Rule<string>[]
  languages: Rule<LanguagesAnswer>[]
  handling: Rule<HandlingAnswer>[]
  /** In order of rank. */
  queue: Rule<QueueAnswer>[]
  /** All metrics; the first that holds wins within each metric. */
  targets: Rule<TargetAnswer>[]
  notices: Rule<NoticeAnswer>[]
  remote: Rule<RemoteAnswer>[]
  /** Of all aspects; the first that holds wins within each aspect. */
  notifications: Rule<NotificationAnswer>[]
  confidentiality: Rule<SecretsAnswer>[]
  prices: Rule<PriceAnswer>[]
  /** All that hold add up. */
  surcharges: Rule<SurchargeAnswer>[]
  factors: Rule<FactorAnswer>[]
  taxes: Rule<TaxAnswer>[]
  /** All of them hold; each says some of what a quote is. */
  quotes: Rule<QuotesAnswer>[]
  /** Of all procedures; the first that holds wins within each name. */
  procedures: Rule<ProcedureAnswer>[]
  callbacks: Rule<CallbackAnswer>[]
  /** Of all states moved to; the first that holds wins within each state. */
  moves: Rule<MoveAnswer>[]
  timers: Rule<TimerAnswer>[]
  conversions: Rule<ConversionAnswer>[]
  follow: Rule<FollowAnswer>[]
  quotas: Rule<QuotaAnswer>[]
  fees: Rule<FeeAnswer>[]
  credits: Rule<CreditAnswer>[]
}

/** A calendar by name; `inZone`: for hours on the customer's wall, the same in another zone than the one for customers whose own is not known. */
export interface CalendarDeclaration { name: string; label: Words; spec: CalendarSpec; calendar: Calendar; inZone?: (zone: string) => Calendar; clause: string; clauses: string[] }

export type Medium = 'portal' | 'mail' | 'phone' | 'chat' | 'forum' | 'list' | 'social' | 'post' | 'fax' | 'person' | 'api' | 'monitoring'
export interface Channel {
  name: string
  label: Words
  medium: Medium
  /** Name of a declared address. */
  address?: string
  /** When someone is there; absent: always. */
  calendar?: string
  purpose?: Words
  /** Not published. */
  hidden: boolean
  /** false: what is answered there is not counted. */
  measured: boolean
  callCost?: Words
  /** While this calendar is open, or `always`, a machine answers. */
  voicemail?: string
  acknowledged?: Words
  clause: string
}
export interface Address { name: string; form: 'mail' | 'url' | 'phone'; value: string; clause: string }
export type Figure =
  | { name: string; form: 'money'; amount: string; tax?: 'excluded' | 'included'; vat?: string; gross?: string; clause: string }
  | { name: string; form: 'count'; value: number; clause: string }
  /** `downtime`: of an availability, the seconds of interruption that it allows. */
  | { name: string; form: 'percent'; value: string; downtime?: number; clause: string }
  /** Seconds. */
  | { name: string; form: 'duration'; value: number; clause: string }
  | { name: string; form: 'business_days'; value: number; clause: string }
  /** Months or years of the wall, which are no number of seconds. */
  | { name: string; form: 'stretch'; value: Stretch; clause: string }
  | { name: string; form: 'text' | 'date' | 'time' | 'phone' | 'url' | 'mail'; value: string; clause: string }
export interface Term {
  name: string
  term: Words
  means: Words
  aliases: string[]
  /** Name of a declared address to which the term leads. */
  address?: string
  clause: string
}
export interface Product { name: string; label: Words; latest?: string; clause: string }
export interface Recognition {
  fact: string
  by: string[]
  addressCase: 'fold_domain' | 'fold_all' | 'exact'
  keyReuse: 'refuse' | 'allow'
  askAgain: boolean
  clause: string
}
export interface PolicyChanges {
  appliesToOpenTickets: 'keep' | 'adopt'
  onTierChange: 'from_opening' | 'from_upgrade' | 'new_only'
  onPriorityChange: 'from_opening' | 'from_change'
  /** Seconds. */
  notice: number
  clause: string
}

export interface Policy {
  id: string
  provider: { id: string; name: string; accent?: string }
  title: Words
  version: string
  /** When it comes into force. */
  effective: Instant
  /** As written. */
  effectiveText: string
  source?: { date?: string; revision?: string; note?: Words }
  zone: string
  languages: { authoritative: Lang; published: Lang[] }
  currency?: string
  facts: ReadonlyMap<string, FactDeclaration>
  /** The document; declared statements apart. */
  clauses: Clause[]
  declared: Clause[]
  /** Every clause and declared statement by id, in reading order. */
  clausesById: ReadonlyMap<string, Clause>
  calendars: ReadonlyMap<string, CalendarDeclaration>
  addresses: ReadonlyMap<string, Address>
  hosts: string[]
  channels: ReadonlyMap<string, Channel>
  figures: ReadonlyMap<string, Figure>
  terms: ReadonlyMap<string, Term>
  products: ReadonlyMap<string, Product>
  /** Those who act, by the name under which rules know them. */
  teams: ReadonlyMap<string, { name: string; label: Words; clause: string }>
  recognition: Recognition[]
  customerNumber?: { pattern: string; matches: (text: string) => boolean; unique: boolean; label: Words; clause: string }
  /** Values that a contract fills in. */
  contractHoles: FactDeclaration[]
  families: Families
  routesOrder: 'first_match' | 'most_specific'
  queueThen: 'due' | 'opened'
  changes: PolicyChanges
  /** By name. */
  rosters: ReadonlyMap<string, RosterDeclaration>
  /** With which tools remote sessions are held, when the policy says. */
  remoteTools?: RemoteTools
  remoteRecords?: RemoteRecords
  /** Which secrets are looked for, when the policy speaks of them. */
  confidentiality?: Confidentiality
  /** How surcharges combine, or that there are none; absent: nothing is said of it. */
  surcharges?: SurchargesSaid
  /** Who may do what at a customer's, when the policy says. */
  contacts?: Contacts
  /** What is said of all fees, when the policy says something. */
  fees?: FeesSaid
  /** Counts of clauses and declared statements by status. */
  counts: Record<ClauseStatus, number>
  /** Where a clause stands in the files; null when there is no such clause. */
  place(clause: string): { file: string; line: number } | null
  /** The families as the engine runs them. */
  machine: Machine
}
