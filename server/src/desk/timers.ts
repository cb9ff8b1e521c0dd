import type { Policy } from '@guichet/policy'
import { timers, type TimerReading } from '@guichet/policy/life/timers'
import type { Ticket, TicketEvent } from '#tickets/tickets.ts'
import { judging, knownOf } from './moves.ts'

/**
 * The timers of the policy that will run on a ticket while it stays in its state, the next one first: each once, and none that leads
 * where the policy does not let it go. Depends on the events alone, not on when it is asked.
 */
export function timersToRun(policy: Policy, ticket: Ticket, events: readonly TicketEvent[]): (TimerReading & { at: number })[] {
  if (policy.machine.families.timers.length === 0 || ticket.state === 'closed' || ticket.spam) return []
  const { state, since } = ticket
  const done = new Set(events.flatMap((event) => (event.type === 'ticket.timer' && event.data.since === since ? [event.data.name] : [])))
  return timers(judging(policy, events), { state, since, facts: knownOf(events) }, since)
    .filter((one): one is TimerReading & { at: number } => one.at !== null && !done.has(one.name) && (one.move === null || one.move.outcome === 'allowed'))
}
