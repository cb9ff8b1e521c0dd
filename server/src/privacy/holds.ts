import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { transaction } from '#platform/database.ts'
import { onDesk, onDeskOrNone, writeEvent } from '#people/people.ts'
import type { Actor, DeskWall } from '#people/people.ts'
import type { Tables, World } from '#server/tables.ts'
import { dateIn } from './deadline.ts'

/** What must not go, until when and why (GDPR-06). */
export interface Hold {
  readonly id: string
  readonly on: 'customer' | 'contact' | 'ticket'
  readonly targetId: string
  readonly reason: string
  readonly until: string
  readonly setAt: number
  readonly setBy: string
  readonly lifted: { readonly at: number; readonly by: string } | null
}

async function isSeen(db: Kysely<Tables>, providerId: string, ticketId: string, wall: DeskWall): Promise<boolean> {
  return (await db.selectFrom('tickets as t').select('t.id').where('t.provider_id', '=', providerId).where('t.id', '=', ticketId).where(onDesk(wall)).executeTakeFirst()) !== undefined
}

/** Forbids to erase or purge what concerns a customer, a person or a ticket until a day, that day included. Undefined when there is no such thing, or it is a ticket behind the wall. */
export async function setHold(
  world: World, providerId: string, actor: Actor, given: { on: Hold['on']; targetId: string; reason: string; until: string }, wall?: DeskWall,
): Promise<string | undefined> {
  return transaction(world.database.db, async (trx) => {
    const table = `${given.on}s` as 'customers' | 'contacts' | 'tickets'
    const there = await trx.selectFrom(table).select('id').where('provider_id', '=', providerId).where('id', '=', given.targetId).executeTakeFirst()
    if (!there || (given.on === 'ticket' && wall && !(await isSeen(trx, providerId, given.targetId, wall)))) return undefined
    const id = world.ids.next()
    const of = (on: Hold['on']) => (given.on === on ? given.targetId : null)
    await trx
      .insertInto('legal_holds')
      .values({
        provider_id: providerId, id, customer_id: of('customer'), contact_id: of('contact'), ticket_id: of('ticket'), reason: given.reason, until_on: given.until,
        set_at: world.time.now(), set_by: actor.name ?? actor.kind, lifted_at: null, lifted_by: null,
      })
      .execute()
    await writeEvent(trx, world, { providerId, type: 'hold.set', actor, data: { holdId: id, on: given.on, targetId: given.targetId, until: given.until } })
    return id
  })
}

/** Ends a hold before its day; false when there is none alive of this id. */
export async function liftHold(world: World, providerId: string, actor: Actor, id: string, wall?: DeskWall): Promise<boolean> {
  return transaction(world.database.db, async (trx) => {
    const held = await trx.selectFrom('legal_holds').select('ticket_id').where('provider_id', '=', providerId).where('id', '=', id).executeTakeFirst()
    if (held?.ticket_id && wall && !(await isSeen(trx, providerId, held.ticket_id, wall))) return false
    const lifted = await trx
      .updateTable('legal_holds').set({ lifted_at: world.time.now(), lifted_by: actor.name ?? actor.kind }).where('provider_id', '=', providerId).where('id', '=', id)
      .where('lifted_at', 'is', null).executeTakeFirst()
    if (lifted.numUpdatedRows === 0n) return false
    await writeEvent(trx, world, { providerId, type: 'hold.lifted', actor, data: { holdId: id } })
    return true
  })
}

/** Every hold of a provider but those on tickets behind the wall, those that end first before the others. */
export async function listHolds(world: World, providerId: string, wall?: DeskWall): Promise<Hold[]> {
  let query = world.database.db
    .selectFrom('legal_holds as h').leftJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'h.provider_id').onRef('t.id', '=', 'h.ticket_id'))
    .selectAll('h').where('h.provider_id', '=', providerId)
  if (wall) query = query.where(onDeskOrNone(wall))
  const rows = await query.orderBy('h.until_on').orderBy('h.id').limit(1_000).execute()
  return rows.map((row) => ({
    id: row.id, on: row.customer_id !== null ? 'customer' : row.contact_id !== null ? 'contact' : 'ticket', targetId: (row.customer_id ?? row.contact_id ?? row.ticket_id) as string,
    reason: row.reason, until: row.until_on, setAt: row.set_at, setBy: row.set_by, lifted: row.lifted_at === null ? null : { at: row.lifted_at, by: row.lifted_by ?? '' },
  }))
}

/** The holds alive that concern a person: on themselves, their customer or a ticket of theirs. */
export async function holdsOn(
  db: Kysely<Tables>, providerId: string, of: { contactId: string | null; customerId: string | null; ticketIds: readonly string[] }, today: string,
): Promise<{ reason: string; until: string }[]> {
  return db
    .selectFrom('legal_holds').select(['reason', 'until_on as until']).where('provider_id', '=', providerId).where('lifted_at', 'is', null).where('until_on', '>=', today)
    .where((eb) => eb.or([
      ...(of.contactId === null ? [] : [eb('contact_id', '=', of.contactId)]), ...(of.customerId === null ? [] : [eb('customer_id', '=', of.customerId)]),
      ...(of.ticketIds.length === 0 ? [] : [eb('ticket_id', 'in', [...of.ticketIds])]), sql<boolean>`false`,
    ]))
    .orderBy('until_on', 'desc').execute()
}

/** As a condition on `t`, a ticket: nothing alive holds it. */
export function notHeld(world: World, zone: string) {
  const today = dateIn(zone, world.time.now())
  return sql<boolean>`not exists (select 1 from legal_holds h where h.provider_id = t.provider_id and h.lifted_at is null and h.until_on >= ${today}::date
    and (h.ticket_id = t.id or h.customer_id = t.customer_id or h.contact_id = t.contact_id))`
}
