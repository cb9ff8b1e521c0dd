import type { Kysely } from 'kysely'
import { hashToken, newToken } from '#platform/tokens.ts'
import type { LinkPurpose, Tables, World } from '#server/tables.ts'
import { foldAddress } from './address.ts'
import { countAttempt } from './attempts.ts'
import type { Slowing } from './attempts.ts'
import { comesInFreely } from './oidc/connections.ts'

const minute = 60_000
/** A link lives half an hour (AB-27). */
export const linkLife = 30 * minute
const perAddress: Slowing = { free: 3, base: 10 * minute, cap: 6 * 60 * minute, forget: 24 * 60 * minute }
const perMachine: Slowing = { free: 20, base: minute, cap: 60 * minute, forget: 60 * minute }

/** A link to be sent; the token is nowhere else. */
export interface NewLink {
  readonly token: string
  readonly contact: { readonly id: string; readonly name: string; readonly email: string; readonly language: 'fr' | 'en' }
  readonly expiresAt: number
}

/**
 * Counts a wish for a sign-in link. `slow`: this machine asks too often, for whatever address. `quiet`: say that it was sent
 * and send nothing, because the address was asked for too often: the answer is the same for every address (AB-26).
 */
export async function countLinkWish(world: World, providerId: string, email: string, machine: string, what = 'link'): Promise<'go' | 'quiet' | { slowMs: number }> {
  const slowMs = await countAttempt(world, providerId, `${what}:*|${machine}`, perMachine)
  if (slowMs > 0) return { slowMs }
  const key = foldAddress(email)?.toLowerCase() ?? 'nobody'
  return (await countAttempt(world, providerId, `${what}:${key}`, perAddress)) > 0 ? 'quiet' : 'go'
}

/** Makes a link for the contact of an address; undefined when nobody has it here. One for signing in is worth nothing for another purpose. */
export async function makeLink(world: World, db: Kysely<Tables>, providerId: string, email: string, purpose: LinkPurpose = 'sign_in'): Promise<NewLink | undefined> {
  const contact = await db
    .selectFrom('contacts').select(['id', 'name', 'email', 'language']).where('provider_id', '=', providerId)
    .where('email_key', '=', foldAddress(email) ?? '').where('removed_at', 'is', null).where(comesInFreely('contacts')).executeTakeFirst()
  if (!contact) return undefined
  const now = world.time.now()
  const { token, hash } = newToken()
  const expiresAt = now + linkLife
  await db
    .insertInto('sign_in_links')
    .values({ provider_id: providerId, token_hash: hash, contact_id: contact.id, purpose, created_at: now, expires_at: expiresAt, used_at: null })
    .execute()
  return { token, contact, expiresAt }
}

/** Whom a link is for, without using it: what GET shows (AB-24). Undefined when unknown, of another purpose, used or too old. */
export async function showLink(world: World, providerId: string, token: string, purpose: LinkPurpose = 'sign_in'): Promise<LinkOwner | undefined> {
  return world.database.db
    .selectFrom('sign_in_links as l')
    .innerJoin('contacts as c', (join) => join.onRef('c.provider_id', '=', 'l.provider_id').onRef('c.id', '=', 'l.contact_id'))
    .select(['c.id', 'c.name', 'c.email', 'c.language'])
    .where('l.provider_id', '=', providerId).where('l.token_hash', '=', hashToken(token)).where('l.purpose', '=', purpose).where('l.used_at', 'is', null)
    .where('l.expires_at', '>', world.time.now()).where('c.removed_at', 'is', null)
    .executeTakeFirst()
}

/** Whose mailbox a link was sent to. */
export interface LinkOwner { readonly id: string; readonly name: string; readonly email: string; readonly language: 'fr' | 'en' }

/**
 * Uses a link, once: of two clicks at the same moment one counts. Whoever holds it reads the mailbox,
 * so the address counts as verified from now on.
 */
export async function spendLink(world: World, db: Kysely<Tables>, providerId: string, token: string, purpose: LinkPurpose = 'sign_in'): Promise<LinkOwner | undefined> {
  const now = world.time.now()
  const used = await db
    .updateTable('sign_in_links').set({ used_at: now }).where('provider_id', '=', providerId).where('token_hash', '=', hashToken(token)).where('purpose', '=', purpose)
    .where('used_at', 'is', null).where('expires_at', '>', now).returning('contact_id').executeTakeFirst()
  if (!used) return undefined
  await db
    .updateTable('contacts').set({ verified_at: now }).where('provider_id', '=', providerId).where('id', '=', used.contact_id)
    .where('verified_at', 'is', null).execute()
  return db
    .selectFrom('contacts').select(['id', 'name', 'email', 'language']).where('provider_id', '=', providerId).where('id', '=', used.contact_id)
    .where('removed_at', 'is', null).executeTakeFirst()
}

/** Ends what other links of a purpose a contact still has: the one that was used is enough. */
export async function voidLinks(world: World, db: Kysely<Tables>, providerId: string, contactId: string, purpose: LinkPurpose): Promise<void> {
  await db
    .updateTable('sign_in_links').set({ used_at: world.time.now() }).where('provider_id', '=', providerId).where('contact_id', '=', contactId).where('purpose', '=', purpose)
    .where('used_at', 'is', null).execute()
}
