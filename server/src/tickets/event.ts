import type { Decision, Facts } from '@guichet/policy/model'
import type { TimerAct } from '@guichet/policy/life/types'
import type { EventType } from '@guichet/protocol'
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

/** Data of each event of a ticket, by type. Only added to: a past event is read as it was written. */
export interface EventData {
  'ticket.opened': Opening
  'ticket.released': Record<string, never>
  'ticket.taken': { readonly agentId: string }
  'ticket.assigned': { readonly agentId: string | null; readonly from: string | null }
  /** `messageId`: the question put to the customer; without one nothing pauses (TIME-22, AB-43). */
  'ticket.waiting': { readonly for: 'customer' | 'supplier'; readonly messageId: string | null }
  'ticket.resumed': { readonly why: 'customer' | 'agent' }
  'ticket.solved': { readonly messageId: string | null }
  'ticket.reopened': { readonly why: 'customer' | 'agent'; readonly reason: string | null }
  'ticket.closed': Record<string, never>
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
  'ticket.milestone': { readonly what: Milestone; readonly note: string | null }
  /** Time that passed in a state, by the policy: once per stay (`since`). `messageId`: what was said of it. */
  'ticket.timer': { readonly name: string; readonly do: TimerAct; readonly since: number; readonly clauses: readonly string[]; readonly messageId: string | null }
  'message.customer': { readonly messageId: string }
  'message.agent': { readonly messageId: string }
  'message.automatic': { readonly messageId: string | null; readonly kind: string }
  'message.note': { readonly messageId: string }
  'message.third_party': { readonly messageId: string }
  'clock.late': { readonly metric: string; readonly cycle: number; readonly target: string; readonly dueAt: number }
}

/** Something done outside the conversation that a promise waits for. */
export type Milestone = 'work_started' | 'workaround_given' | 'restored' | 'called_back' | 'arrived'

export type TicketEventType = keyof EventData & EventType

/** An event about to be written. */
export type NewEvent = { [T in TicketEventType]: { readonly type: T; readonly at: number; readonly actor: Actor; readonly data: EventData[T] } }[TicketEventType]

/** An event of a ticket as written. */
export type TicketEvent = NewEvent & { readonly id: string; readonly seq: number }
