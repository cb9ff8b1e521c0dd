import type { Kysely } from 'kysely'
import { hashToken } from '#platform/tokens.ts'
import type { Tables } from '#server/tables.ts'

/** Says of a session that its agent must set a second proof up before anything else. */
export async function oweSecond(db: Kysely<Tables>, providerId: string, token: string): Promise<void> {
  await db.updateTable('sessions').set({ owes_second: true }).where('provider_id', '=', providerId).where('token_hash', '=', hashToken(token)).execute()
}

/** A second proof was set up: the agent's sessions are whole. */
export async function settleSecond(db: Kysely<Tables>, providerId: string, agentId: string): Promise<void> {
  await db.updateTable('sessions').set({ owes_second: false }).where('provider_id', '=', providerId).where('agent_id', '=', agentId).where('owes_second', '=', true).execute()
}
