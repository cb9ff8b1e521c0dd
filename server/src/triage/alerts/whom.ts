import type { AlertWhat } from '@guichet/protocol'
import type { TicketEvent } from '#tickets/tickets.ts'

/** What one agent is told of an act: one thing, however much was done at once. */
export interface Told { readonly agentId: string; readonly what: AlertWhat; readonly event: TicketEvent }

/** Of what one act did, that is told which concerns the reader most. */
const first: readonly AlertWhat[] = ['assigned', 'mentioned', 'solved', 'merged', 'transferred', 'customer_wrote', 'answered', 'late']

/** What those who follow a ticket are told of an event. */
function followed(event: TicketEvent): AlertWhat | undefined {
  switch (event.type) {
    case 'message.customer': return 'customer_wrote'
    case 'message.agent': return 'answered'
    case 'ticket.solved': return 'solved'
    case 'ticket.timer': return event.data.do === 'solve' ? 'solved' : undefined
    case 'ticket.transferred': return 'transferred'
    case 'ticket.merged': return 'merged'
    case 'clock.late': return 'late'
    default: return undefined
  }
}

/** To whom an event gives the ticket, who did not have it. */
function givenTo(event: TicketEvent): string | null {
  if (event.type === 'ticket.assigned') return event.data.agentId
  return event.type === 'ticket.transferred' && event.data.agentId !== event.data.from.agentId ? event.data.agentId : null
}

/**
 * Which agents are told of the events of one act: those who follow the ticket, the one to whom it was given, those whom its note names.
 * Nobody is told of what they did themselves.
 */
export function whomToTell(events: readonly TicketEvent[], watchers: readonly string[], mentioned: readonly string[]): Told[] {
  const all = events.flatMap((event): Told[] => {
    const [given, what] = [givenTo(event), followed(event)]
    const named = event.type === 'message.note' ? mentioned : []
    const told: Told[] = [
      ...(given === null ? [] : [{ agentId: given, what: 'assigned' as const, event }]), ...named.map((agentId) => ({ agentId, what: 'mentioned' as const, event })),
      ...(what === undefined ? [] : watchers.map((agentId) => ({ agentId, what, event }))),
    ]
    return told.filter(({ agentId }) => event.actor.kind !== 'agent' || event.actor.id !== agentId)
  })
  const most = new Map<string, Told>()
  for (const one of all) {
    const other = most.get(one.agentId)
    if (!other || first.indexOf(one.what) < first.indexOf(other.what)) most.set(one.agentId, one)
  }
  return [...most.values()]
}
