import type { Kysely } from 'kysely'
import { hashToken, newToken } from '#platform/tokens.ts'
import type { Tables, World } from '#server/tables.ts'

/** An invitation lives a week: it is read when its reader is back, and opens nothing but an area that was empty before. */
const invitationLife = 7 * 24 * 3_600_000

/** Makes the link by which somebody who was added confirms their address and enters; those sent before are worth nothing any more. */
export async function newInvitation(world: World, db: Kysely<Tables>, providerId: string, contactId: string): Promise<{ token: string; expiresAt: number }> {
  const now = world.time.now()
  await db
    .updateTable('sign_in_links').set({ used_at: now }).where('provider_id', '=', providerId).where('contact_id', '=', contactId).where('used_at', 'is', null).execute()
  const { token } = newToken()
  const expiresAt = now + invitationLife
  await db
    .insertInto('sign_in_links')
    .values({ provider_id: providerId, token_hash: hashToken(token), contact_id: contactId, created_at: now, expires_at: expiresAt, used_at: null })
    .execute()
  return { token, expiresAt }
}
