import { runPrepared } from '#platform/database.ts'
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

const text = `select
  exists (select 1 from contacts where provider_id = $1 and email_key = $2 and verified_at is not null) as registered,
  exists (select 1 from agents where provider_id = $1 and email_key = $6) as agent,
  exists (select 1 from directory where kind = 'mail_address' and key = $3) as own,
  exists (select 1 from outbox where provider_id = $1 and header_message_id = $4) as echo,
  exists (select 1 from requests where provider_id = $1 and incoming #>> '{mail,messageId}' = $4 and dedupe_key <> $5) as repeated,
  exists (select 1 from bounced_addresses where provider_id = $1 and address_key = $2) as bounced`

/** Asks all of it in one question: it is asked for every mail that comes in. */
export async function readBackground(world: World, providerId: string, mail: { address: string | undefined; messageId: string | undefined; dedupeKey: string }): Promise<Background> {
  const address = mail.address ?? ''
  const [row] = await runPrepared<Known & Omit<Background, 'known'>>(world.database, {
    name: 'mail-background', text, values: [providerId, address, mailboxKey(address) ?? '', mail.messageId ?? '', mail.dedupeKey, address.toLowerCase()],
  })
  if (row === undefined) throw new Error('a select without a row')
  const { registered, agent, own, echo, repeated, bounced } = row
  return { known: { registered, agent, own }, echo, repeated, bounced }
}
