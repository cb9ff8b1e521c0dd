import { sql } from 'kysely'
import type { World } from '#server/tables.ts'
import type { Due } from './carrier.ts'
import type { Outgoing } from './letter.ts'

/** A claim is worth this long; a process that died in between leaves the letter to the next one after it. */
export const leaseMs = 120_000

export interface Claim extends Due {
  readonly attempts: number
  /** What tells our claim from a later one. */
  readonly claimedUntil: number
  readonly ticketId: string | undefined
}

/** Takes the letters of a provider that are due, oldest due first, out of every other process's sight for a while. */
export async function claimDue(world: World, providerId: string, most: number): Promise<Claim[]> {
  const now = world.time.now()
  const until = now + leaseMs
  const claimed = await sql<{ id: string; mail: Outgoing; header_message_id: string; created_at: number; attempts: number; ticket_id: string | null }>`
    update outbox set state = 'sending', claimed_until = ${until}, next_at = ${until}, attempts = attempts + 1
    where provider_id = ${providerId} and id in (
      select id from outbox where provider_id = ${providerId} and state in ('pending', 'sending') and next_at <= ${now}
      order by next_at, id limit ${most} for update skip locked)
    returning id, mail, header_message_id, created_at, attempts, ticket_id`.execute(world.database.db)
  return claimed.rows.map((row) => ({
    providerId, id: row.id, messageId: row.header_message_id, createdAt: row.created_at, mail: row.mail, attempts: row.attempts, claimedUntil: until,
    ticketId: row.ticket_id ?? undefined,
  }))
}
