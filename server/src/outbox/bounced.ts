import type { Kysely } from 'kysely'
import { transaction } from '#platform/database.ts'
import type { Tables, World } from '#server/tables.ts'
import { recordFate } from './fate.ts'
import type { Outgoing } from './letter.ts'

type BouncedAddresses = {
  bounced_addresses: { provider_id: string; address_key: string; outbox_id: string; status: string | null; diagnostic: string | null; at: number }
}

/** The same database, with the one table that only the outbox uses. */
function withBounces(db: Kysely<Tables>): Kysely<Tables & BouncedAddresses> {
  return db.withTables<BouncedAddresses>()
}

export interface BounceReport {
  readonly permanent: boolean
  readonly status?: string
  readonly diagnostic?: string
}

/**
 * Records that a letter came back (MAIL-16). For ever (5.x.x): the letter has failed and its address is marked, so that no
 * machine writes there again; an agent sees both. For a while (4.x.x): only the event. False when no such letter is known.
 * The caller has checked that the report came to the letter's own signed return address.
 */
export async function markBounced(world: World, providerId: string, outboxId: string, report: BounceReport): Promise<boolean> {
  const reason = [report.status, report.diagnostic].filter((part) => part !== undefined).join(' ').slice(0, 500)
  return transaction(world.database.db, async (tx) => {
    const row = await tx
      .selectFrom('outbox').select(['id', 'ticket_id', 'mail', 'state']).where('provider_id', '=', providerId).where('id', '=', outboxId).forUpdate().executeTakeFirst()
    if (row === undefined) return false
    const letter = { providerId, id: outboxId, ticketId: row.ticket_id ?? undefined }
    if (!report.permanent) {
      await recordFate(tx, world, letter, 'mail.failed', { reason, permanent: false })
      return true
    }
    // The same report twice changes nothing and is told once.
    if (row.state === 'failed') return true
    await tx.updateTable('outbox').set({ state: 'failed', last_error: reason, next_at: null, claimed_until: null }).where('provider_id', '=', providerId).where('id', '=', outboxId).execute()
    await withBounces(tx)
      .insertInto('bounced_addresses')
      .values({ provider_id: providerId, address_key: (row.mail as unknown as Outgoing).toKey, outbox_id: outboxId, status: report.status ?? null, diagnostic: report.diagnostic ?? null, at: world.time.now() })
      .onConflict((oc) => oc.columns(['provider_id', 'address_key']).doNothing())
      .execute()
    await recordFate(tx, world, letter, 'mail.failed', { reason, permanent: true })
    return true
  })
}

/** Somebody proved to write from the address: it is tried again. */
export async function forgiveBounces(db: Kysely<Tables>, providerId: string, addressKey: string): Promise<void> {
  await withBounces(db).deleteFrom('bounced_addresses').where('provider_id', '=', providerId).where('address_key', '=', addressKey).execute()
}
