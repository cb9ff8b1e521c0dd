import type { Decision, Facts } from '@guichet/policy/model'
import type { TimerAct } from '@guichet/policy/life/types'
import type { EventType, FieldType, FieldValue, LinkKind, TicketState } from '@guichet/protocol'
import type { Actor } from '#people/event.ts'

export type { Actor } from '#people/event.ts'

/** Ourselves, when nobody asked: a hold that ends, a deadline that passes. */
export const system: Actor = { kind: 'system' }

/** What the opening of a ticket says: all that the ticket is, so that it can be rebuilt from it. */
export interface Opening {
  readonly requestId: string
  readonly number: number
  readonly subject: string
  readonly channel: string
  readonly language: string
  readonly trust: string
  readonly customerId: string | null
  readonly contactId: string | null
  /** The team of the contact when it was opened: who sees it with them. */
  readonly teamId?: string | null
  /** The customer whose contact acted for this one: an agency, a reseller. */
  readonly actingFrom?: { readonly customerId: string; readonly name: string }
  readonly serviceId: string | null
  readonly contractId: string | null
  readonly policyVersion: string
  readonly receivedAt: number
  /** customer: they contacted us; provider: an agent opened it unasked, so that no first reply is due (TIME-26). */
  readonly initiative: 'customer' | 'provider'
  readonly facts: Facts
  readonly decision: Decision
}

/** Another ticket, as an event names it. */
export interface Numbered { readonly id: string; readonly number: number }

/** It came about through a ticket that had been merged into this one: it goes with that one when they part again. */
interface Via { readonly via?: Numbered }

/** Data of each event of a ticket, by type. Only added to: a past event is read as it was written. */
export interface EventData {
  'ticket.opened': Opening
  'ticket.released': Record<string, never>
  'ticket.taken': { readonly agentId: string }
  'ticket.assigned': { readonly agentId: string | null; readonly from: string | null }
  /** `messageId`: the question put to the customer; without one nothing pauses (TIME-22, AB-43). */
  'ticket.waiting': { readonly for: 'customer' | 'supplier'; readonly messageId: string | null }
  'ticket.resumed': { readonly why: 'customer' | 'agent' } & Via
  'ticket.solved': { readonly messageId: string | null }
  'ticket.reopened': { readonly why: 'customer' | 'agent'; readonly reason: string | null } & Via
  'ticket.closed': { readonly messageId?: string | null }
  'ticket.reprioritised': {
    readonly priority: string; readonly from: string | null; readonly reason: string; readonly decision: Decision; readonly facts: Facts; readonly policyVersion: string
    /** Where the policy counts the new promises from the change on. */
    readonly fromChange?: true
  }
  /** A new version of the policy is adopted by open tickets, where it says so. */
  'ticket.redecided': { readonly decision: Decision; readonly policyVersion: string; readonly from: string }
  /** A licence raised the tier of an open ticket, where the policy says that it does (S2-17). `facts`: with the licence. */
  'ticket.tier_changed': {
    readonly tier: string | null; readonly from: string | null; readonly decision: Decision; readonly facts: Facts; readonly policyVersion: string
    /** Where the policy counts the new promises from the change on. */
    readonly fromChange?: true
  }
  /** An agent knows more, or better, and asks the policy again. `changed`: what was known before of each; `facts`: all, as they are now. */
  'ticket.facts_changed': Redecision & { readonly changed: Facts; readonly forgotten: readonly string[]; readonly before: Facts; readonly reason: string }
  /** Work that the policy does not promise is taken on at an agent's discretion: with a reason, at no price, and no right comes of it (S3-31). */
  'ticket.discretion': Redecision & { readonly fact: string; readonly reason: string }
  /** Handed to others, with a note; whole: what it is now, and was. A department that is given counts until the policy is asked again. */
  'ticket.transferred': Hands & { readonly from: Hands; readonly messageId: string | null }
  /** Out of the lists until `wakesAt`: `until`, or earlier where a promise falls due before. No clock stops. `calendar`: the hours whose opening it waits for. */
  'ticket.snoozed': { readonly until: number; readonly wakesAt: number; readonly calendar: string | null; readonly reason: string | null }
  'ticket.woken': { readonly why: 'time' | 'customer' | 'agent' }
  /** Unwanted, or not after all. `sender`: hash of the address that sent it, where it is nobody's whom we know. */
  'ticket.spam': { readonly marked: boolean; readonly sender: string | null; readonly reason: string | null }
  'ticket.tagged': { readonly added: readonly string[]; readonly removed: readonly string[]; /** Set when the tag itself was changed for all tickets. */ readonly everywhere?: true }
  /** What is to be done, item by item: `itemId` names it for ever. */
  'ticket.checklist': { readonly changes: readonly ChecklistChange[] }
  'ticket.watched': { readonly agentId: string; readonly watching: boolean }
  /** One of the provider's own fields. `type`: whether what stands in it is somebody's words. */
  'ticket.field_set': { readonly fieldId: string; readonly type: FieldType; readonly from: FieldValue | null; readonly to: FieldValue | null }
  /** Time spent, and what was put right of it since: the latest counts, null when it was none. */
  'work.noted': WorkSaid & { readonly workId: string; readonly agentId: string }
  'work.corrected': { readonly workId: string; readonly said: WorkSaid | null; readonly reason: string }
  'ticket.milestone': { readonly what: Milestone; readonly note: string | null }
  /** Time that passed in a state, by the policy: once per stay (`since`). `messageId`: what was said of it. */
  'ticket.timer': { readonly name: string; readonly do: TimerAct; readonly since: number; readonly clauses: readonly string[]; readonly messageId: string | null }
  /** What these events did is undone: they count no more. `what`: the type of the act that they were, for whoever reads the history. */
  'ticket.undone': { readonly eventIds: readonly string[]; readonly what: string }
  /** It goes on in another, whose `state` this was: what is done there is done for it. `splitUndone`: it was split off that one by mistake. */
  'ticket.merged': { readonly into: Numbered; readonly state: TicketState; readonly splitUndone?: true }
  /**
   * Another goes on in it, and it stands from then on as follows. `answered`: whether the other's customer had their answer;
   * `firstReplyFrom`: since when the other was owed a first reply, while it was.
   */
  'ticket.absorbed': { readonly from: Numbered; readonly answered: boolean; readonly firstReplyFrom: number | null; readonly rank: number; readonly heldUntil: number | null }
  /** Messages of it became another ticket: their events count here no more. */
  'ticket.split': { readonly to: Numbered; readonly messageIds: readonly string[]; readonly eventIds: readonly string[]; readonly reason?: string }
  'ticket.split_from': { readonly from: Numbered; readonly messageIds: readonly string[]; readonly reason?: string }
  'ticket.linked': { readonly to: Numbered; readonly as: LinkKind }
  'ticket.unlinked': { readonly to: Numbered; readonly as: LinkKind }
  'message.customer': { readonly messageId: string } & Via
  'message.agent': { readonly messageId: string }
  'message.automatic': { readonly messageId: string | null; readonly kind: string }
  'message.note': { readonly messageId: string }
  'message.third_party': { readonly messageId: string } & Via
  'clock.late': { readonly metric: string; readonly cycle: number; readonly target: string; readonly dueAt: number; /** The ticket merged into this one whose promise it is. */ readonly of?: Numbered }
}

