import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Tables } from '#server/tables.ts'
import type { Answered } from './letter.ts'

const hour = 3_600_000
/** Automatic letters that one address, or one domain, gets at most (MAIL-14). */
const limits = { addressHour: 3, addressDay: 10, domainHour: 60 } as const

/** Why an automatic letter is not written. */
export type Withheld = 'not_human' | 'no_return' | 'own_address' | 'address_limit' | 'domain_limit' | 'bounced_address'

/** Whether what came in may be answered by a machine at all (MAIL-12). */
export function answerable(answered: Answered): Withheld | undefined {
  if (answered.automatic !== 'human') return 'not_human'
  return answered.envelopeFrom === '' ? 'no_return' : undefined
}

/** Whether one more automatic letter would be too many, counted from the outbox itself so that a restart forgives nothing. */
export async function overLimit(db: Kysely<Tables>, providerId: string, limitKey: string, limitDomain: string, now: number): Promise<Withheld | undefined> {
  const counted = await sql<{ key_hour: number; key_day: number; domain_hour: number }>`
    select
      (select count(*) from outbox where provider_id = ${providerId} and mail->>'limitKey' = ${limitKey} and created_at > ${now - hour}::bigint) as key_hour,
      (select count(*) from outbox where provider_id = ${providerId} and mail->>'limitKey' = ${limitKey} and created_at > ${now - 24 * hour}::bigint) as key_day,
      (select count(*) from outbox where provider_id = ${providerId} and mail->>'limitDomain' = ${limitDomain} and created_at > ${now - hour}::bigint) as domain_hour
  `.execute(db)
  const row = counted.rows[0]
  if (row === undefined) return undefined
  if (row.key_hour >= limits.addressHour || row.key_day >= limits.addressDay) return 'address_limit'
  return row.domain_hour >= limits.domainHour ? 'domain_limit' : undefined
}
