import type { TicketPage } from '@guichet/protocol'
import type { Ticket } from '#tickets/tickets.ts'

type Acts = TicketPage['acts']
type Act = Acts[number]['act']

const list = (why: Record<string, string | null>): Acts => Object.entries(why).map(([act, reason]) => ({ act: act as Act, allowed: reason === null, why: reason }))

/** What an agent may do with a ticket now, and the code of why not: screens hold no rule of their own. */
export function allowedToAgent(ticket: Ticket): Acts {
  const closed = ticket.state === 'closed' ? 'ticket-closed' : null
  return list({
    reply: closed,
    note: null,
    assign: closed,
    take: closed,
    wait: closed,
    wait_supplier: closed,
    resume: ticket.state.startsWith('waiting_') ? null : 'not-waiting',
    solve: closed ?? (ticket.state === 'solved' ? 'already-solved' : null),
    reopen: closed ?? (ticket.state === 'solved' ? null : 'not-solved'),
    reprioritise: closed,
    milestone: closed,
  })
}

/** What a customer may do with their ticket now. */
export function allowedToCustomer(ticket: Ticket): Acts {
  const closed = ticket.state === 'closed' ? 'ticket-closed' : null
  return list({ reply: closed, solve: closed ?? (ticket.state === 'solved' ? 'already-solved' : null), reopen: closed ?? (ticket.state === 'solved' ? null : 'not-solved') })
}
