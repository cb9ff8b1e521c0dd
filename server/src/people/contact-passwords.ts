import type { Kysely } from 'kysely'
import { hashPassword } from '#platform/passwords.ts'
import type { Tables, World } from '#server/tables.ts'
import { comesInFreely } from './oidc/connections.ts'
import { tryPassword } from './sign-in.ts'

/** Whose password it is among a provider's contacts; nobody's, not set and wrong are told alike. */
export async function tryContactPassword(world: World, providerId: string, given: { email: string; password: string; machine: string }) {
  const find = async (emailKey: string) =>
    world.database.db
      .selectFrom('passwords as p').innerJoin('contacts as c', (join) => join.onRef('c.provider_id', '=', 'p.provider_id').onRef('c.id', '=', 'p.contact_id'))
      .select(['c.id', 'p.hash']).where('p.provider_id', '=', providerId).where('c.email_key', '=', emailKey).where('c.removed_at', 'is', null)
      .where(comesInFreely('contacts', 'c')).executeTakeFirst()
  return tryPassword(world, providerId, { kind: 'contact', ...given, find })
}

/** When a contact's password was chosen, or undefined when there is none. */
export async function passwordOf(world: World, providerId: string, contactId: string): Promise<{ changedAt: number } | undefined> {
  return world.database.db
    .selectFrom('passwords').select('changed_at as changedAt').where('provider_id', '=', providerId).where('contact_id', '=', contactId).executeTakeFirst()
}

/** What to store for a new password: made before the transaction, because it takes its time. */
export { hashPassword }

/** Keeps a contact's new password. */
export async function setPassword(world: World, db: Kysely<Tables>, providerId: string, contactId: string, hash: string): Promise<void> {
  const changed_at = world.time.now()
  await db
    .insertInto('passwords').values({ provider_id: providerId, contact_id: contactId, hash, changed_at })
    .onConflict((oc) => oc.columns(['provider_id', 'contact_id']).doUpdateSet({ hash, changed_at })).execute()
}

/** Takes a contact's password away; false when there was none. */
export async function removePassword(db: Kysely<Tables>, providerId: string, contactId: string): Promise<boolean> {
  const done = await db.deleteFrom('passwords').where('provider_id', '=', providerId).where('contact_id', '=', contactId).executeTakeFirst()
  return done.numDeletedRows > 0n
}
