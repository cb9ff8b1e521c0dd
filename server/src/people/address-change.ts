import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import { hashToken, newToken } from '#platform/tokens.ts'
import type { Tables, World } from '#server/tables.ts'
import { foldAddress } from './address.ts'
import { writeEvent } from './event.ts'
import type { Actor } from './event.ts'
import { closeSessionsOf } from './sessions.ts'

const hour = 3_600_000
/** How long the link to the new address works. */
export const confirmLife = 24 * hour
/** After a change, dangerous acts need a call back for so long, and the old address can undo it (AUTH-13, AB-46). */
export const quarantineLife = 72 * hour

/** Until when dangerous acts of a contact need a call back; undefined when they need none. */
export function callBackUntil(contact: { readonly addressChangedAt: number | null }, now: number): number | undefined {
  const until = (contact.addressChangedAt ?? -Infinity) + quarantineLife
  return until > now ? until : undefined
}

/** A change of address as its links find it. */
export interface AddressChange {
  readonly id: string
  readonly contactId: string
  readonly name: string
  readonly language: 'fr' | 'en'
  readonly oldEmail: string
  readonly newEmail: string
  readonly askedAt: number
  readonly doneAt: number | null
}

/** Notes that a contact wants another address, in place of what they wanted before; gives the tokens of its two links, once. */
export async function newAddressChange(
  trx: Transaction<Tables>, world: World, providerId: string, given: { contactId: string; oldEmail: string; newEmail: string },
): Promise<{ id: string; confirm: string; stop: string; expiresAt: number }> {
  const now = world.time.now()
  await trx
    .updateTable('address_changes').set({ stopped_at: now }).where('provider_id', '=', providerId).where('contact_id', '=', given.contactId)
    .where('done_at', 'is', null).where('stopped_at', 'is', null).execute()
  const [confirm, stop] = [newToken(), newToken()]
  const id = world.ids.next()
  const expiresAt = now + confirmLife
  await trx
    .insertInto('address_changes')
    .values({
      provider_id: providerId, id, contact_id: given.contactId, old_email: given.oldEmail, new_email: given.newEmail, token_hash: confirm.hash, stop_hash: stop.hash,
      asked_at: now, expires_at: expiresAt, done_at: null, stopped_at: null,
    })
    .execute()
  return { id, confirm: confirm.token, stop: stop.token, expiresAt }
}

const changes = (db: Kysely<Tables>, providerId: string) =>
  db
    .selectFrom('address_changes as a')
    .innerJoin('contacts as c', (join) => join.onRef('c.provider_id', '=', 'a.provider_id').onRef('c.id', '=', 'a.contact_id'))
    .select([
      'a.id', 'a.contact_id as contactId', 'c.name', 'c.language', 'a.old_email as oldEmail', 'a.new_email as newEmail', 'a.asked_at as askedAt', 'a.done_at as doneAt',
    ])
    .where('a.provider_id', '=', providerId).where('a.stopped_at', 'is', null).where('c.removed_at', 'is', null)

/** The change that a link to the new address confirms; undefined when it is unknown, used, stopped or too old. */
export async function changeToConfirm(db: Kysely<Tables>, world: World, providerId: string, token: string): Promise<AddressChange | undefined> {
  return changes(db, providerId).where('a.token_hash', '=', hashToken(token)).where('a.done_at', 'is', null).where('a.expires_at', '>', world.time.now()).executeTakeFirst()
}

/** The change that a link to the old address stops, or undoes for 72 hours after it was made. */
export async function changeToStop(db: Kysely<Tables>, world: World, providerId: string, token: string): Promise<AddressChange | undefined> {
  const now = world.time.now()
  return changes(db, providerId)
    .where('a.stop_hash', '=', hashToken(token))
    .where((eb) => eb.or([eb.and([eb('a.done_at', 'is', null), eb('a.expires_at', '>', now)]), eb('a.done_at', '>', now - quarantineLife)]))
    .executeTakeFirst()
}

/** The change that a contact is waiting for, for their own page. */
export async function changeUnderWay(db: Kysely<Tables>, world: World, providerId: string, contactId: string): Promise<AddressChange | undefined> {
  return changes(db, providerId).where('a.contact_id', '=', contactId).where('a.done_at', 'is', null).where('a.expires_at', '>', world.time.now()).executeTakeFirst()
}

