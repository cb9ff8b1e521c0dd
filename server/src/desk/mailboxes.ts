import type { Desk } from '#policies/policies.ts'

const day = 24 * 3_600_000

/** An address by which mail comes in, the last that came (null when none did in ninety days), and how much did of late. */
export interface KnownMailbox {
  readonly address: string; readonly channel: string; readonly ofPolicy: boolean; readonly lastIn: number | null
  readonly day: number; readonly week: number; readonly aside: number; readonly refused: number
}

/** Requests of before did not say which address they came to: theirs is the only one of their channel, where there is only one. */
const atAddress = `(r.incoming #>> '{mail,mailbox}' = d.key or (r.incoming #>> '{mail,mailbox}' is null and d.sharing = 1 and r.channel = coalesce(d.channel, 'mail')))`
const mailboxesText = `with d as (select key, channel, count(*) over (partition by coalesce(channel, 'mail')) as sharing from directory where provider_id = $1 and kind = 'mail_address'),
  lately as (
    select d.key, count(*) filter (where r.received_at > $4)::int as day, count(*)::int as week, count(*) filter (where r.state = 'quarantined')::int as aside, count(*) filter (where r.state = 'refused')::int as refused
    from requests r join d on ${atAddress} where r.provider_id = $1 and r.received_at > $3 and r.medium in ('mail', 'list') group by d.key)
  select d.key, d.channel, coalesce(l.day, 0) as day, coalesce(l.week, 0) as week, coalesce(l.aside, 0) as aside, coalesce(l.refused, 0) as refused,
    (select r.received_at from requests r where r.provider_id = $1 and r.received_at > $2 and r.medium in ('mail', 'list') and ${atAddress} order by r.received_at desc limit 1) as last_in
  from d left join lately l on l.key = d.key order by d.key`

/** The addresses of a provider's mail: those of its policy, and those that the installation gave it. */
export async function listMailboxes(desk: Desk, providerId: string): Promise<KnownMailbox[]> {
  const now = desk.time.now()
  const policy = await desk.policies.inForce(providerId, now)
  const declared = new Set([...(policy?.addresses.values() ?? [])].flatMap((one) => (one.form === 'mail' ? [one.value.toLowerCase()] : [])))
  const { rows } = await desk.database.pool.query<Omit<KnownMailbox, 'address' | 'ofPolicy' | 'channel' | 'lastIn'> & { key: string; channel: string | null; last_in: number | null }>({
    text: mailboxesText, values: [providerId, now - 90 * day, now - 7 * day, now - day],
  })
  return rows.map(({ key, channel, last_in, ...figures }) => ({ ...figures, address: key, channel: channel ?? 'mail', ofPolicy: declared.has(key), lastIn: last_in }))
}

/** The domains of a provider's addresses, from which its letters are written. */
export async function mailDomains(desk: Desk, providerId: string): Promise<string[]> {
  const rows = await desk.database.db.selectFrom('directory').select('key').where('provider_id', '=', providerId).where('kind', '=', 'mail_address').execute()
  return [...new Set(rows.map(({ key }) => key.slice(key.lastIndexOf('@') + 1)))].toSorted()
}

/** How letters fare: when the last one left, how many wait, how many failed in a week. */
export async function outgoingFigures(desk: Desk, providerId: string): Promise<{ lastOut: number | null; waiting: number; failed: number }> {
  const now = desk.time.now()
  const { rows } = await desk.database.pool.query<{ last_out: number | null; waiting: number; failed: number }>({
    text: `select (select sent_at from outbox where provider_id = $1 and created_at > $3 and state = 'sent' order by created_at desc limit 1) as last_out,
      (select count(*)::int from outbox where provider_id = $1 and state in ('pending', 'sending') and next_at <= $4) as waiting,
      (select count(*)::int from outbox where provider_id = $1 and state = 'failed' and created_at > $2) as failed`,
    values: [providerId, now - 7 * day, now - 90 * day, now],
  })
  const [found] = rows
  return { lastOut: found?.last_out ?? null, waiting: found?.waiting ?? 0, failed: found?.failed ?? 0 }
}
