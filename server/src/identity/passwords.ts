import { transaction } from '#platform/database.ts'
import {
  addressOf, countLinkWish, hashPassword, linkLife, makeLink, passwordProblem, removePassword, revokeSessions, setPassword, showLink, spendLink, tryContactPassword, voidLinks, writeEvent,
} from '#people/people.ts'
import type { PasswordProblem, Provider, Seen, SignedContact } from '#people/people.ts'
import type { World } from '#server/tables.ts'
import { tellContact } from './notices.ts'

const where = ({ machine, browser }: Seen) => ({ machine, browser: browser?.slice(0, 300) ?? '' })

/** Whether somebody knows the password they have now: asked before it is changed, by the same throttle as at the door. */
export async function knowsPassword(world: World, provider: Provider, contact: Pick<SignedContact, 'id' | 'email'>, password: string, seen: Seen): Promise<'yes' | 'no' | { slowMs: number }> {
  const tried = await tryContactPassword(world, provider.id, { email: contact.email, password, machine: seen.machine })
  if (tried.ok) return tried.id === contact.id ? 'yes' : 'no'
  return tried.why === 'slow' ? { slowMs: tried.waitMs } : 'no'
}

/** Chooses or changes a signed-in contact's password: their other sessions end, and they are told by mail. Gives what is wrong with it. */
export async function choosePassword(world: World, provider: Provider, contact: SignedContact, password: string, seen: Seen): Promise<PasswordProblem | undefined> {
  const problem = passwordProblem(password, { name: contact.name, email: contact.email, provider: provider.name })
  if (problem) return problem
  const hash = await hashPassword(password)
  await transaction(world.database.db, async (trx) => {
    await setPassword(world, trx, provider.id, contact.id, hash)
    const ended = await revokeSessions(world, trx, provider.id, { contactId: contact.id }, contact.sessionId)
    await writeEvent(trx, world, { providerId: provider.id, type: 'password.set', actor: { kind: 'contact', id: contact.id, name: contact.name }, data: { how: 'signed_in', sessionsEnded: ended } })
    await tellContact(trx, world, provider, contact.id, { what: 'password_set', at: world.time.now(), where: where(seen) })
  })
  world.jobs.wake('outbox')
  return undefined
}

/** Takes a signed-in contact's password away: their other sessions end, and they are told by mail. */
export async function dropPassword(world: World, provider: Provider, contact: SignedContact, seen: Seen): Promise<void> {
  await transaction(world.database.db, async (trx) => {
    if (!(await removePassword(trx, provider.id, contact.id))) return
    const ended = await revokeSessions(world, trx, provider.id, { contactId: contact.id }, contact.sessionId)
    await writeEvent(trx, world, { providerId: provider.id, type: 'password.removed', actor: { kind: 'contact', id: contact.id, name: contact.name }, data: { sessionsEnded: ended } })
    await tellContact(trx, world, provider, contact.id, { what: 'password_removed', at: world.time.now(), where: where(seen) })
  })
  world.jobs.wake('outbox')
}

/** Sends a link for a new password to the declared address. Known or not, the answer is the same and comes after the same work (AB-26, S4-17). */
export async function askReset(world: World, provider: Provider, wish: { email: string; machine: string; language: 'fr' | 'en' }): Promise<{ sent: 'if-known' } | { slowMs: number }> {
  const wished = await countLinkWish(world, provider.id, wish.email, wish.machine, 'reset')
  if (typeof wished === 'object') return wished
  if (wished === 'go') {
    await transaction(world.database.db, async (trx) => {
      const link = await makeLink(world, trx, provider.id, wish.email, 'reset')
      if (!link) return
      await writeEvent(trx, world, { providerId: provider.id, type: 'reset.asked', actor: { kind: 'third_party' }, data: { contactId: link.contact.id, machine: wish.machine } })
      await tellContact(trx, world, provider, link.contact.id, {
        what: 'reset', at: world.time.now(), link: addressOf(world, provider, `/${wish.language}/reset/${link.token}`), minutes: linkLife / 60_000,
      }, wish.language)
    })
    world.jobs.wake('outbox')
  }
  return { sent: 'if-known' }
}

export type Reset = { readonly kind: 'done' } | { readonly kind: 'gone' } | { readonly kind: 'refused'; readonly problem: PasswordProblem }

/**
 * Uses a link for a new password. A password that is refused leaves the link as it was. Every session of theirs ends, and nobody is
 * signed in: whoever has a second factor is still asked for it (AB-27).
 */
export async function useReset(world: World, provider: Provider, token: string, password: string, seen: Seen): Promise<Reset> {
  const owner = await showLink(world, provider.id, token, 'reset')
  if (!owner) return { kind: 'gone' }
  const problem = passwordProblem(password, { name: owner.name, email: owner.email, provider: provider.name })
  if (problem) return { kind: 'refused', problem }
  const hash = await hashPassword(password)
  const done = await transaction(world.database.db, async (trx) => {
    const contact = await spendLink(world, trx, provider.id, token, 'reset')
    if (!contact) return false
    await voidLinks(world, trx, provider.id, contact.id, 'reset')
    await voidLinks(world, trx, provider.id, contact.id, 'sign_in')
    await setPassword(world, trx, provider.id, contact.id, hash)
    const ended = await revokeSessions(world, trx, provider.id, { contactId: contact.id })
    await writeEvent(trx, world, { providerId: provider.id, type: 'password.set', actor: { kind: 'contact', id: contact.id, name: contact.name }, data: { how: 'reset', sessionsEnded: ended } })
    await tellContact(trx, world, provider, contact.id, { what: 'password_set', at: world.time.now(), where: where(seen) })
    return true
  })
  world.jobs.wake('outbox')
  return { kind: done ? 'done' : 'gone' }
}
