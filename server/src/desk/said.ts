import type { Kysely } from 'kysely'
import type { Tables } from '#server/tables.ts'
import type { Desk } from '#policies/policies.ts'
import { effective, eventsOf, familyOf } from '#tickets/tickets.ts'
import type { TicketEvent } from '#tickets/tickets.ts'
import { project } from './projection.ts'
import type { Projection } from './projection.ts'

const messageOf = ({ data }: TicketEvent): string | undefined => ('messageId' in data && data.messageId != null ? data.messageId : undefined)

/**
 * What counts of a ticket for whoever asked in it: not what was undone, nor what an answer did, or what was done with it, while its writer
 * may still take it back. `held`: such messages.
 */
export function saidOf(history: readonly TicketEvent[], held: ReadonlySet<string>): readonly TicketEvent[] {
  const events = effective(history)
  if (held.size === 0) return events
  const waits = (event: TicketEvent) => held.has(messageOf(event) ?? '')
  const acts = new Set(events.flatMap((event) => (waits(event) && event.actId ? [event.actId] : [])))
  return events.filter((event) => !waits(event) && !(event.actId && acts.has(event.actId)))
}

/** The messages of these tickets that may still be taken back, by ticket. */
export async function heldMessages(db: Kysely<Tables>, providerId: string, ticketIds: readonly string[], now: number): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (ticketIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('messages').select(['id', 'ticket_id']).where('provider_id', '=', providerId).where('ticket_id', 'in', [...ticketIds]).where('leaves_at', '>', now).where('visibility', '=', 'public').execute()
  return new Map([...Map.groupBy(rows, (row) => row.ticket_id)].map(([ticketId, all]) => [ticketId, new Set(all.map(({ id }) => id))]))
}

type Standing = { readonly id: string } & Pick<Projection['columns'], 'state' | 'due' | 'changed_at'>

/** Rows of a customer's list as they stand for them: where an answer may still be taken back, as if it had not been written. */
export async function asSaid<Row extends Standing>(desk: Desk, providerId: string, rows: readonly Row[], now: number): Promise<Row[]> {
  const { db } = desk.database
  const held = await heldMessages(db, providerId, rows.map(({ id }) => id), now)
  return Promise.all(rows.map(async (row) => {
    const waiting = held.get(row.id)
    if (!waiting) return row
    const history = await eventsOf(db, providerId, row.id)
    const { state, due, changed_at } = (await project(desk, providerId, row.id, saidOf(history, waiting), await familyOf(db, providerId, row.id, history))).columns
    return { ...row, state, due, changed_at }
  }))
}
