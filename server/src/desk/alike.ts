import { sql } from 'kysely'
import type { AlikeTicket } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { onDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

/** Open tickets that are looked at before those with like words are kept: a customer has few, and who has more gets the latest. */
const looked = 200
const shown = 6

/**
 * Open tickets that may be about the same: of the same customer, or of the same service whoever it is of, those that share words
 * with the subject first. `search`: only those whose number or subject has it, of this customer, solved ones too.
 */
export async function alikeTickets(desk: Desk, providerId: string, number: number, wall: DeskWall, search?: string): Promise<AlikeTicket[] | undefined> {
  const { db } = desk.database
  const here = await db
    .selectFrom('tickets as t').select(['t.id', 't.customer_id', 't.service_id', 't.subject']).where('t.provider_id', '=', providerId).where('t.number', '=', number).where(onDesk(wall)).executeTakeFirst()
  if (!here) return undefined
  const customer = sql<boolean>`coalesce(t.customer_id = ${here.customer_id}::uuid, false)`
  const service = sql<boolean>`coalesce(t.service_id = ${here.service_id}::uuid, false)`
  const words = sql`replace(asked_words(${here.subject.slice(0, 300)})::text, ' & ', ' | ')::tsquery`
  const wanted = search?.trim() ?? ''
  const bySubject = `%${wanted.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const found = wanted === '' ? sql`t.place in ('todo', 'waiting')` : sql`t.place in ('todo', 'waiting', 'solved', 'closed') and (t.number::text = ${wanted.replace(/^#/, '')} or t.subject ilike ${bySubject})`
  // Each way in by an index of its own: an "or" would read them all.
  const among = (column: 'customer_id' | 'service_id', id: string | null) =>
    id === null ? sql`select null::uuid as id where false` : sql`(select t.id from tickets t where t.provider_id = ${providerId} and ${sql.ref(`t.${column}`)} = ${id} and ${found} order by t.changed_at desc limit ${looked})`
  const { rows } = await sql<{ number: number; subject: string; state: AlikeTicket['state']; opened_at: number; contact: string | null; same_customer: boolean; same_service: boolean }>`
    select t.number, t.subject, t.state, t.opened_at, c.name as contact, ${customer} as same_customer, ${service} as same_service
    from tickets t left join contacts c on c.provider_id = t.provider_id and c.id = t.contact_id
    where t.provider_id = ${providerId} and t.id in (${among('customer_id', here.customer_id)} union ${among('service_id', wanted === '' ? here.service_id : null)})
      and t.id <> ${here.id} and ${onDesk(wall)}
    order by ts_rank(t.words, ${words}) desc, ${customer} desc, ${service} desc, t.changed_at desc limit ${shown}`.execute(db)
  return rows.map((row) => ({
    number: row.number, subject: row.subject, state: row.state, openedAt: writeInstant(row.opened_at), contact: row.contact, sameCustomer: row.same_customer, sameService: row.same_service,
  }))
}
