import type { TicketEvent } from './event.ts'

/**
 * The events that count: without those that a later one undid. What undoes may be undone in its turn. Nothing that happened is
 * deleted; state and clocks come out as if what was undone had not been done.
 */
export function effective(events: readonly TicketEvent[]): readonly TicketEvent[] {
  const gone = undoneBy(events)
  return gone.size === 0 ? events : events.filter(({ id }) => !gone.has(id))
}

/** The ids of the events that a later one undid. */
export function undoneBy(events: readonly TicketEvent[]): ReadonlySet<string> {
  const gone = new Set<string>()
  // From the last on: whether something undoes is known only once all that follows it is.
  for (const event of events.toReversed()) {
    if ((event.type === 'ticket.undone' || event.type === 'ticket.split') && !gone.has(event.id)) for (const id of event.data.eventIds) gone.add(id)
  }
  return gone
}

/** The messages that were written by what was undone. */
export function undoneMessages(events: readonly TicketEvent[]): ReadonlySet<string> {
  const gone = undoneBy(events)
  return new Set(events.flatMap(({ id, data }) => (gone.has(id) && 'messageId' in data && data.messageId ? [data.messageId] : [])))
}
