import { clocksWith, lateAfter, lateKey, promisesOf, toldLate } from '#clocks/clocks.ts'
import { listProviders } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { chainOf, familyOf, system } from '#tickets/tickets.ts'
import type { LoadedTicket, NewEvent, Numbered, TicketEvent } from '#tickets/tickets.ts'
import { act } from './act.ts'

/** Tickets at a time; the next run, seconds later, goes on. */
const batch = 1_000

/** The promises of one ticket that are late and of which nothing was said; `of`: it goes on in the one that is written to. */
async function lateOf(desk: Desk, providerId: string, { events, above, of }: { events: readonly TicketEvent[]; above: readonly TicketEvent[]; of?: Numbered }, told: ReadonlySet<string>, now: number): Promise<NewEvent[]> {
  const late: NewEvent[] = []
  for (const promised of promisesOf(events)) {
    const policy = await desk.policies.version(providerId, promised.policyVersion)
    if (!policy) continue
    const { metric, target } = promised.commitment
    for (const { cycle, reading } of clocksWith(policy, promised, events, above, now)) {
      const lateAt = lateAfter(policy, promised.commitment, reading)
      if (lateAt === null || now <= lateAt || reading.deadline === null || told.has(lateKey(metric, cycle, reading.deadline))) continue
      late.push({ type: 'clock.late', at: now, actor: system, data: { metric, cycle, target, dueAt: reading.deadline, ...(of ? { of } : {}) } })
    }
  }
  return late
}

/** What is late of a ticket, and of those that go on in it: told of where they are dealt with. */
async function lateEvents(desk: Desk, { providerId, id, events }: LoadedTicket, now: number): Promise<NewEvent[]> {
  const family = await familyOf(desk.database.db, providerId, id, events)
  const late = await lateOf(desk, providerId, { events, above: [] }, toldLate(events), now)
  for (const one of family?.below ?? []) {
    const told = new Set([...toldLate(one.events), ...toldLate(one.above, one.id)])
    late.push(...(await lateOf(desk, providerId, { ...one, of: { id: one.id, number: one.number } }, told, now)))
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
      const ticket = (await chainOf(desk.database.db, provider.id, id)).at(-1) ?? { id }
      await act(desk, { providerId: provider.id, ticket: { id: ticket.id } }, async (loaded, now, inside) => ({ events: await lateEvents(inside, loaded, now) }))
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
