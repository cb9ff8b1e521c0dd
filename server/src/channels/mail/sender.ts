import { sql } from 'kysely'
import type { World } from '#server/tables.ts'
import { mailboxKey } from './addresses.ts'
import type { Known } from './trust.ts'

/** What a provider already knows of a mail and of who claims to have sent it. */
export interface Background {
  readonly known: Known
  /** The Message-ID is one of our letters' (MAIL-17). */
  readonly echo: boolean
  /** It came before, with another text (MAIL-09, AB-07). */
  readonly repeated: boolean
  /** Letters to the sender's address came back. */
  readonly bounced: boolean
}

/** Asks all of it in one question: it is asked for every mail that comes in. */
export async function readBackground(world: World, providerId: string, mail: { address: string | undefined; messageId: string | undefined; dedupeKey: string }): Promise<Background> {
  const address = mail.address ?? ''
  const messageId = mail.messageId ?? ''
  const asked = await sql<Known & Omit<Background, 'known'>>`select
    exists (select 1 from contacts where provider_id = ${providerId} and email_key = ${address} and verified_at is not null) as registered,
    exists (select 1 from agents where provider_id = ${providerId} and email_key = ${address.toLowerCase()}) as agent,
    exists (select 1 from directory where kind = 'mail_address' and key = ${mailboxKey(address) ?? ''}) as own,
    exists (select 1 from outbox where provider_id = ${providerId} and header_message_id = ${messageId}) as echo,
    exists (select 1 from requests where provider_id = ${providerId} and incoming #>> '{mail,messageId}' = ${messageId} and dedupe_key <> ${mail.dedupeKey}) as repeated,
    exists (select 1 from bounced_addresses where provider_id = ${providerId} and address_key = ${address}) as bounced`.execute(world.database.db)
  const row = asked.rows[0]
  if (row === undefined) throw new Error('a select without a row')
  const { registered, agent, own, echo, repeated, bounced } = row
  return { known: { registered, agent, own }, echo, repeated, bounced }
}
