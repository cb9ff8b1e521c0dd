import { forgetHookCalls } from '#imports/imports.ts'
import { forgetTrials } from '#outbox/outbox.ts'
import { listProviders } from '#people/people.ts'
import { forgetRuns } from '#rules/rules.ts'
import { forgetAlerts, forgetDrafts } from '#triage/triage.ts'
import type { World } from '#server/tables.ts'

const day = 24 * 3_600_000

/** Removes what is worth nothing any more and says nothing of anybody: keys of yesterday, sign-in links that ended, tries long forgotten. What a provider keeps for a time goes by `privacy/purge.ts`. */
export async function tidy(world: World): Promise<void> {
  const { db } = world.database
  const now = world.time.now()
  for (const { id } of await listProviders(world)) {
    await db.deleteFrom('idempotency').where('provider_id', '=', id).where('at', '<', now - day).execute()
    await forgetHookCalls(world, id)
    await db.deleteFrom('sign_in_links').where('provider_id', '=', id).where('expires_at', '<', now - day).execute()
    await db.deleteFrom('pending_sign_ins').where('provider_id', '=', id).where('expires_at', '<', now - day).execute()
    await db.deleteFrom('spent_challenges').where('provider_id', '=', id).where('expires_at', '<', now).execute()
    await db.deleteFrom('mail_codes').where('provider_id', '=', id).where('expires_at', '<', now).execute()
    await forgetDrafts(world, id)
    await forgetAlerts(world, id)
    await forgetRuns(world, id)
    await forgetTrials(world, id)
    await db.deleteFrom('attempts').where('provider_id', '=', id).where('since_at', '<', now - 2 * day).where('next_at', '<', now).execute()
  }
}
