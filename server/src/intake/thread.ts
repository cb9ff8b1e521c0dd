import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Trust } from '@guichet/policy/model'
import { hashToken } from '#platform/tokens.ts'
import { leftKey } from '#people/people.ts'
import type { Tables } from '#server/tables.ts'

/** What a mail says about the conversation it belongs to. Nothing is ever looked for in its text (MAIL-03). */
export interface ThreadClues {
  readonly providerId: string
  /** Details of the reply addresses that it was sent to, without their `t.`. */
  readonly tokens: readonly string[]
  readonly inReplyTo?: string
  /** Oldest first, as in the header. */
  readonly references: readonly string[]
  readonly subject: string
  /** Folded address of the sender; undefined when the mail names nobody. */
  readonly senderKey?: string
  readonly trust: Trust
  /** When it is looked for: who acts for another customer takes part as long as they may. */
  readonly now: number
}

/** The ticket that a mail belongs to. */
export interface Thread {
  readonly ticketId: string
  /** token: our reply address · our_id: a Message-ID we gave · their_id: one that came in · subject: the tag `[#1234]`. */
  readonly how: 'token' | 'our_id' | 'their_id' | 'subject'
  /**
   * Whether the sender takes part. When not, a mail found by its token is a third party's note (MAIL-05), and one found
   * otherwise is kept aside for agents alone (MAIL-04).
   */
  readonly participant: boolean
}

/** Message-IDs of one mail that are looked up, the nearest ones: nobody makes us look for thousands. */
const mostIds = 50

/**
 * Whether an address takes part in a ticket: its contact's, one that we wrote to under a reply address still open, or the one
 * that the request came from. A copy (Cc) makes nobody a participant (AB-08), and neither does an address that somebody of ours gave
 * up: whoever reads it now has the old letters, and nothing else (AUTH-13).
 */
export async function takesPart(db: Kysely<Tables>, providerId: string, ticketId: string, senderKey: string | undefined, now: number): Promise<boolean> {
  if (senderKey === undefined) return false
  const found = await sql<{ yes: boolean }>`
    select not ${outside(providerId, ticketId, senderKey, now)} and (exists (
      select 1 from tickets t join contacts c on c.provider_id = t.provider_id and c.id = t.contact_id
      where t.provider_id = ${providerId} and t.id = ${ticketId} and c.email_key = ${senderKey}
    ) or exists (
      select 1 from reply_tokens where provider_id = ${providerId} and ticket_id = ${ticketId} and address_key = ${senderKey} and revoked_at is null
    ) or exists (
      select 1 from messages m where m.provider_id = ${providerId} and m.ticket_id = ${ticketId} and m.visibility = 'public' and m.author_kind = 'contact' and m.from_address = ${senderKey}
        and (m.author_id is null or exists (select 1 from contacts c where c.provider_id = m.provider_id and c.id = m.author_id and c.email_key = m.from_address))
    )) and (exists (
      select 1 from contacts where provider_id = ${providerId} and email_key = ${senderKey}
    ) or not exists (
      select 1 from address_changes where provider_id = ${providerId} and done_at is not null and lower(${senderKey}) in (lower(old_email), lower(new_email))
    )) as yes`.execute(db)
  return found.rows[0]?.yes === true
}

/**
 * Whether an address is that of a contact who left, or of another customer's contact who acts for this one no longer: whatever
 * they wrote in the ticket before, they take no part in it now.
 */
function outside(providerId: string, ticketId: string, senderKey: string, now: number) {
  return sql<boolean>`exists (
    select 1 from tickets t join contacts c on c.provider_id = t.provider_id and c.id = t.contact_id
    where t.provider_id = ${providerId} and t.id = ${ticketId} and (
      c.email_key = ${leftKey(sql.ref('c.id'), senderKey)}
      or (c.email_key = ${senderKey} and c.customer_id <> t.customer_id and not exists (
        select 1 from grants g where g.provider_id = c.provider_id and g.customer_id = c.customer_id and g.for_customer_id = t.customer_id
          and g.ended_at is null and (g.until_at is null or g.until_at > ${now})))))`
}

