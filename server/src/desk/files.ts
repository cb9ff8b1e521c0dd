import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { insideWall, onDesk, onDeskOrNone } from '#people/people.ts'
import type { DeskWall, Wall } from '#people/people.ts'
import type { World } from '#server/tables.ts'

/** Who asks for a file: an agent behind the wall of the desk, a customer behind theirs. */
export type FileReader = DeskWall | Wall

const isAgents = (reader: FileReader): reader is DeskWall => 'agentId' in reader
/** For a customer also what was sent to them in a ticket that went on for a while in one that they may not see. */
const inSight = (reader: FileReader): RawBuilder<SqlBool> => (isAgents(reader) ? onDesk(reader, 't') : sql<SqlBool>`(${insideWall(reader, 't')} or exists (
  select 1 from outbox o join tickets w on w.provider_id = o.provider_id and w.id = o.ticket_id where o.provider_id = m.provider_id and o.message_id = m.id and o.ticket_id <> t.id and ${insideWall(reader, 'w')}))`)

/** What may still be taken back is nobody's to see but agents'. */
const hasLeft = (now: number): RawBuilder<SqlBool> => sql<SqlBool>`coalesce(m.leaves_at, 0) <= ${now}`

/** A file that may be handed out. */
export interface KeptFile { readonly name: string; readonly mediaType: string; readonly sha256: string }

/**
 * An attachment that an agent, or this customer, may have; undefined when it is not theirs exactly as when there is none (AB-19).
 * A customer gets what public messages of their own tickets carry, nothing of a note (AB-41).
 */
export async function findAttachment(world: World, providerId: string, id: string, reader: FileReader): Promise<KeptFile | undefined> {
  let query = world.database.db
    .selectFrom('attachments as f')
    .innerJoin('messages as m', (join) => join.onRef('m.provider_id', '=', 'f.provider_id').onRef('m.id', '=', 'f.message_id'))
    .innerJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'f.provider_id').onRef('t.id', '=', 'f.ticket_id'))
    .select(['f.name', 'f.media_type as mediaType', 'f.sha256']).where('f.provider_id', '=', providerId).where('f.id', '=', id).where(inSight(reader))
  if (!isAgents(reader)) query = query.where('m.visibility', '=', 'public').where(hasLeft(world.time.now()))
  return query.executeTakeFirst()
}

/** The sanitised HTML of a message, for the same readers. */
export async function findMessageHtml(world: World, providerId: string, id: string, reader: FileReader): Promise<string | undefined> {
  let query = world.database.db
    .selectFrom('messages as m')
    .innerJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'm.provider_id').onRef('t.id', '=', 'm.ticket_id'))
    .select('m.html_file').where('m.provider_id', '=', providerId).where('m.id', '=', id).where(inSight(reader))
  if (!isAgents(reader)) query = query.where('m.visibility', '=', 'public').where(hasLeft(world.time.now()))
  return (await query.executeTakeFirst())?.html_file ?? undefined
}

/** The bytes of a request as they came: by its id, or by that of the message made of it (MAIL-10). For agents only. */
export async function findRaw(world: World, providerId: string, wall: DeskWall, by: { requestId: string } | { messageId: string }): Promise<{ sha256: string; mediaType: string } | undefined> {
  const { db } = world.database
  const row = await ('requestId' in by
    ? db.selectFrom('requests as r')
        .leftJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'r.provider_id').onRef('t.id', '=', 'r.ticket_id'))
        .select(['r.raw_sha256 as sha256', 'r.raw_media_type as mediaType']).where('r.provider_id', '=', providerId).where('r.id', '=', by.requestId).where(onDeskOrNone(wall))
    : db.selectFrom('messages as m')
        .innerJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'm.provider_id').onRef('t.id', '=', 'm.ticket_id'))
        .innerJoin('requests as r', (join) => join.onRef('r.provider_id', '=', 'm.provider_id').onRef('r.id', '=', 'm.request_id'))
        .select(['r.raw_sha256 as sha256', 'r.raw_media_type as mediaType']).where('m.provider_id', '=', providerId).where('m.id', '=', by.messageId).where(onDesk(wall))
  ).executeTakeFirst()
  return row?.sha256 ? { sha256: row.sha256, mediaType: row.mediaType ?? 'application/octet-stream' } : undefined
}

/** Images that a message encloses for its own text, by content id, small enough to be put into it. */
export async function findInlineImages(world: World, providerId: string, messageId: string, largest: number): Promise<ReadonlyMap<string, KeptFile>> {
  const rows = await world.database.db
    .selectFrom('attachments').select(['content_id', 'name', 'media_type as mediaType', 'sha256']).where('provider_id', '=', providerId)
    .where('message_id', '=', messageId).where('content_id', 'is not', null).where('size', '<=', largest).limit(50).execute()
  return new Map(rows.map(({ content_id, ...file }) => [content_id!, file]))
}
