import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { onDeskOrNone } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Tables } from '#server/tables.ts'
import type { ComposedMail, Outgoing } from './letter.ts'

/** A letter as lists show it. Instants are epoch ms. */
export interface OutgoingRow {
  readonly id: string
  readonly createdAt: number
  readonly kind: string
  readonly to: string[]
  readonly subject: string
  readonly state: 'pending' | 'sending' | 'sent' | 'failed' | 'caught' | 'cancelled'
  readonly attempts: number
  readonly nextAt: number | null
  readonly sentAt: number | null
  readonly error: string | null
  readonly number: number | null
}

/** A provider's letters, newest first, those of tickets only where these may be seen; `before` is the id of the last one of the page before. */
export async function listOutgoing(
  db: Kysely<Tables>,
  providerId: string,
  wall: DeskWall,
  page: { limit: number; before?: string; state?: OutgoingRow['state'] },
): Promise<OutgoingRow[]> {
  let query = db
    .selectFrom('outbox as o')
    .leftJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'o.provider_id').onRef('t.id', '=', 'o.ticket_id'))
    .select(['o.id', 'o.created_at', 'o.kind', 'o.to', 'o.mail', 'o.state', 'o.attempts', 'o.next_at', 'o.sent_at', 'o.last_error', 't.number'])
    .where('o.provider_id', '=', providerId).where(onDeskOrNone(wall))
  if (page.state !== undefined) query = query.where('o.state', '=', page.state)
  if (page.before !== undefined) {
    query = query.where(sql<boolean>`(o.created_at, o.id) < (select created_at, id from outbox where provider_id = ${providerId} and id = ${page.before})`)
  }
  const rows = await query.orderBy('o.created_at', 'desc').orderBy('o.id', 'desc').limit(page.limit).execute()
  return rows.map((row) => ({
    id: row.id, createdAt: row.created_at, kind: row.kind, to: row.to, subject: (row.mail as unknown as Outgoing).subject ?? '', state: row.state, attempts: row.attempts,
    nextAt: row.next_at, sentAt: row.sent_at, error: row.last_error, number: row.number,
  }))
}

export interface DeliveryRow {
  readonly id: string
  readonly messageId: string
  readonly to: string[]
  readonly state: OutgoingRow['state']
  readonly sentAt: number | null
  readonly error: string | null
}

/** How the letters that carry a ticket's messages fared. */
export async function deliveriesOf(db: Kysely<Tables>, providerId: string, ticketId: string): Promise<DeliveryRow[]> {
  const rows = await db
    .selectFrom('outbox').select(['id', 'message_id', 'to', 'state', 'sent_at', 'last_error']).where('provider_id', '=', providerId).where('ticket_id', '=', ticketId)
    .where('message_id', 'is not', null).orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, messageId: row.message_id as string, to: row.to, state: row.state, sentAt: row.sent_at, error: row.last_error }))
}

/** A letter of a demonstration, whole. */
export interface CaughtLetter {
  readonly id: string
  readonly provider: { readonly slug: string; readonly name: string }
  readonly kind: string
  readonly at: number
  readonly number: number | null
  readonly mail: ComposedMail
}

/** What a demonstration kept of its letters, all providers together, newest first. A demonstration only: nothing else crosses providers. */
export async function caughtLetters(db: Kysely<Tables>, page: { limit: number; providerId?: string }): Promise<CaughtLetter[]> {
  let query = db
    .selectFrom('outbox as o')
    .innerJoin('providers as p', 'p.id', 'o.provider_id')
    .leftJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'o.provider_id').onRef('t.id', '=', 'o.ticket_id'))
    .select(['o.id', 'o.kind', 'o.created_at', 'o.mail', 'p.slug', 'p.name', 't.number'])
    .where('o.state', '=', 'caught')
  if (page.providerId !== undefined) query = query.where('o.provider_id', '=', page.providerId)
  const rows = await query.orderBy('o.created_at', 'desc').orderBy('o.id', 'desc').limit(page.limit).execute()
  return rows.flatMap((row) => {
    const { caught } = row.mail as unknown as Outgoing
    return caught === undefined ? [] : [{ id: row.id, provider: { slug: row.slug, name: row.name }, kind: row.kind, at: row.created_at, number: row.number, mail: caught }]
  })
}
