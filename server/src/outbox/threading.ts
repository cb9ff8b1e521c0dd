import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Tables } from '#server/tables.ts'

/** The id that stands first in every letter of a ticket, so that mail programs show them as one conversation (MAIL-01). */
export function anchorOf(ticketId: string, domain: string): string {
  return `ticket.${ticketId}@${domain}`
}

export interface Lineage {
  /** Oldest first, the anchor before all: 1 + 20 + 20 at most. */
  readonly references: string[]
  readonly inReplyTo: string | undefined
}

/**
 * What a new letter of a ticket refers to: our letters and the public messages that came in. Never a note, nor what a
 * third party sent, whose very existence the recipient must not learn.
 */
export async function lineageOf(db: Kysely<Tables>, providerId: string, ticketId: string, anchor: string, answered: string | undefined): Promise<Lineage> {
  const known = await sql<{ id: string; ours: boolean }>`
    select t.header_message_id as id, t.issued_by_us as ours
    from mail_threads t left join messages m on m.provider_id = t.provider_id and m.id = t.message_id
    where t.provider_id = ${providerId} and t.ticket_id = ${ticketId} and t.header_message_id <> ${anchor}
      and (t.issued_by_us or m.visibility = 'public')
    order by t.at, t.header_message_id limit 1000`.execute(db)
  const ids = known.rows.map((row) => row.id)
  const inReplyTo = answered ?? known.rows.findLast((row) => !row.ours)?.id
  const chain = ids.filter((id) => id !== inReplyTo)
  const kept = chain.length > 40 ? [...chain.slice(0, 20), ...chain.slice(-20)] : chain
  return { references: [anchor, ...kept, ...(inReplyTo === undefined ? [] : [inReplyTo])], inReplyTo }
}