/** It was done by an act on many tickets. `tickets`: how many that was about. */
export interface InBulk { readonly bulk?: { readonly runId: string; readonly tickets: number } }

/** What the policy answers when it is asked again about a ticket. */
interface Redecision {
  readonly decision: Decision; readonly facts: Facts; readonly policyVersion: string
  /** Where the policy counts the new promises from the change on. */
  readonly fromChange?: true
}

/** In whose hands a ticket is. */
export interface Hands { readonly department: string | null; readonly teamId: string | null; readonly agentId: string | null }

export type ChecklistChange =
  | { readonly do: 'add' | 'reword'; readonly itemId: string; readonly text: string }
  | { readonly do: 'tick' | 'untick' | 'remove'; readonly itemId: string }
  | { readonly do: 'move'; readonly itemId: string; /** Null: after all the others. */ readonly before: string | null }

export interface WorkSaid { readonly startedAt: number; readonly minutes: number; readonly kind: string; readonly note: string | null }

/** Something done outside the conversation that a promise waits for. */
export type Milestone = 'work_started' | 'workaround_given' | 'restored' | 'called_back' | 'arrived'

export type TicketEventType = keyof EventData & EventType

/** An event about to be written. */
export type NewEvent = { [T in TicketEventType]: { readonly type: T; readonly at: number; readonly actor: Actor; readonly data: EventData[T] & InBulk } }[TicketEventType]

/** An event of a ticket as written. */
export type TicketEvent = NewEvent & { readonly id: string; readonly seq: number; /** Of the act that wrote it, with others; null for those written before acts had one. */ readonly actId?: string | null }
