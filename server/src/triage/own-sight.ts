import type { LoadedTicket, TicketEvent } from '#tickets/tickets.ts'

/** Whether this act handed the ticket on, by this agent, and nobody has done anything since: they may take that back though they no longer see it. */
export function outOfOwnSight({ ticket }: LoadedTicket, act: readonly TicketEvent[], agentId: string): boolean {
  const last = act.at(-1)
  return last !== undefined && last.actor.id === agentId && last.seq === ticket.version && act.some(({ type }) => type === 'ticket.transferred')
}