/** Whether somebody here has an address already. */
export async function isTaken(db: Kysely<Tables>, providerId: string, email: string): Promise<boolean> {
  const found = await db.selectFrom('contacts').select('id').where('provider_id', '=', providerId).where('email_key', '=', foldAddress(email) ?? '').executeTakeFirst()
  return found !== undefined
}

/** Makes the change: the address is proved, every session ends, the old address takes part in nothing more. False when somebody else has it by now. */
export async function makeAddressChange(trx: Transaction<Tables>, world: World, providerId: string, change: AddressChange): Promise<boolean> {
  const now = world.time.now()
  const key = foldAddress(change.newEmail) ?? ''
  const holder = await trx.selectFrom('contacts').select('id').where('provider_id', '=', providerId).where('email_key', '=', key).executeTakeFirst()
  if (holder && holder.id !== change.contactId) return false
  const marked = await trx
    .updateTable('address_changes').set({ done_at: now }).where('provider_id', '=', providerId).where('id', '=', change.id).where('done_at', 'is', null).where('stopped_at', 'is', null)
    .returning('id').executeTakeFirst()
  if (!marked) return false
  await trx
    .updateTable('contacts').set({ email: change.newEmail, email_key: key, verified_at: now, address_changed_at: now, called_back_at: null })
    .where('provider_id', '=', providerId).where('id', '=', change.contactId).execute()
  await withdrawAddress(trx, world, providerId, change.contactId, change.oldEmail)
  return true
}

/** Ends what the old address and the open sessions could still do. */
export async function withdrawAddress(trx: Transaction<Tables>, world: World, providerId: string, contactId: string, email: string): Promise<void> {
  const now = world.time.now()
  await closeSessionsOf({ ...world, database: { ...world.database, db: trx } }, providerId, { contactId })
  await trx
    .updateTable('sign_in_links').set({ used_at: now }).where('provider_id', '=', providerId).where('contact_id', '=', contactId).where('used_at', 'is', null).execute()
  await trx
    .updateTable('reply_tokens').set({ revoked_at: now }).where('provider_id', '=', providerId).where('address_key', '=', foldAddress(email) ?? '').where('revoked_at', 'is', null).execute()
}

/**
 * Stops a change, or undoes it: the old address is back, every session ends, and so does every way in that was made since it was
 * asked for, whoever made it. False when somebody else has the old address by now.
 */
export async function stopAddressChange(trx: Transaction<Tables>, world: World, providerId: string, change: AddressChange): Promise<boolean> {
  const key = foldAddress(change.oldEmail) ?? ''
  const holder = await trx.selectFrom('contacts').select('id').where('provider_id', '=', providerId).where('email_key', '=', key).executeTakeFirst()
  if (holder && holder.id !== change.contactId) return false
  const now = world.time.now()
  await trx.updateTable('address_changes').set({ stopped_at: now }).where('provider_id', '=', providerId).where('id', '=', change.id).execute()
  if (change.doneAt !== null) {
    await trx
      .updateTable('contacts').set({ email: change.oldEmail, email_key: key, verified_at: now, address_changed_at: null, called_back_at: null })
      .where('provider_id', '=', providerId).where('id', '=', change.contactId).execute()
  }
  await withdrawAddress(trx, world, providerId, change.contactId, change.newEmail)
  for (const [table, made] of [['passwords', 'changed_at'], ['passkeys', 'created_at'], ['totp_keys', 'created_at']] as const) {
    await sql`delete from ${sql.table(table)} where provider_id = ${providerId} and contact_id = ${change.contactId} and ${sql.ref(made)} >= ${change.askedAt}`.execute(trx)
  }
  return true
}

/** Notes that a contact was called back at a number known before; dangerous acts need no other call. False when there is no such contact. */
export async function noteCallBack(trx: Transaction<Tables>, world: World, providerId: string, contactId: string, actor: Actor, number: string): Promise<boolean> {
  const noted = await trx
    .updateTable('contacts').set({ called_back_at: world.time.now() }).where('provider_id', '=', providerId).where('id', '=', contactId).where('removed_at', 'is', null)
    .returning('id').executeTakeFirst()
  if (noted) await writeEvent(trx, world, { providerId, type: 'contact.called_back', actor, data: { contactId, number } })
  return noted !== undefined
}
