import type { Kysely } from 'kysely'
import { hashToken, newToken } from '#platform/tokens.ts'
import type { Tables, World } from '#server/tables.ts'

const hour = 3_600_000
/** An invitation lives a week: it is read when its reader is back. A new password is chosen within a day, or asked for again. */
const life = { invite: 7 * 24 * hour, reset: 24 * hour } as const
export type AgentLinkPurpose = keyof typeof life

/** Whose mailbox a link was sent to. */
export interface AgentLinkOwner { readonly id: string; readonly name: string; readonly email: string; readonly language: 'fr' | 'en'; readonly purpose: AgentLinkPurpose }

/** Makes the link by which an agent chooses a password; those sent before are worth nothing any more. */
export async function makeAgentLink(world: World, db: Kysely<Tables>, providerId: string, agentId: string, purpose: AgentLinkPurpose): Promise<{ token: string; expiresAt: number }> {
  const now = world.time.now()
  await voidAgentLinks(db, providerId, agentId)
  const { token, hash } = newToken()
  const expiresAt = now + life[purpose]
  await db.insertInto('agent_links').values({ provider_id: providerId, token_hash: hash, agent_id: agentId, purpose, created_at: now, expires_at: expiresAt, used_at: null }).execute()
  return { token, expiresAt }
}

/** Takes away what was sent to an agent and not used. */
export async function voidAgentLinks(db: Kysely<Tables>, providerId: string, agentId: string): Promise<void> {
  await db.deleteFrom('agent_links').where('provider_id', '=', providerId).where('agent_id', '=', agentId).where('used_at', 'is', null).execute()
}

/** Whom a link is for, without using it. Undefined when unknown, used, too old, or of somebody who does not work here any more. */
export async function showAgentLink(world: World, db: Kysely<Tables>, providerId: string, token: string): Promise<AgentLinkOwner | undefined> {
  return db
    .selectFrom('agent_links as l').innerJoin('agents as a', (join) => join.onRef('a.provider_id', '=', 'l.provider_id').onRef('a.id', '=', 'l.agent_id'))
    .select(['a.id', 'a.name', 'a.email', 'a.language', 'l.purpose']).where('l.provider_id', '=', providerId).where('l.token_hash', '=', hashToken(token))
    .where('l.used_at', 'is', null).where('l.expires_at', '>', world.time.now()).where('a.disabled_at', 'is', null).executeTakeFirst()
}

/** Uses a link, once: of two at the same moment one counts. */
export async function spendAgentLink(world: World, db: Kysely<Tables>, providerId: string, token: string): Promise<boolean> {
  const now = world.time.now()
  const used = await db
    .updateTable('agent_links').set({ used_at: now }).where('provider_id', '=', providerId).where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null).where('expires_at', '>', now).executeTakeFirst()
  return used.numUpdatedRows > 0n
}
