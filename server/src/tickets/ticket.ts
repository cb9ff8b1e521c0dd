import type { FieldValue, TicketState } from '@guichet/protocol'
import type { Numbered, TicketEvent } from './event.ts'
import { effective } from './undone.ts'

/** Where a ticket stands: wholly made from its events. */
export interface Ticket {
  /** Number of its events: also what `If-Match` compares. */
  readonly version: number
  readonly state: TicketState
  readonly assigneeId: string | null
  /** The team of agents that it was handed to. */
  readonly deskTeamId: string | null
  /** Its department is one that an agent gave: it counts until the policy is asked again about the facts. */
  readonly departmentGiven: boolean
  /** When it comes back to the lists; null while it is there. */
  readonly snoozedUntil: number | null
  readonly spam: boolean
  /** Hash of the address that sent what was called unwanted. */
  readonly spamFrom: string | null
  /** Taken on without any promise. */
  readonly discretion: boolean
  readonly tags: readonly string[]
  readonly watchers: readonly string[]
  /** What was noted in the provider's own fields, by their ids. */
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly heldUntil: number | null
  readonly rank: number
  readonly kind: string | null
  readonly tier: string | null
  readonly department: string | null
  readonly priority: string | null
  readonly policyVersion: string
  readonly lastFrom: 'customer' | 'agent' | 'system'
  /** Whether a person of ours has written to the customer since their last message. */
  readonly answered: boolean
  /** When it came into its state. */
  readonly since: number
  readonly openedAt: number
  readonly changedAt: number
  /** Instants at which the customer reopened it: there is a limit per hour. */
  readonly reopenedAt: readonly number[]
  /** The ticket in which it goes on. */
  readonly mergedInto: Numbered | null
}

function opened(event: Extract<TicketEvent, { type: 'ticket.opened' }>): Ticket {
  const { decision, receivedAt, policyVersion, initiative } = event.data
  return {
    version: event.seq,
    state: 'new',
    assigneeId: null,
    deskTeamId: null,
    departmentGiven: false,
    snoozedUntil: null,
    spam: false,
    spamFrom: null,
    discretion: false,
    tags: [],
    watchers: [],
    fields: {},
    heldUntil: decision.heldUntil ?? null,
    rank: decision.rank,
    kind: decision.kind ?? null,
    tier: decision.tier ?? null,
    department: decision.department ?? null,
    priority: decision.priority ?? null,
    policyVersion,
    lastFrom: initiative === 'customer' ? 'customer' : 'agent',
    answered: initiative === 'provider',
    since: receivedAt,
    openedAt: receivedAt,
    changedAt: event.at,
    reopenedAt: [],
    mergedInto: null,
  }
}

/** A department that an agent gave stays, whatever is decided again by itself. */
function departmentOf(ticket: Ticket, decision: { readonly department?: string }): Partial<Ticket> {
  return ticket.departmentGiven ? {} : { department: decision.department ?? null }
}

const begun = (state: TicketState): TicketState => (state === 'new' ? 'open' : state)

