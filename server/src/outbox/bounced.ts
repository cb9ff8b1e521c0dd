import type { Generated, Kysely } from 'kysely'
import { transaction } from '#platform/database.ts'
import type { Tables, World } from '#server/tables.ts'
import { recordFate } from './fate.ts'
import type { Outgoing } from './letter.ts'

type BouncedAddresses = {
  bounced_addresses: { provider_id: string; address_key: string; outbox_id: string; status: string | null; diagnostic: string | null; at: number; noted_at: Generated<number | null> }
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

/** Of these folded addresses, those that refuse mail for good. */
export async function refusedAmong(db: Kysely<Tables>, providerId: string, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await withBounces(db).selectFrom('bounced_addresses').select('address_key').where('provider_id', '=', providerId).where('address_key', 'in', [...keys]).execute()
  return new Set(rows.map((row) => row.address_key))
}

/** An address that was found to refuse mail, and the letter by which it was. */
export interface NewBounce {
  readonly addressKey: string
  readonly outboxId: string
  readonly letterKind: string
  readonly at: number
}

/** Refusals from which nothing followed yet, the oldest first. */
export async function unnotedBounces(db: Kysely<Tables>, providerId: string, most: number): Promise<NewBounce[]> {
  const rows = await withBounces(db)
    .selectFrom('bounced_addresses as b').innerJoin('outbox as o', (join) => join.onRef('o.provider_id', '=', 'b.provider_id').onRef('o.id', '=', 'b.outbox_id'))
    .select(['b.address_key', 'b.outbox_id', 'b.at', 'o.kind']).where('b.provider_id', '=', providerId).where('b.noted_at', 'is', null)
    .orderBy('b.at').orderBy('b.address_key').limit(most).execute()
  return rows.map((row) => ({ addressKey: row.address_key, outboxId: row.outbox_id, letterKind: row.kind, at: row.at }))
}

/** What follows from a refusal is done; false when somebody else did it. */
export async function noteBounce(tx: Kysely<Tables>, world: World, providerId: string, addressKey: string): Promise<boolean> {
  const noted = await withBounces(tx)
    .updateTable('bounced_addresses').set({ noted_at: world.time.now() }).where('provider_id', '=', providerId).where('address_key', '=', addressKey).where('noted_at', 'is', null)
    .executeTakeFirst()
  return noted.numUpdatedRows > 0n
}
