import { writeEvent } from '#people/event.ts'
import type { Actor } from '#people/event.ts'
import { notify, transaction } from '#platform/database.ts'
import type { World } from '#server/tables.ts'
import { publishedChannel } from './policies.ts'
import type { Desk } from './policies.ts'

/** A version as those who mind the policy see it: also one that was taken back. */
export interface KeptVersion {
  readonly id: string
  readonly version: string
  readonly effectiveAt: number
  readonly publishedAt: number
  readonly publishedBy: string
  readonly note: string | null
  readonly standing: 'in_force' | 'coming' | 'past' | 'withdrawn'
  readonly withdrawn: { readonly at: number; readonly by: string } | null
}

/** Every version that was ever published, the one that takes effect last first. */
export async function keptVersions(world: World, providerId: string): Promise<KeptVersion[]> {
  const now = world.time.now()
  const rows = await world.database.db
    .selectFrom('policies').select(['id', 'version', 'effective_at', 'published_at', 'published_by', 'note', 'withdrawn_at', 'withdrawn_by']).where('provider_id', '=', providerId)
    .orderBy('effective_at', 'desc').orderBy('published_at', 'desc').execute()
  const inForce = rows.find((row) => row.withdrawn_at === null && row.effective_at <= now)?.id
  return rows.map((row) => ({
    id: row.id, version: row.version, effectiveAt: row.effective_at, publishedAt: row.published_at, publishedBy: row.published_by, note: row.note,
    standing: row.withdrawn_at !== null ? 'withdrawn' : row.id === inForce ? 'in_force' : row.effective_at > now ? 'coming' : 'past',
    withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, by: row.withdrawn_by ?? '' },
  }))
}

/** The texts of a version; undefined when there is none. */
export async function textsOfVersion(world: World, providerId: string, id: string): Promise<{ version: string; source: string; examples: string } | undefined> {
  const row = await world.database.db.selectFrom('policies').select(['version', 'source', 'examples']).where('provider_id', '=', providerId).where('id', '=', id).executeTakeFirst()
  return row && { version: row.version, source: row.source, examples: row.examples ?? '' }
}

/** The texts of the version in force; undefined when there is none yet. */
export async function textsInForce(world: World, providerId: string): Promise<{ id: string; version: string; source: string; examples: string } | undefined> {
  const row = await world.database.db
    .selectFrom('policies').select(['id', 'version', 'source', 'examples']).where('provider_id', '=', providerId).where('withdrawn_at', 'is', null).where('effective_at', '<=', world.time.now())
    .orderBy('effective_at', 'desc').orderBy('published_at', 'desc').limit(1).executeTakeFirst()
  return row && { ...row, examples: row.examples ?? '' }
}

/** Takes a version back whose day has not come: nobody was promised anything by it. Its name stays used. */
export async function withdrawVersion(desk: Desk, providerId: string, actor: Actor, id: string): Promise<'done' | 'not-found' | 'held'> {
  const now = desk.time.now()
  const done = await transaction(desk.database.db, async (trx) => {
    const found = await trx.selectFrom('policies').select(['version', 'effective_at', 'withdrawn_at', 'sha256']).where('provider_id', '=', providerId).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!found) return 'not-found' as const
    if (found.withdrawn_at !== null || found.effective_at <= now) return 'held' as const
    await trx.updateTable('policies').set({ withdrawn_at: now, withdrawn_by: actor.name ?? '' }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    await writeEvent(trx, desk, { providerId, type: 'policy.withdrawn', actor, data: { version: found.version, sha256: found.sha256, effective: found.effective_at } })
    await notify(trx, publishedChannel, providerId)
    return 'done' as const
  })
  desk.policies.forget(providerId)
  return done
}

/** How many tickets are open: those that a new version may touch. */
export async function countOpenTickets(world: World, providerId: string): Promise<number> {
  const row = await world.database.db
    .selectFrom('tickets').select((eb) => eb.fn.countAll<string>().as('count')).where('provider_id', '=', providerId).where('place', 'in', ['todo', 'waiting']).executeTakeFirstOrThrow()
  return Number(row.count)
}
