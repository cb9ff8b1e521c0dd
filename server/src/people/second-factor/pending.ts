import type { Kysely } from 'kysely'
import { hashToken, newToken } from '#platform/tokens.ts'
import type { FirstWay, Tables, World } from '#server/tables.ts'
import { ownerColumns, ownerOf } from './who.ts'
import type { Who } from './who.ts'

/** How long one may take to find the telephone. */
export const pendingLife = 15 * 60_000

/** Somebody who gave a first proof and owes the second: not signed in. */
export interface Pending {
  readonly who: Who
  readonly way: FirstWay
}

/** Keeps a first proof until the second is given; its token goes into a cookie of its own, and opens nothing. */
export async function openPending(world: World, db: Kysely<Tables>, providerId: string, who: Who, way: FirstWay): Promise<{ token: string; expiresAt: number }> {
  const now = world.time.now()
  const { token, hash } = newToken()
  const expiresAt = now + pendingLife
  await db
    .insertInto('pending_sign_ins').values({ provider_id: providerId, token_hash: hash, ...ownerColumns(who), way, created_at: now, expires_at: expiresAt, used_at: null }).execute()
  return { token, expiresAt }
}

/** Who owes a second proof; undefined when it was given, or waited for too long. */
export async function findPending(world: World, providerId: string, token: string): Promise<Pending | undefined> {
  const row = await world.database.db
    .selectFrom('pending_sign_ins').select(['agent_id', 'contact_id', 'way']).where('provider_id', '=', providerId).where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null).where('expires_at', '>', world.time.now()).executeTakeFirst()
  return row && { who: ownerOf(row), way: row.way }
}

/** Uses it up, once: two answers at the same moment open one session. */
export async function spendPending(world: World, db: Kysely<Tables>, providerId: string, token: string): Promise<boolean> {
  const now = world.time.now()
  const spent = await db
    .updateTable('pending_sign_ins').set({ used_at: now }).where('provider_id', '=', providerId).where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null).where('expires_at', '>', now).executeTakeFirst()
  return spent.numUpdatedRows > 0n
}
