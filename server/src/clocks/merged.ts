import type { Policy } from '@guichet/policy'
import type { TicketEvent } from '#tickets/tickets.ts'
import { clocksOf } from './ledger.ts'
import type { Clock, Promised } from './ledger.ts'

/**
 * The clocks of one promise of a ticket that goes on in another: what had ended by then stays as it was, what was running goes on,
 * and what is done there is done for it (TIME-25). Nothing begins there that was not begun: the other ticket has promises of its own.
 * `above`: what happened there since; for a ticket that goes on by itself, nothing.
 */
export function clocksWith(policy: Policy, promised: Promised, events: readonly TicketEvent[], above: readonly TicketEvent[], now: number): Clock[] {
  const merged = events.findLast((event) => event.type === 'ticket.merged')
  if (!merged) return clocksOf(policy, promised, events, now)
  const own = events.filter(({ seq }) => seq <= merged.seq)
  // What was done before a promise begins stops it when it begins.
  const then = clocksOf(policy, promised, own, Math.max(merged.at, promised.commitment.startsAt))
  if (then.every(({ reading }) => reading.stoppedAt !== null)) return then
  const since = clocksOf(policy, promised, [...own, ...above], now)
  return then.map((clock) => (clock.reading.stoppedAt !== null ? clock : (since.find(({ cycle }) => cycle === clock.cycle) ?? clock)))
}
