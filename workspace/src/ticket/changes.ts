import type { TicketPage, TimelineEntry } from '@guichet/protocol'

/** Where a text was begun: what its writer had seen of the ticket. */
export interface Base { version: number; at: string }

const byItself = new Set(['message.automatic', 'mail.sent', 'mail.failed', 'clock.late', 'ticket.released', 'ticket.timer'])

/** What colleagues note beside the conversation: nothing that an answer has to take into account. */
const beside = new Set(['ticket.tagged', 'ticket.watched', 'ticket.checklist', 'ticket.field_set', 'work.noted', 'work.corrected'])

/**
 * What others did to a ticket since a text was begun: what its writer should read before sending. What the desk does by
 * itself (an acknowledgement, a deadline that passes) changes nothing for who writes.
 */
export function changesSince(page: Pick<TicketPage, 'timeline' | 'version'>, base: Base | null, me: string): TimelineEntry[] {
  if (base === null || page.version <= base.version) return []
  return page.timeline.filter((entry) => {
    if (entry.at <= base.at) return false
    if (entry.kind === 'message') return !entry.message.automatic && entry.message.author.id !== me
    return entry.actor.id !== me && !byItself.has(entry.type) && !beside.has(entry.type)
  })
}