async function byToken(db: Kysely<Tables>, clues: ThreadClues): Promise<Thread | undefined> {
  for (const token of clues.tokens.slice(0, 10)) {
    const row = await db
      .selectFrom('reply_tokens').select(['ticket_id', 'address_key']).where('provider_id', '=', clues.providerId).where('token_hash', '=', hashToken(token))
      .where('revoked_at', 'is', null).executeTakeFirst()
    // The token is one person's: whoever else holds it was forwarded a letter (MAIL-05).
    if (row) {
      const theirs = clues.senderKey !== undefined && row.address_key === clues.senderKey
      const parted = theirs ? await partedFrom(db, clues, row.ticket_id) : undefined
      if (parted) return parted
      return { ticketId: row.ticket_id, how: 'token', participant: theirs && (await takesPart(db, clues.providerId, row.ticket_id, clues.senderKey, clues.now)) }
    }
  }
  return undefined
}

/**
 * What answers a message that was split off has the reply address of the ticket that it was written in: it belongs where its message
 * is now, provided that its sender takes part there too.
 */
async function partedFrom(db: Kysely<Tables>, clues: ThreadClues, ticketId: string): Promise<Thread | undefined> {
  const answered = (await byIds(db, clues, true)) ?? (await byIds(db, clues, false))
  if (!answered?.participant || answered.ticketId === ticketId) return undefined
  const split = await db
    .selectFrom('events').select('id').where('provider_id', '=', clues.providerId).where('ticket_id', '=', answered.ticketId).where('type', '=', 'ticket.split_from')
    .where(sql<boolean>`data -> 'from' ->> 'id' = ${ticketId}`).executeTakeFirst()
  return split && { ...answered, how: 'token' }
}

async function byIds(db: Kysely<Tables>, clues: ThreadClues, ours: boolean): Promise<Thread | undefined> {
  const near = [clues.inReplyTo, ...clues.references.toReversed()].filter((id) => id !== undefined && id !== '') as string[]
  const ids = [...new Set(near)].slice(0, mostIds)
  if (ids.length === 0) return undefined
  const rows = await db
    .selectFrom('mail_threads').select(['header_message_id', 'ticket_id']).where('provider_id', '=', clues.providerId).where('header_message_id', 'in', ids)
    .where('issued_by_us', '=', ours).orderBy('at', 'desc').execute()
  for (const id of ids) {
    const row = rows.find((candidate) => candidate.header_message_id === id)
    if (!row) continue
    const participant = await takesPart(db, clues.providerId, row.ticket_id, clues.senderKey, clues.now)
    return { ticketId: row.ticket_id, how: ours ? 'our_id' : 'their_id', participant }
  }
  return undefined
}

async function bySubject(db: Kysely<Tables>, clues: ThreadClues): Promise<Thread | undefined> {
  const number = Number(/\[#(\d{1,9})\]/.exec(clues.subject)?.[1])
  if (!Number.isSafeInteger(number)) return undefined
  const row = await db.selectFrom('tickets').select('id').where('provider_id', '=', clues.providerId).where('number', '=', number).executeTakeFirst()
  if (!row) return undefined
  const certain = clues.trust === 'T1' || clues.trust === 'T2' || clues.trust === 'T3'
  return { ticketId: row.id, how: 'subject', participant: certain && (await takesPart(db, clues.providerId, row.id, clues.senderKey, clues.now)) }
}

/** Finds the ticket that a mail belongs to, in the order of MAIL-03; undefined when it begins a conversation. */
export async function findThread(db: Kysely<Tables>, clues: ThreadClues): Promise<Thread | undefined> {
  return (await byToken(db, clues)) ?? (await byIds(db, clues, true)) ?? (await byIds(db, clues, false)) ?? (await bySubject(db, clues))
}
