import type { LoadedTicket } from '#tickets/tickets.ts'
import type { Refusal } from './act.ts'

/** Why nothing of this kind is done with a ticket any more: it is closed, or unwanted. Undefined where it may be. */
export function over({ ticket }: LoadedTicket): Refusal | undefined {
  if (ticket.spam) return { refused: 'ticket-spam' }
  return ticket.state === 'closed' ? { refused: 'ticket-closed' } : undefined
}
