import type { Desk } from '#policies/policies.ts'

const day = 24 * 3_600_000

/** An address by which mail comes in, and the last that came; null when none did in ninety days. */
export interface KnownMailbox { readonly address: string; readonly channel: string; readonly ofPolicy: boolean; readonly lastIn: number | null }

/** The addresses of a provider's mail: those of its policy, and those that the installation gave it. */
export async function listMailboxes(desk: Desk, providerId: string): Promise<KnownMailbox[]> {
  const now = desk.time.now()
  const policy = await desk.policies.inForce(providerId, now)
  const declared = new Set([...(policy?.addresses.values() ?? [])].flatMap((one) => (one.form === 'mail' ? [one.value.toLowerCase()] : [])))
  const { rows } = await desk.database.pool.query<{ key: string; channel: string | null; last_in: number | null }>({
    text: `select d.key, d.channel, (select r.received_at from requests r where r.provider_id = $1 and r.received_at > $2 and r.channel = coalesce(d.channel, 'mail') and r.medium in ('mail', 'list') order by r.received_at desc limit 1) as last_in
      from directory d where d.provider_id = $1 and d.kind = 'mail_address' order by d.key`,
    values: [providerId, now - 90 * day],
  })
  return rows.map(({ key, channel, last_in }) => ({ address: key, channel: channel ?? 'mail', ofPolicy: declared.has(key), lastIn: last_in }))
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
