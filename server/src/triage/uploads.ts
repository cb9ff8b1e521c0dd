import type { Kysely } from 'kysely'
import type { Tables, World } from '#server/tables.ts'
import type { StoredAttachment } from '#tickets/tickets.ts'

/** Keeps a file that its sender will attach to a message; nobody else can (AB-20). Gives its id. */
export async function addUpload(world: World, providerId: string, owner: string, file: Omit<StoredAttachment, 'contentId'>): Promise<string> {
  const id = world.ids.next()
  await world.database.db
    .insertInto('uploads')
    .values({ provider_id: providerId, id, owner, name: file.name, media_type: file.mediaType, size: file.size, sha256: file.sha256, at: world.time.now() })
    .execute()
  return id
}

/** The uploads of an owner by id, in the order asked; undefined when one of them is not theirs or not there. */
export async function findUploads(world: World, providerId: string, owner: string, ids: readonly string[]): Promise<StoredAttachment[] | undefined> {
  if (ids.length === 0) return []
  const rows = await world.database.db
    .selectFrom('uploads').select(['id', 'name', 'media_type', 'size', 'sha256']).where('provider_id', '=', providerId).where('owner', '=', owner)
    .where('id', 'in', [...ids]).execute()
  const byId = new Map(rows.map((row) => [row.id, { name: row.name, mediaType: row.media_type, size: row.size, sha256: row.sha256 }]))
  const found = ids.map((id) => byId.get(id))
  return found.every((file) => file !== undefined) ? found : undefined
}

/** Lets go of uploads that a message carries now. */
export async function forgetUploads(db: Kysely<Tables>, providerId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.deleteFrom('uploads').where('provider_id', '=', providerId).where('id', 'in', [...ids]).execute()
}
