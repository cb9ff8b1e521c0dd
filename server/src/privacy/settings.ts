import { transaction } from '#platform/database.ts'
import { writeEvent } from '#people/people.ts'
import type { Actor } from '#people/people.ts'
import type { World } from '#server/tables.ts'

/** What a provider says of itself as the one who answers for personal data. */
export interface PrivacySettings {
  /** Name and postal address of who is responsible; the provider's name by default. */
  readonly responsible: string | null
  /** The data protection officer, where there is one. */
  readonly officer: string | null
  /** Where people write about their data. */
  readonly contact: string | null
  /** Who else is given data: hosts, processors. */
  readonly recipients: string | null
  /** Outside the European Union, and with what guarantees. */
  readonly transfers: string | null
  /** The public holidays that deadlines know, by the names of the policy language. */
  readonly holidays: string
  /** Whether an archive names the agents who read and wrote; else they are the support. */
  readonly agentsNamed: boolean
  /** Whether an archive that holds internal notes waits until somebody has read them. */
  readonly notesReviewed: boolean
}

const usual: PrivacySettings = { responsible: null, officer: null, contact: null, recipients: null, transfers: null, holidays: 'fr-metropole', agentsNamed: false, notesReviewed: true }

/** What the provider says, or what is so as long as it says nothing. */
export async function privacySettings(world: World, providerId: string): Promise<PrivacySettings> {
  const row = await world.database.db.selectFrom('privacy_settings').selectAll().where('provider_id', '=', providerId).executeTakeFirst()
  if (!row) return usual
  const { responsible, officer, contact, recipients, transfers, holidays, agents_named: agentsNamed, notes_reviewed: notesReviewed } = row
  return { responsible, officer, contact, recipients, transfers, holidays, agentsNamed, notesReviewed }
}

/** Changes what is given and leaves the rest. */
export async function changePrivacySettings(world: World, providerId: string, actor: Actor, given: Partial<PrivacySettings>): Promise<PrivacySettings> {
  const next = { ...(await privacySettings(world, providerId)), ...given }
  const columns = {
    responsible: next.responsible, officer: next.officer, contact: next.contact, recipients: next.recipients, transfers: next.transfers, holidays: next.holidays,
    agents_named: next.agentsNamed, notes_reviewed: next.notesReviewed, changed_at: world.time.now(),
  }
  await transaction(world.database.db, async (trx) => {
    await trx.insertInto('privacy_settings').values({ provider_id: providerId, ...columns }).onConflict((oc) => oc.column('provider_id').doUpdateSet(columns)).execute()
    await writeEvent(trx, world, { providerId, type: 'privacy.changed', actor, data: { changed: Object.keys(given) } })
  })
  return next
}
