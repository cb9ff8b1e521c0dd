import type { Kysely } from 'kysely'
import type { Tables } from '#server/tables.ts'
import type { Numbered, TicketEvent } from './event.ts'
import { eventsOf } from './load.ts'
import { effective } from './undone.ts'

/** A ticket merged into another, with what counts of it. */
export interface Merged {
  readonly id: string
  readonly number: number
  /** Its own events that count. */
  readonly events: readonly TicketEvent[]
  /** What happened since in the tickets in which it goes on. */
  readonly above: readonly TicketEvent[]
}

/** The tickets with which one stands together: it cannot be told where any of them stands without the others. */
export interface Family {
  /** What happened since in the tickets in which this one goes on; none when it goes on by itself. */
  readonly above: readonly TicketEvent[]
  /** Those that go on in this one, directly or through another. */
  readonly below: readonly Merged[]
}

/** The ticket in which one goes on by these events, or null. */
export function mergedInto(events: readonly TicketEvent[]): Extract<TicketEvent, { type: 'ticket.merged' }> | undefined {
  return effective(events).findLast((event) => event.type === 'ticket.merged')
}

/** The tickets that were merged into one, by its events, and are still. */
export function absorbedIn(events: readonly TicketEvent[]): Extract<TicketEvent, { type: 'ticket.absorbed' }>[] {
  return effective(events).filter((event) => event.type === 'ticket.absorbed')
}

/** What happened in a ticket since another was merged into it. */
function sinceAbsorbed(events: readonly TicketEvent[], childId: string): TicketEvent[] {
  const from = absorbedIn(events).findLast(({ data }) => data.from.id === childId)
  return from ? effective(events).filter(({ seq }) => seq > from.seq) : []
}

/** Whether a ticket stands alone: true of nearly all. */
const alone = (history: readonly TicketEvent[]) => !history.some(({ type }) => type === 'ticket.merged' || type === 'ticket.absorbed')

/** Deeper chains are no work of people. */
const deepest = 50

/** Reads what a ticket stands together with; undefined for one that stands alone. `history`: its own events, those about to be written too. */
export async function familyOf(db: Kysely<Tables>, providerId: string, ticketId: string, history: readonly TicketEvent[]): Promise<Family | undefined> {
  if (alone(history)) return undefined
  const above: TicketEvent[] = []
  let child = { id: ticketId, events: history }
  for (let depth = 0; depth < deepest; depth++) {
    const into = mergedInto(child.events)?.data.into
    if (!into) break
    const events = await eventsOf(db, providerId, into.id)
    above.push(...sinceAbsorbed(events, child.id))
    child = { id: into.id, events }
  }
  return { above, below: await belowOf(db, providerId, history, above) }
}

async function belowOf(db: Kysely<Tables>, providerId: string, events: readonly TicketEvent[], above: readonly TicketEvent[]): Promise<Merged[]> {
  const below: Merged[] = []
  for (const { data: { from } } of absorbedIn(events)) {
    const its = await eventsOf(db, providerId, from.id)
    const overIt = [...sinceAbsorbed(events, from.id), ...above]
    below.push({ ...from, events: effective(its), above: overIt }, ...(await belowOf(db, providerId, its, overIt)))
  }
  return below
}

/** The ids of a ticket and of those that go on in it. */
export function withThoseBelow(id: string, family: Family | undefined): string[] {
  return [id, ...(family?.below.map((one) => one.id) ?? [])]
}

/** The tickets in which one goes on, the nearest first; none when it goes on by itself. Read without holding them. */
export async function chainOf(db: Kysely<Tables>, providerId: string, ticketId: string): Promise<Numbered[]> {
  const chain: Numbered[] = []
  let id: string | null = ticketId
  for (let depth = 0; id !== null && depth < deepest; depth++) {
    const row: { id: string; number: number; merged_into: string | null } | undefined = await db
      .selectFrom('tickets').select(['id', 'number', 'merged_into']).where('provider_id', '=', providerId).where('id', '=', id).executeTakeFirst()
    if (!row) break
    if (row.id !== ticketId) chain.push({ id: row.id, number: row.number })
    id = row.merged_into
  }
  return chain
}
