import { runPrepared } from '#platform/database.ts'
import type { World } from '#server/tables.ts'
import { limitSpans } from './limits.ts'
import type { Counts } from './limits.ts'

/** What is known, before a letter is written, of its sender, its recipient and its conversation. */
export interface Standing {
  /** The provider's mail addresses, first the one that it writes from unless a channel has its own. */
  readonly own: readonly { readonly key: string; readonly channel: string | null }[]
  /** The recipient is a mailbox of some provider here. */
  readonly toOurselves: boolean
  /** Letters to the recipient come back. */
  readonly bounced: boolean
  /** Automatic letters of late; zeros when they were not asked for. */
  readonly counts: Counts
  /** Reply addresses of the recipient on this ticket that were revoked. */
  readonly revoked: number
  /** Message-IDs of the ticket, oldest first: ours, and the public ones that came in. */
  readonly known: readonly { readonly id: string; readonly ours: boolean }[]
}

export interface StandingOf {
  readonly providerId: string
  readonly ticketId: string | undefined
  readonly toKey: string
  /** What the limits count by; undefined for a letter that somebody wrote. */
  readonly limited: { readonly key: string; readonly domain: string } | undefined
  readonly now: number
}

const text = `select
  (select coalesce(json_agg(json_build_object('key', key, 'channel', channel) order by (key = (select mail_address from providers where id = $1)) is not true, key), '[]') from directory where kind = 'mail_address' and provider_id = $1) as own,
  exists (select 1 from directory where kind = 'mail_address' and key = lower($2)) as "toOurselves",
  exists (select 1 from bounced_addresses where provider_id = $1 and address_key = $2) as bounced,
  (select count(*)::int from outbox where provider_id = $1 and mail->>'limitKey' = $3 and created_at > $5::bigint) as "addressHour",
  (select count(*)::int from outbox where provider_id = $1 and mail->>'limitKey' = $3 and created_at > $6::bigint) as "addressDay",
  (select count(*)::int from outbox where provider_id = $1 and mail->>'limitDomain' = $4 and created_at > $5::bigint) as "domainHour",
  (select count(*)::int from reply_tokens where provider_id = $1 and ticket_id = $7::uuid and address_key = $2 and revoked_at is not null) as revoked,
  (select coalesce(json_agg(json_build_object('id', header_message_id, 'ours', issued_by_us) order by at, header_message_id), '[]') from (
    select t.header_message_id, t.issued_by_us, t.at from mail_threads t left join messages m on m.provider_id = t.provider_id and m.id = t.message_id
    where t.provider_id = $1 and t.ticket_id = $7::uuid and (t.issued_by_us or m.visibility = 'public')
    order by t.at, t.header_message_id limit 1000) as thread) as known`

/** Reads all of it in one question, since it is asked for every ticket that is opened. */
export async function readStanding(database: World['database'], { providerId, ticketId, toKey, limited, now }: StandingOf): Promise<Standing> {
  const [row] = await runPrepared<Omit<Standing, 'counts'> & Counts>(database, {
    name: 'standing', text, values: [providerId, toKey, limited?.key ?? null, limited?.domain ?? null, now - limitSpans.hour, now - limitSpans.day, ticketId ?? null],
  })
  if (row === undefined) throw new Error('a select without a row')
  const { own, toOurselves, bounced, addressHour, addressDay, domainHour, revoked, known } = row
  return { own, toOurselves, bounced, counts: { addressHour, addressDay, domainHour }, revoked, known }
}
