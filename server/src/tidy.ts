import { forgetHookCalls } from '#imports/imports.ts'
import { listProviders } from '#people/people.ts'
import { forgetOldDrafts } from '#triage/drafts.ts'
import { forgetOldUploads } from '#triage/uploads.ts'
import type { World } from '#server/tables.ts'

const day = 24 * 3_600_000

/** Removes what is worth nothing any more: keys and uploads of yesterday, sign-in links and sessions that ended, tries long forgotten. */
export async function tidy(world: World): Promise<void> {
  const { db } = world.database
  const now = world.time.now()
  for (const { id } of await listProviders(world)) {
    await db.deleteFrom('idempotency').where('provider_id', '=', id).where('at', '<', now - day).execute()
    await forgetHookCalls(world, id)
    await forgetOldDrafts(world, id)
    await forgetOldUploads(world, id, now - day)
    await db.deleteFrom('sign_in_links').where('provider_id', '=', id).where('expires_at', '<', now - day).execute()
    await db.deleteFrom('pending_sign_ins').where('provider_id', '=', id).where('expires_at', '<', now - day).execute()
    await db.deleteFrom('spent_challenges').where('provider_id', '=', id).where('expires_at', '<', now).execute()
    await db.deleteFrom('mail_codes').where('provider_id', '=', id).where('expires_at', '<', now).execute()
    await db.deleteFrom('sessions').where('provider_id', '=', id).where('expires_at', '<', now - day).execute()
    await db.deleteFrom('attempts').where('provider_id', '=', id).where('since_at', '<', now - 2 * day).where('next_at', '<', now).execute()
  }
}
