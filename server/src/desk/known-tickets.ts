import { sql } from 'kysely'
import type { TicketState } from '@guichet/protocol'
import { insideWall } from '#people/people.ts'
import type { Wall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

/** A request that is open and may be about the same. */
export interface KnownTicket { readonly number: number; readonly subject: string; readonly state: TicketState; readonly opened_at: number; readonly same_service: boolean }

/** Open requests on the same service, and those that share words with what is being written: nothing beyond the wall. */
export async function knownTickets(desk: Desk, providerId: string, wall: Wall, about: { serviceId?: string | undefined; words: string }): Promise<KnownTicket[]> {
  // Any of the words will do here: it is a reminder, not a search.
  const any = sql`replace(asked_words(${about.words.slice(0, 300)})::text, ' & ', ' | ')::tsquery`
  const service = sql<boolean>`coalesce(t.service_id = ${about.serviceId ?? null}::uuid, false)`
  const { rows } = await sql<KnownTicket>`
    select t.number, t.subject, t.state, t.opened_at, ${service} as same_service from tickets t
    where t.provider_id = ${providerId} and ${insideWall(wall, 't')} and t.place in ('todo', 'waiting') and (${service} or t.words @@ ${any})
    order by ts_rank(t.words, ${any}) desc, ${service} desc, t.changed_at desc limit 4`.execute(desk.database.db)
  return rows
}

/** A ticket of this number inside a wall; undefined where there is none for them (AB-19, AB-20). */
export async function findVisibleTicket(desk: Desk, providerId: string, wall: Wall, number: number): Promise<{ id: string; number: number; subject: string } | undefined> {
  return desk.database.db
    .selectFrom('tickets').select(['id', 'number', 'subject']).where('provider_id', '=', providerId).where('number', '=', number).where(insideWall(wall)).executeTakeFirst()
}
