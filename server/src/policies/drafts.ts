import type { Transaction } from 'kysely'
import { createHash } from 'node:crypto'
import { writeEvent } from '#people/event.ts'
import type { Actor } from '#people/event.ts'
import { transaction } from '#platform/database.ts'
import type { Tables, World } from '#server/tables.ts'

/** A policy being written, one for each provider. */
export interface Draft {
  readonly source: string
  readonly examples: string
  /** Goes up with every change. */
  readonly version: number
  /** The published version from which it was made; null: from a file. */
  readonly basedOn: string | null
  readonly changedAt: number
  readonly changedBy: { readonly id: string; readonly name: string }
}

type Author = Actor & { readonly id: string }
/** `changed`: somebody else wrote meanwhile, and where the draft is now; null: it is no longer there. */
export type Saved = { readonly ok: true; readonly version: number; readonly changedAt: number } | { readonly ok: false; readonly version: number | null }

/** Somebody who writes on without a pause of this length is told of once. */
const sitting = 10 * 60_000

/** The draft of a provider; undefined when nobody is writing one. */
export async function findDraft(world: Pick<World, 'database'>, providerId: string): Promise<Draft | undefined> {
  const row = await world.database.db
    .selectFrom('policy_drafts as d').innerJoin('agents as a', (join) => join.onRef('a.provider_id', '=', 'd.provider_id').onRef('a.id', '=', 'd.changed_by'))
    .select(['d.source', 'd.examples', 'd.version', 'd.based_on', 'd.changed_at', 'd.changed_by', 'a.name']).where('d.provider_id', '=', providerId).executeTakeFirst()
  return row && { source: row.source, examples: row.examples, version: row.version, basedOn: row.based_on, changedAt: row.changed_at, changedBy: { id: row.changed_by, name: row.name } }
}

/** Where the count of a draft begins: never again where one before it was, so that nobody takes the new for the old. */
const firstVersion = (now: number) => Math.floor(now / 1_000) % 1_000_000_000

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
/** PostgreSQL keeps no NUL, and no policy needs one. */
const clean = (text: string) => text.replaceAll('\u0000', '')

/** Begins a draft from texts, or puts them in the place of the draft that was seen (`seen`: its version; undefined: there was none). */
export async function beginDraft(world: World, providerId: string, author: Author, given: { source: string; examples: string; basedOn: string | null; seen: number | undefined }): Promise<Saved> {
  const now = world.time.now()
  const [source, examples] = [clean(given.source), clean(given.examples)]
  return transaction(world.database.db, async (trx): Promise<Saved> => {
    const values = { source, examples, based_on: given.basedOn, changed_at: now, changed_by: author.id, told_at: now }
    const row = given.seen === undefined
      ? await trx.insertInto('policy_drafts').values({ provider_id: providerId, version: firstVersion(now), ...values }).onConflict((oc) => oc.column('provider_id').doNothing()).returning('version').executeTakeFirst()
      : await trx
        .updateTable('policy_drafts').set((eb) => ({ ...values, version: eb('version', '+', 1) })).where('provider_id', '=', providerId).where('version', '=', given.seen).returning('version').executeTakeFirst()
    if (!row) return { ok: false, version: await versionOf(trx, providerId) }
    await writeEvent(trx, world, { providerId, type: 'policy.draft_begun', actor: author, data: { basedOn: given.basedOn, version: row.version, sha256: hash(source) } })
    return { ok: true, version: row.version, changedAt: now }
  })
}

/** Keeps what was written on the draft that was seen. */
export async function saveDraft(world: World, providerId: string, author: Author, given: { source: string; examples: string; seen: number }): Promise<Saved> {
  const now = world.time.now()
  const [source, examples] = [clean(given.source), clean(given.examples)]
  return transaction(world.database.db, async (trx): Promise<Saved> => {
    const before = await trx.selectFrom('policy_drafts').select(['version', 'source', 'examples', 'changed_at', 'changed_by', 'told_at']).where('provider_id', '=', providerId).forUpdate().executeTakeFirst()
    if (before?.version !== given.seen) return { ok: false, version: before?.version ?? null }
    if (before.source === source && before.examples === examples) return { ok: true, version: before.version, changedAt: before.changed_at }
    const tells = before.changed_by !== author.id || now - before.told_at >= sitting
    await trx
      .updateTable('policy_drafts').set({ source, examples, version: given.seen + 1, changed_at: now, changed_by: author.id, ...(tells ? { told_at: now } : {}) })
      .where('provider_id', '=', providerId).execute()
    if (tells) await writeEvent(trx, world, { providerId, type: 'policy.draft_saved', actor: author, data: { version: given.seen + 1, sha256: hash(source) } })
    return { ok: true, version: given.seen + 1, changedAt: now }
  })
}

/** Throws the draft that was seen away. */
export async function dropDraft(world: World, providerId: string, author: Author, seen: number): Promise<Saved> {
  return transaction(world.database.db, async (trx): Promise<Saved> => {
    if (!(await takeDraft(trx, providerId, seen))) return { ok: false, version: await versionOf(trx, providerId) }
    await writeEvent(trx, world, { providerId, type: 'policy.draft_dropped', actor: author, data: { version: seen } })
    return { ok: true, version: seen, changedAt: world.time.now() }
  })
}

/** Takes the draft that was seen away, in the transaction of what becomes of it; false: it is another by now. */
export async function takeDraft(trx: Transaction<Tables>, providerId: string, seen: number): Promise<boolean> {
  const gone = await trx.deleteFrom('policy_drafts').where('provider_id', '=', providerId).where('version', '=', seen).executeTakeFirst()
  return gone.numDeletedRows > 0n
}

async function versionOf(trx: Transaction<Tables>, providerId: string): Promise<number | null> {
  return (await trx.selectFrom('policy_drafts').select('version').where('provider_id', '=', providerId).executeTakeFirst())?.version ?? null
}
