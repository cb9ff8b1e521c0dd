import { transaction } from '#platform/database.ts'
import { writeEvent } from '#people/people.ts'
import type { Actor } from '#people/people.ts'
import type { World } from '#server/tables.ts'
import { retentionKinds } from './retention-kinds.ts'
import type { RetentionKind } from './retention-kinds.ts'

/** How long one kind of data is kept by a provider, and why. */
export interface Retention {
  readonly kind: RetentionKind
  readonly days: number
  /** In the provider's own words; null as long as it keeps what we propose. */
  readonly reason: string | null
}

/** Every kind, as the provider keeps it. */
export async function listRetention(world: World, providerId: string): Promise<Retention[]> {
  const rows = await world.database.db.selectFrom('retention').select(['kind', 'days', 'reason']).where('provider_id', '=', providerId).execute()
  const said = new Map(rows.map((row) => [row.kind, row]))
  return (Object.keys(retentionKinds) as RetentionKind[]).map((kind) => ({ kind, days: said.get(kind)?.days ?? retentionKinds[kind].days, reason: said.get(kind)?.reason ?? null }))
}

/** One kind. */
export async function retentionOf(world: World, providerId: string, kind: RetentionKind): Promise<Retention> {
  return (await listRetention(world, providerId)).find((one) => one.kind === kind) as Retention
}

/** Says how long a kind is kept, and why; the bounds that the law or our own mechanics set, where it is outside them. */
export async function setRetention(
  world: World, providerId: string, actor: Actor, given: { kind: RetentionKind; days: number; reason: string },
): Promise<{ ok: true } | { ok: false; least: number; most: number }> {
  const { least, most } = retentionKinds[given.kind]
  if (!Number.isInteger(given.days) || given.days < least || given.days > most) return { ok: false, least, most }
  await transaction(world.database.db, async (trx) => {
    const before = await retentionOf({ ...world, database: { ...world.database, db: trx } }, providerId, given.kind)
    const columns = { days: given.days, reason: given.reason, changed_at: world.time.now(), changed_by: actor.name ?? actor.kind }
    await trx.insertInto('retention').values({ provider_id: providerId, kind: given.kind, ...columns }).onConflict((oc) => oc.columns(['provider_id', 'kind']).doUpdateSet(columns)).execute()
    await writeEvent(trx, world, { providerId, type: 'retention.changed', actor, data: { kind: given.kind, days: given.days, from: before.days, reason: given.reason } })
  })
  return { ok: true }
}
