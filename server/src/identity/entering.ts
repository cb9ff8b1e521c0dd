import type { Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import {
  closeSession, comesInFreely, enter, enterFully, findPending, foldAddress, hasSignedInBefore, spendLink, spendPending, tryContactPassword, usePasskey, verifySecondFactor, writeEvent,
} from '#people/people.ts'
import type { Entered, Pending, Place, Provider, SecondGiven, Seen, Who } from '#people/people.ts'
import type { Tables, World } from '#server/tables.ts'
import { isKnown } from './known-browsers.ts'
import { tellContact } from './notices.ts'

/** From where somebody comes, and what their browser showed. */
export interface Coming extends Seen {
  /** The session's token that the browser showed: worth nothing afterwards (AB-29). */
  readonly previous?: string | undefined
  /** By which a browser is known again. */
  readonly marks?: string | undefined
}

export type ContactEntered = Entered & { readonly contactId: string }
export type Slow = { readonly kind: 'slow'; readonly waitMs: number }
export type Wrong = { readonly kind: 'wrong' }

const where = ({ machine, browser }: Seen) => ({ machine, browser: browser?.slice(0, 300) ?? '' })

/** A session was opened: its owner is told when the browser is a new one; the first of all is nobody's surprise. */
async function tellOfNewBrowser(trx: Transaction<Tables>, world: World, provider: Provider, contactId: string, coming: Coming, before: boolean): Promise<void> {
  if (!before || isKnown(world, provider, { contactId }, coming.marks)) return
  await tellContact(trx, world, provider, contactId, { what: 'new_browser', at: world.time.now(), where: where(coming) })
}

/** After a first proof of a contact: a session or the question for the second, in the transaction of the proof. */
export async function enterContact(
  trx: Transaction<Tables>, world: World, provider: Provider, contactId: string, way: 'password' | 'link' | 'oidc', coming: Coming,
): Promise<ContactEntered> {
  const before = await hasSignedInBefore(trx, provider.id, { contactId })
  const entered = await enter(trx, world, provider.id, { contactId }, { way, machine: coming.machine, browser: coming.browser })
  if (entered.kind === 'session') await tellOfNewBrowser(trx, world, provider, contactId, coming, before)
  return { ...entered, contactId }
}

async function leave(world: World, provider: Provider, entered: Entered | undefined, coming: Coming): Promise<void> {
  if (entered?.kind === 'session' && coming.previous) await closeSession(world, provider.id, coming.previous)
  world.jobs.wake('outbox')
}

/** Uses a sign-in link, once. Undefined: unknown, used or too old. */
export async function enterByLink(world: World, provider: Provider, token: string, coming: Coming): Promise<ContactEntered | undefined> {
  const entered = await transaction(world.database.db, async (trx) => {
    const contact = await spendLink(world, trx, provider.id, token)
    if (!contact) return undefined
    await writeEvent(trx, world, { providerId: provider.id, type: 'link.used', actor: { kind: 'contact', id: contact.id, name: contact.name }, data: { purpose: 'sign_in' } })
    return enterContact(trx, world, provider, contact.id, 'link', coming)
  })
  await leave(world, provider, entered, coming)
  return entered
}

/** Signs a contact in by password. An unknown address, none set and a wrong one are told alike, after the same work (AB-26). */
export async function enterByPassword(world: World, provider: Provider, given: { email: string; password: string }, coming: Coming): Promise<ContactEntered | Wrong | Slow> {
  const tried = await tryContactPassword(world, provider.id, { ...given, machine: coming.machine })
  if (!tried.ok) {
    if (tried.why === 'slow') return { kind: 'slow', waitMs: tried.waitMs }
    await transaction(world.database.db, (trx) => writeFailure(trx, world, provider, given.email, coming))
    return { kind: 'wrong' }
  }
  const entered = await transaction(world.database.db, (trx) => enterContact(trx, world, provider, tried.id, 'password', coming))
  await leave(world, provider, entered, coming)
  return entered
}

/** A failed try is written for a known address and an unknown one alike: the same work, and the audit sees both. */
async function writeFailure(trx: Transaction<Tables>, world: World, provider: Provider, email: string, coming: Coming): Promise<void> {
  const contact = await trx.selectFrom('contacts').select('id').where('provider_id', '=', provider.id).where('email_key', '=', foldAddress(email) ?? 'nobody').where('removed_at', 'is', null).executeTakeFirst()
  await writeEvent(trx, world, { providerId: provider.id, type: 'session.failed', actor: contact ? { kind: 'contact', id: contact.id } : { kind: 'third_party' }, data: { way: 'password', ...where(coming) } })
}

/** Signs a contact in by a passkey that checked its person: both proofs at once, so the session begins at T3. */
export async function enterByPasskey(world: World, provider: Provider, given: { place: Place; response: unknown }, coming: Coming): Promise<ContactEntered | undefined> {
  const entered = await transaction(world.database.db, async (trx) => {
    const who = await usePasskey(world, trx, provider.id, { ...given, purpose: 'sign-in', kind: 'contact' })
    if (!who || !('contactId' in who) || !(await isHere(trx, provider, who.contactId, 'passkey'))) return undefined
    const before = await hasSignedInBefore(trx, provider.id, who)
    const session = await enterFully(trx, world, provider.id, who, { way: 'passkey', second: 'passkey', machine: coming.machine, browser: coming.browser })
    await tellOfNewBrowser(trx, world, provider, who.contactId, coming, before)
    return { kind: 'session' as const, ...session, contactId: who.contactId }
  })
  await leave(world, provider, entered, coming)
  return entered
}

async function isHere(trx: Transaction<Tables>, provider: Provider, contactId: string, way?: 'passkey'): Promise<boolean> {
  const people = trx.selectFrom('contacts').select('id').where('provider_id', '=', provider.id).where('id', '=', contactId).where('removed_at', 'is', null)
  return (await (way === 'passkey' ? people.where(comesInFreely('contacts')) : people).executeTakeFirst()) !== undefined
}

/** The contact who owes a second proof, by the token of what is pending. */
export async function pendingContact(world: World, provider: Provider, token: string | undefined): Promise<(Pending & { contactId: string }) | undefined> {
  const pending = token === undefined ? undefined : await findPending(world, provider.id, token)
  return pending && 'contactId' in pending.who ? { ...pending, contactId: pending.who.contactId } : undefined
}

/**
 * Gives the second proof: opens the session, once. `gone`: what was pending is not any more. After too many wrong ones the owner
 * is told, for somebody has their password or their mailbox (AB-28).
 */
export async function enterBySecond(world: World, provider: Provider, token: string, given: SecondGiven, coming: Coming): Promise<ContactEntered | Wrong | Slow | { kind: 'gone' }> {
  const pending = await pendingContact(world, provider, token)
  if (!pending) return { kind: 'gone' }
  const { contactId } = pending
  const verdict = await verifySecondFactor(world, provider.id, pending.who, given)
  if (!verdict.ok) {
    if (verdict.why === 'slow') return { kind: 'slow', waitMs: verdict.waitMs }
    await transaction(world.database.db, (trx) => secondFailed(trx, world, provider, contactId, coming, verdict.last))
    world.jobs.wake('outbox')
    return { kind: 'wrong' }
  }
  const entered = await transaction(world.database.db, async (trx) => {
    if (!(await spendPending(world, trx, provider.id, token)) || !(await isHere(trx, provider, contactId))) return undefined
    const before = await hasSignedInBefore(trx, provider.id, pending.who)
    const session = await enterFully(trx, world, provider.id, pending.who, { way: pending.way, second: verdict.used, machine: coming.machine, browser: coming.browser })
    if (verdict.used === 'code') await codeUsed(trx, world, provider, contactId, coming)
    await tellOfNewBrowser(trx, world, provider, contactId, coming, before)
    return { kind: 'session' as const, ...session, contactId }
  })
  await leave(world, provider, entered, coming)
  return entered ?? { kind: 'gone' }
}

/** Writes a failed second proof down, and tells its owner after the last free one. */
export async function secondFailed(trx: Transaction<Tables>, world: World, provider: Provider, contactId: string, seen: Seen, last: boolean): Promise<void> {
  await writeEvent(trx, world, { providerId: provider.id, type: 'session.second_failed', actor: { kind: 'contact', id: contactId }, data: where(seen) })
  if (last) await tellContact(trx, world, provider, contactId, { what: 'tried', at: world.time.now(), where: where(seen) })
}

/** Writes down that a backup code was used, and tells its owner. */
export async function codeUsed(trx: Transaction<Tables>, world: World, provider: Provider, contactId: string, seen: Seen): Promise<void> {
  await writeEvent(trx, world, { providerId: provider.id, type: 'code.used', actor: { kind: 'contact', id: contactId }, data: where(seen) })
  await tellContact(trx, world, provider, contactId, { what: 'code_used', at: world.time.now(), where: where(seen) })
}

export type { Who }
