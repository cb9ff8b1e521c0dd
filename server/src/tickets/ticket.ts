import type { TicketState } from '@guichet/protocol'
import type { TicketEvent } from './event.ts'

/** Where a ticket stands: wholly made from its events. */
export interface Ticket {
  /** Number of its events: also what `If-Match` compares. */
  readonly version: number
  readonly state: TicketState
  readonly assigneeId: string | null
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
}

function opened(event: Extract<TicketEvent, { type: 'ticket.opened' }>): Ticket {
  const { decision, receivedAt, policyVersion, initiative } = event.data
  return {
    version: event.seq,
    state: 'new',
    assigneeId: null,
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
  }
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
      return {
        rank: decision.rank, priority: decision.priority ?? null, department: decision.department ?? null, policyVersion,
      }
    }
    case 'ticket.tier_changed': {
      const { decision, tier } = event.data
      return { tier, rank: decision.rank, priority: decision.priority ?? null, department: decision.department ?? null }
    }
    case 'message.customer': return { lastFrom: 'customer', answered: false }
    case 'message.agent': return { lastFrom: 'agent', answered: true, state: begun(ticket.state), heldUntil: null }
    case 'ticket.milestone': return { state: begun(ticket.state) }
    case 'message.automatic': case 'message.note': case 'message.third_party': case 'clock.late': case 'ticket.timer': return {}
  }
}

/** What the customer and the agents did counts as a change; a deadline that passes by itself does not move a ticket in lists. */
const silent = new Set(['clock.late', 'message.automatic', 'ticket.redecided', 'ticket.tier_changed', 'ticket.timer'])

/** A ticket from its events, in order. @throws Error when they do not begin with an opening: a bug */
export function ticketOf(events: readonly TicketEvent[]): Ticket {
  const [first, ...rest] = events
  if (first?.type !== 'ticket.opened') throw new Error('a ticket begins with its opening')
  return rest.reduce<Ticket>(
    (ticket, event) => {
      const changed = { ...ticket, ...change(ticket, event) }
      return { ...changed, version: event.seq, since: changed.state === ticket.state ? ticket.since : event.at, changedAt: silent.has(event.type) ? ticket.changedAt : event.at }
    },
    opened(first),
  )
}

/** Where a ticket stands in lists: to do, waiting (for others, or held until hours open), solved, closed. */
export function placeOf(ticket: Ticket): 'todo' | 'waiting' | 'solved' | 'closed' {
  if (ticket.state === 'solved' || ticket.state === 'closed') return ticket.state
  return ticket.state === 'new' || ticket.state === 'open' ? (ticket.heldUntil === null ? 'todo' : 'waiting') : 'waiting'
}
