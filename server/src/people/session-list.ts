import type { Kysely } from 'kysely'
import { transaction } from '#platform/database.ts'
import { hashToken, newToken } from '#platform/tokens.ts'
import type { SecondProof, Tables, Way, World } from '#server/tables.ts'
import { writeEvent } from './event.ts'
import { ownedBy } from './second-factor/who.ts'
import type { Who } from './second-factor/who.ts'
import { elevation, sessionLimits } from './sessions.ts'

/** A session as its owner is shown it. */
export interface OpenSession {
  readonly id: string
  readonly way: Way
  readonly second: SecondProof | null
  readonly machine: string | null
  readonly browser: string | null
  readonly openedAt: number
  readonly seenAt: number
}

/** Somebody's sessions that are still worth something, the last used first. */
export async function sessionsOf(world: World, providerId: string, who: Who): Promise<OpenSession[]> {
  const now = world.time.now()
  const { idle } = sessionLimits['agentId' in who ? 'agent' : 'contact']
  return world.database.db
    .selectFrom('sessions').select(['id', 'way', 'second_factor as second', 'machine', 'browser', 'created_at as openedAt', 'seen_at as seenAt'])
    .where('provider_id', '=', providerId).where(...ownedBy(who)).where('revoked_at', 'is', null).where('expires_at', '>', now).where('seen_at', '>', now - idle)
    .orderBy('seen_at', 'desc').orderBy('id', 'desc').limit(100).execute()
}

/** Ends one session of somebody, by its id; false when it is none of theirs, or ended. */
export async function revokeSession(world: World, db: Kysely<Tables>, providerId: string, who: Who, id: string): Promise<boolean> {
  const done = await db
    .updateTable('sessions').set({ revoked_at: world.time.now() }).where('provider_id', '=', providerId).where(...ownedBy(who)).where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Ends every session of somebody but one; gives how many. */
export async function revokeSessions(world: World, db: Kysely<Tables>, providerId: string, who: Who, except?: string): Promise<number> {
  let ending = db.updateTable('sessions').set({ revoked_at: world.time.now() }).where('provider_id', '=', providerId).where(...ownedBy(who)).where('revoked_at', 'is', null)
  if (except !== undefined) ending = ending.where('id', '!=', except)
  return Number((await ending.executeTakeFirst()).numUpdatedRows)
}

/**
 * Raises a session to T3 for a quarter of an hour, under a new token: whoever took the old one has nothing (AB-29). Undefined when
 * the session ended meanwhile.
 */
export async function elevateSession(
  world: World, db: Kysely<Tables>, providerId: string, shown: string, second: SecondProof,
): Promise<{ token: string; expiresAt: number } | undefined> {
  const { token, hash } = newToken()
  const raised = await db
    .updateTable('sessions').set({ token_hash: hash, elevated_until: world.time.now() + elevation, second_factor: second })
    .where('provider_id', '=', providerId).where('token_hash', '=', hashToken(shown)).where('revoked_at', 'is', null).returning('expires_at').executeTakeFirst()
  return raised && { token, expiresAt: raised.expires_at }
}

/** One thing that was done to somebody's way in, or by it. */
export interface Trace { readonly at: number; readonly type: string; readonly data: Record<string, unknown> }

/** The last sign-ins of somebody, and what failed. */
export async function recentSignIns(world: World, providerId: string, who: Who, limit = 20): Promise<Trace[]> {
  const id = ownedBy(who)[2]
  const rows = await world.database.db
    .selectFrom('events').select(['at', 'type', 'data']).where('provider_id', '=', providerId).where('actor_id', '=', id).where('ticket_id', 'is', null)
    .where('type', 'in', ['session.opened', 'session.failed', 'session.second_failed']).orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  return rows.map((row) => ({ ...row, data: row.data as Record<string, unknown> }))
}

/** Whether somebody was ever signed in here: the first time, every browser is new. */
export async function hasSignedInBefore(db: Kysely<Tables>, providerId: string, who: Who): Promise<boolean> {
  const found = await db.selectFrom('sessions').select('id').where('provider_id', '=', providerId).where(...ownedBy(who)).limit(1).executeTakeFirst()
  return found !== undefined
}

/** Signs somebody out by the token that their browser shows, and writes it down. */
export async function signOut(world: World, providerId: string, token: string, who: { id: string; name: string; kind: 'agent' | 'contact' } | undefined): Promise<void> {
  await transaction(world.database.db, async (trx) => {
    const done = await trx
      .updateTable('sessions').set({ revoked_at: world.time.now() })
      .where('provider_id', '=', providerId).where('token_hash', '=', hashToken(token)).where('revoked_at', 'is', null).executeTakeFirst()
    if (done.numUpdatedRows > 0n && who) await writeEvent(trx, world, { providerId, type: 'session.closed', actor: { kind: who.kind, id: who.id, name: who.name }, data: { why: 'signed_out' } })
  })
}
