import { sql } from 'kysely'
import type { Desk } from '#policies/policies.ts'
import { isOnDesk } from '#people/people.ts'
import { messagesOf, sameAct } from '#tickets/tickets.ts'
import type { Actor, StoredAttachment } from '#tickets/tickets.ts'
import { act } from '../act.ts'
import type { Aim, Outcome } from '../act.ts'
import { outOfOwnSight } from '../own-sight.ts'
import { addUpload } from '../uploads.ts'
import { giveBack } from './drafts.ts'
import type { KeptDraft } from './drafts.ts'

/** Calls the letters of a message off; false when one of them is on its way. */
export async function cancelLetters(desk: Desk, providerId: string, messageId: string): Promise<boolean> {
  const { db } = desk.database
  const { rows } = await sql<{ state: string; header_message_id: string }>`
    update outbox set state = case when state = 'pending' and attempts = 0 then 'cancelled' else state end, next_at = case when state = 'pending' and attempts = 0 then null else next_at end
    where provider_id = ${providerId} and message_id = ${messageId} returning state, header_message_id`.execute(db)
  if (rows.some(({ state }) => state !== 'cancelled')) return false
  const ids = rows.map((row) => row.header_message_id)
  // What never left is nothing that an answer could refer to.
  if (ids.length > 0) await db.deleteFrom('mail_threads').where('provider_id', '=', providerId).where('header_message_id', 'in', ids).execute()
  return true
}

async function filesOf(desk: Desk, providerId: string, messageId: string): Promise<StoredAttachment[]> {
  const rows = await desk.database.db
    .selectFrom('attachments').select(['name', 'media_type', 'size', 'sha256']).where('provider_id', '=', providerId).where('message_id', '=', messageId).orderBy('id').execute()
  return rows.map((row) => ({ name: row.name, mediaType: row.media_type, size: row.size, sha256: row.sha256 }))
}

/**
 * Takes an answer back before it left: its letters are called off, what it did to the ticket counts no more, and its text is the
 * draft of its writer again, with its files. Once the time is over it has left, whether or not the letter is on its way yet.
 */
export async function takeBack(desk: Desk, agent: Actor & { id: string }, { deskWall, ...aim }: Aim, messageId: string): Promise<{ outcome: Outcome; draft?: KeptDraft }> {
  let draft: KeptDraft | undefined
  const outcome = await act(desk, aim, async (loaded, now, inside) => {
    const written = loaded.events.find((event) => event.type === 'message.agent' && event.data.messageId === messageId && event.actor.id === agent.id)
    const message = written && (await inside.database.db.selectFrom('messages').select(['text', 'leaves_at']).where('provider_id', '=', aim.providerId).where('id', '=', messageId).executeTakeFirst())
    if (!written || !message) return { refused: 'not-found' }
    const undone = sameAct(loaded.events, written)
    if (deskWall && !isOnDesk(deskWall, loaded.ticket) && !outOfOwnSight(loaded, undone, agent.id)) return { refused: 'not-found' }
    if (message.leaves_at === null || message.leaves_at <= now) return { refused: 'already-left' }
    const copies = await inside.database.db
      .selectFrom('outbox').select(sql<string[] | null>`(select array_agg(c ->> 'address') from jsonb_array_elements(mail #> '{letter,heads,cc}') c)`.as('cc'))
      .where('provider_id', '=', aim.providerId).where('message_id', '=', messageId).limit(1).executeTakeFirst()
    if (!(await cancelLetters(inside, aim.providerId, messageId))) return { refused: 'already-left' }
    const files = await filesOf(inside, aim.providerId, messageId)
    const attachments = []
    for (const file of files) attachments.push({ id: await addUpload(inside, aim.providerId, `agent:${agent.id}`, file), name: file.name, size: file.size, mediaType: file.mediaType })
    const then = undone.some(({ type }) => type === 'ticket.solved') ? 'solve' : undone.some(({ type }) => type === 'ticket.waiting') ? 'wait' : 'keep'
    draft = await giveBack(inside, { providerId: aim.providerId, ticketId: loaded.id, agentId: agent.id }, { text: message.text, then, attachments, cc: copies?.cc ?? [] })
    return { events: [{ type: 'ticket.undone', at: now, actor: agent, data: { eventIds: undone.map(({ id }) => id), what: 'message.agent' } }], withdraws: messagesOf(undone) }
  })
  return { outcome, ...(draft && outcome.ok ? { draft } : {}) }
}
