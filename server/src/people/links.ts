import type { Kysely } from 'kysely'
import { transaction } from '#platform/database.ts'
import { hashToken, newToken } from '#platform/tokens.ts'
import type { Tables, World } from '#server/tables.ts'
import { foldAddress } from './address.ts'
import { countAttempt } from './attempts.ts'
import type { Slowing } from './attempts.ts'
import { closeSession, openSession } from './sessions.ts'

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
export async function countLinkWish(world: World, providerId: string, email: string, machine: string): Promise<'go' | 'quiet' | { slowMs: number }> {
  const slowMs = await countAttempt(world, providerId, `link:*|${machine}`, perMachine)
  if (slowMs > 0) return { slowMs }
  const key = foldAddress(email)?.toLowerCase() ?? 'nobody'
  return (await countAttempt(world, providerId, `link:${key}`, perAddress)) > 0 ? 'quiet' : 'go'
}

/** Makes a sign-in link for the contact of an address; undefined when nobody has it here. */
export async function makeLink(world: World, db: Kysely<Tables>, providerId: string, email: string): Promise<NewLink | undefined> {
  const contact = await db
    .selectFrom('contacts').select(['id', 'name', 'email', 'language']).where('provider_id', '=', providerId)
    .where('email_key', '=', foldAddress(email) ?? '').executeTakeFirst()
  if (!contact) return undefined
  const now = world.time.now()
  const { token, hash } = newToken()
  const expiresAt = now + linkLife
  await db
    .insertInto('sign_in_links')
    .values({ provider_id: providerId, token_hash: hash, contact_id: contact.id, created_at: now, expires_at: expiresAt, used_at: null })
    .execute()
  return { token, contact, expiresAt }
}

/** Whom a link would sign in, without using it: what GET shows (AB-24). Undefined when unknown, used or too old. */
export async function showLink(world: World, providerId: string, token: string): Promise<{ name: string; email: string } | undefined> {
  return world.database.db
    .selectFrom('sign_in_links as l')
    .innerJoin('contacts as c', (join) => join.onRef('c.provider_id', '=', 'l.provider_id').onRef('c.id', '=', 'l.contact_id'))
    .select(['c.name', 'c.email'])
    .where('l.provider_id', '=', providerId).where('l.token_hash', '=', hashToken(token)).where('l.used_at', 'is', null)
    .where('l.expires_at', '>', world.time.now())
    .executeTakeFirst()
}

/**
 * Uses a link, once: two clicks at the same moment open one session. Whoever holds it reads the mailbox,
 * so the address counts as verified from now on.
 */
export async function consumeLink(
  world: World, providerId: string, token: string, previous?: string,
): Promise<{ token: string; expiresAt: number; contactId: string } | undefined> {
  const now = world.time.now()
  const opened = await transaction(world.database.db, async (trx) => {
    const used = await trx
      .updateTable('sign_in_links').set({ used_at: now }).where('provider_id', '=', providerId).where('token_hash', '=', hashToken(token))
      .where('used_at', 'is', null).where('expires_at', '>', now).returning('contact_id').executeTakeFirst()
    if (!used) return undefined
    await trx
      .updateTable('contacts').set({ verified_at: now }).where('provider_id', '=', providerId).where('id', '=', used.contact_id)
      .where('verified_at', 'is', null).execute()
    return { ...(await openSession(world, trx, providerId, { contactId: used.contact_id })), contactId: used.contact_id }
  })
  if (opened && previous) await closeSession(world, providerId, previous)
  return opened
}
