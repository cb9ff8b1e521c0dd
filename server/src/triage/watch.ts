import { clocksOf, lateAfter, lateKey, promisesOf, toldLate } from '#clocks/clocks.ts'
import { listProviders } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { system } from '#tickets/tickets.ts'
import type { LoadedTicket, NewEvent } from '#tickets/tickets.ts'
import { act } from './act.ts'

/** Tickets at a time; the next run, seconds later, goes on. */
const batch = 1_000

async function lateEvents(desk: Desk, { providerId, events }: LoadedTicket, now: number): Promise<NewEvent[]> {
  const told = toldLate(events)
  const late: NewEvent[] = []
  for (const promised of promisesOf(events)) {
    const policy = await desk.policies.version(providerId, promised.policyVersion)
    if (!policy) continue
    const { metric, target } = promised.commitment
    for (const { cycle, reading } of clocksOf(policy, promised, events, now)) {
      const lateAt = lateAfter(policy, promised.commitment, reading)
      if (lateAt === null || now <= lateAt || reading.deadline === null || told.has(lateKey(metric, cycle, reading.deadline))) continue
      late.push({ type: 'clock.late', at: now, actor: system, data: { metric, cycle, target, dueAt: reading.deadline } })
    }
  }
  return late
}

/**
 * Notes, once, every promise that has passed its deadline. What is due is read from the clocks' rows, so that what was missed
 * while nothing ran is noted late, with the real time (TIME-31). Gives the number of tickets looked at.
 */
export async function noteLateClocks(desk: Desk): Promise<number> {
  let looked = 0
  for (const provider of await listProviders(desk)) {
    const due = await desk.database.db
      .selectFrom('clocks').select('ticket_id').distinct().where('provider_id', '=', provider.id).where('watch_at', '<', desk.time.now()).limit(batch).execute()
    for (const { ticket_id: id } of due) {
      await act(desk, { providerId: provider.id, ticket: { id } }, async (loaded, now) => ({ events: await lateEvents(desk, loaded, now) }))
    }
    looked += due.length
  }
  return looked
}

/** Releases held requests whose hours have opened: from here on they are to do. */
export async function releaseHeld(desk: Desk): Promise<number> {
  let released = 0
  for (const provider of await listProviders(desk)) {
    const held = await desk.database.db
      .selectFrom('tickets').select('id').where('provider_id', '=', provider.id).where('held_until', '<=', desk.time.now()).limit(batch).execute()
    for (const { id } of held) {
      await act(desk, { providerId: provider.id, ticket: { id } }, (loaded, now) => ({
        events: loaded.ticket.heldUntil !== null && loaded.ticket.heldUntil <= now ? [{ type: 'ticket.released', at: now, actor: system, data: {} }] : [],
      }))
    }
    released += held.length
  }
  return released
}