function change(ticket: Ticket, event: TicketEvent): Partial<Ticket> {
  switch (event.type) {
    case 'ticket.opened': throw new Error('a ticket opens once')
    case 'ticket.released': return { heldUntil: null }
    // Whoever begins before the hours open ends the hold.
    case 'ticket.taken': return { assigneeId: event.data.agentId, state: begun(ticket.state), heldUntil: null }
    case 'ticket.assigned': return { assigneeId: event.data.agentId }
    case 'ticket.waiting': return { state: event.data.for === 'customer' ? 'waiting_customer' : 'waiting_supplier' }
    case 'ticket.resumed': return { state: 'open' }
    case 'ticket.solved': return { state: 'solved', heldUntil: null }
    case 'ticket.reopened':
      return { state: 'open', ...(event.data.why === 'customer' ? { reopenedAt: [...ticket.reopenedAt, event.at] } : {}) }
    case 'ticket.closed': return { state: 'closed' }
    case 'ticket.redecided': case 'ticket.reprioritised': {
      const { decision, policyVersion } = event.data
      return { rank: decision.rank, priority: decision.priority ?? null, ...departmentOf(ticket, decision), policyVersion }
    }
    case 'ticket.facts_changed': case 'ticket.discretion': {
      const { decision, policyVersion } = event.data
      return {
        rank: decision.rank, priority: decision.priority ?? null, kind: decision.kind ?? null, tier: decision.tier ?? null, policyVersion,
        ...(event.type === 'ticket.discretion' ? { discretion: true, ...departmentOf(ticket, decision) } : { department: decision.department ?? null, departmentGiven: false }),
      }
    }
    case 'ticket.transferred': {
      const { department, teamId, agentId, from } = event.data
      return { department, deskTeamId: teamId, assigneeId: agentId, departmentGiven: ticket.departmentGiven || department !== from.department }
    }
    case 'ticket.snoozed': return { snoozedUntil: event.data.wakesAt }
    case 'ticket.woken': return { snoozedUntil: null }
    case 'ticket.spam': return { spam: event.data.marked, spamFrom: event.data.marked ? event.data.sender : null, heldUntil: null }
    case 'ticket.tagged': {
      const { added, removed } = event.data
      return { tags: [...ticket.tags.filter((tag) => !removed.includes(tag) && !added.includes(tag)), ...added] }
    }
    case 'ticket.watched': {
      const others = ticket.watchers.filter((id) => id !== event.data.agentId)
      return { watchers: event.data.watching ? [...others, event.data.agentId] : others }
    }
    case 'ticket.field_set': {
      const { fieldId, to } = event.data
      const { [fieldId]: _before, ...others } = ticket.fields
      return { fields: to === null ? others : { ...others, [fieldId]: to } }
    }
    case 'ticket.tier_changed': {
      const { decision, tier } = event.data
      return { tier, rank: decision.rank, priority: decision.priority ?? null, ...departmentOf(ticket, decision) }
    }
    case 'message.customer': return { lastFrom: 'customer', answered: false }
    case 'message.agent': return { lastFrom: 'agent', answered: true, state: begun(ticket.state), heldUntil: null }
    case 'ticket.milestone': return { state: begun(ticket.state) }
    case 'ticket.merged': return { mergedInto: event.data.into }
    // Whoever wrote in the other waits for us here from now on.
    case 'ticket.absorbed': {
      const { rank, heldUntil, answered } = event.data
      return { rank, heldUntil, ...(answered ? {} : { answered: false, lastFrom: 'customer', snoozedUntil: null }) }
    }
    case 'ticket.split': case 'ticket.split_from': case 'ticket.linked': case 'ticket.unlinked': return {}
    case 'message.automatic': case 'message.note': case 'message.third_party': case 'clock.late': case 'ticket.timer': case 'ticket.undone':
    case 'ticket.checklist': case 'work.noted': case 'work.corrected':
      return {}
  }
}

/** What the customer and the agents did counts as a change; a deadline that passes by itself does not move a ticket in lists. */
export const silentEvents: ReadonlySet<string> = new Set(['clock.late', 'message.automatic', 'ticket.redecided', 'ticket.tier_changed', 'ticket.timer', 'ticket.tagged', 'ticket.watched', 'ticket.checklist', 'ticket.field_set', 'work.noted', 'work.corrected'])

/** Whoever does one of these has the ticket before them, or hands it on: it sleeps no longer. */
const waking = new Set(['ticket.taken', 'ticket.assigned', 'ticket.transferred', 'ticket.waiting', 'ticket.resumed', 'ticket.solved', 'ticket.reopened', 'ticket.closed', 'ticket.spam', 'message.customer', 'message.agent', 'ticket.reprioritised', 'ticket.facts_changed', 'ticket.discretion'])

/** A ticket from its events, in order, whether or not some were undone. @throws Error when they do not begin with an opening: a bug */
export function ticketOf(events: readonly TicketEvent[]): Ticket {
  const [first, ...rest] = effective(events)
  if (first?.type !== 'ticket.opened') throw new Error('a ticket begins with its opening')
  return rest.reduce<Ticket>(
    (ticket, event) => {
      const changed = { ...ticket, ...(waking.has(event.type) ? { snoozedUntil: null } : {}), ...change(ticket, event) }
      return { ...changed, version: event.seq, since: changed.state === ticket.state ? ticket.since : event.at, changedAt: silentEvents.has(event.type) ? ticket.changedAt : event.at }
    },
    opened(first),
  )
}

/** Where a ticket stands in lists: to do, waiting (for others, held until hours open, or put off), solved, closed; or in none, being unwanted or going on in another. */
export function placeOf(ticket: Ticket): 'todo' | 'waiting' | 'solved' | 'closed' | 'spam' | 'merged' {
  if (ticket.mergedInto !== null) return 'merged'
  if (ticket.spam) return 'spam'
  if (ticket.state === 'solved' || ticket.state === 'closed') return ticket.state
  return ticket.state === 'new' || ticket.state === 'open' ? (ticket.heldUntil === null && ticket.snoozedUntil === null ? 'todo' : 'waiting') : 'waiting'
}
