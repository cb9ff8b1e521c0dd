import { sql } from 'kysely'
import type { World } from '#server/tables.ts'

/** What somebody wrote and has not sent. It is theirs alone: no colleague and no agent reads it. */
export interface Draft {
  readonly id: string
  readonly place: string
  readonly formKey: string
  readonly fields: Readonly<Record<string, string>>
  readonly uploads: readonly string[]
  readonly updatedAt: number
}

export const draftDays = 30
const day = 24 * 3_600_000
/** More than these, and the oldest goes: a draft is no archive. */
const mostDrafts = 20
const longest = 200_000

/** Keeps what was written at a place; what stood there before gives way. Undefined when it is too long to be kept. */
export async function saveDraft(world: World, providerId: string, contactId: string, draft: Pick<Draft, 'place' | 'formKey' | 'fields' | 'uploads'>): Promise<string | undefined> {
  const fields = JSON.stringify(draft.fields)
  if (fields.length > longest) return undefined
  const now = world.time.now()
  const { db } = world.database
  const kept = await db
    .insertInto('drafts')
    .values({
      provider_id: providerId, id: world.ids.next(), contact_id: contactId, place: draft.place, form_key: draft.formKey, fields, uploads: [...draft.uploads], created_at: now, updated_at: now,
    })
    .onConflict((oc) => oc.columns(['provider_id', 'contact_id', 'place']).doUpdateSet({ form_key: draft.formKey, fields, uploads: [...draft.uploads], updated_at: now }))
    .returning('id').executeTakeFirstOrThrow()
  await sql`delete from drafts where provider_id = ${providerId} and contact_id = ${contactId} and id in (
    select id from drafts where provider_id = ${providerId} and contact_id = ${contactId} order by updated_at desc, id desc offset ${mostDrafts})`.execute(db)
  return kept.id
}

const columns = ['id', 'place', 'form_key as formKey', 'fields', 'uploads', 'updated_at as updatedAt'] as const

/** The drafts of a person, the latest first. */
export async function listDrafts(world: World, providerId: string, contactId: string): Promise<Draft[]> {
  return world.database.db
    .selectFrom('drafts').select(columns).where('provider_id', '=', providerId).where('contact_id', '=', contactId).where('updated_at', '>', world.time.now() - draftDays * day)
    .orderBy('updated_at', 'desc').execute()
}

/** A draft of a person by its id or its place; of nobody else's is anything known. */
export async function findDraft(world: World, providerId: string, contactId: string, by: { id: string } | { place: string }): Promise<Draft | undefined> {
  const query = world.database.db
    .selectFrom('drafts').select(columns).where('provider_id', '=', providerId).where('contact_id', '=', contactId).where('updated_at', '>', world.time.now() - draftDays * day)
  return ('id' in by ? query.where('id', '=', by.id) : query.where('place', '=', by.place)).executeTakeFirst()
}

/** Lets a draft go: it was sent, or is not wanted any more. */
export async function forgetDraft(world: World, providerId: string, contactId: string, by: { id: string } | { place: string }): Promise<void> {
  const query = world.database.db.deleteFrom('drafts').where('provider_id', '=', providerId).where('contact_id', '=', contactId)
  await ('id' in by ? query.where('id', '=', by.id) : query.where('place', '=', by.place)).execute()
}
