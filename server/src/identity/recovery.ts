import type { Kysely } from 'kysely'
import { transaction } from '#platform/database.ts'
import { createSigner } from '#platform/signing.ts'
import { addressOf, countAttempt, linkLife, listProviders, makeLink, providerOf, removeSecondFactors, revokeSessions, spendLink, writeEvent } from '#people/people.ts'
import type { Provider, Seen, Slowing } from '#people/people.ts'
import type { Tables, World } from '#server/tables.ts'
import { tellContact } from './notices.ts'

const hour = 60 * 60_000
/** Between confirming and removing: time to notice, and to stop it (AB-46). Nobody shortens it: there is no other way through. */
export const recoveryDelay = 72 * hour
/** How long before the end it is told once more. */
const reminder = 24 * hour
const asking: Slowing = { free: 2, base: hour, cap: 12 * hour, forget: 24 * hour }

export interface Recovery { readonly id: string; readonly contactId: string; readonly dueAt: number }

/** Sends the link that confirms a lost second factor, to the address of the account: for somebody who gave the first proof. */
export async function askRecovery(world: World, provider: Provider, contactId: string, seen: Seen, language: 'fr' | 'en'): Promise<void> {
  if ((await countAttempt(world, provider.id, `recovery:${contactId}`, asking)) > 0) return
  await transaction(world.database.db, async (trx) => {
    const contact = await trx.selectFrom('contacts').select('email').where('provider_id', '=', provider.id).where('id', '=', contactId).executeTakeFirst()
    const link = contact && (await makeLink(world, trx, provider.id, contact.email, 'recovery'))
    if (!link) return
    await writeEvent(trx, world, { providerId: provider.id, type: 'recovery.asked', actor: { kind: 'contact', id: contactId }, data: { machine: seen.machine } })
    await tellContact(trx, world, provider, contactId, {
      what: 'recovery', at: world.time.now(), link: addressOf(world, provider, `/${language}/recovery/${link.token}`), minutes: linkLife / 60_000, where: { machine: seen.machine, browser: seen.browser ?? '' },
    }, language)
  })
  world.jobs.wake('outbox')
}

/** The address by which a removal is stopped: it can be drawn again for the reminder, and needs no row of its own. */
function stopLink(world: World, provider: Provider, language: 'fr' | 'en', id: string): string {
  return addressOf(world, provider, `/${language}/recovery/stop/${id}.${createSigner(world.settings.secret, 'recovery').sign(`${provider.id}|${id}`, 32)}`)
}

/** Confirms a lost second factor: from now on it takes 72 hours, and every mail says how to stop it. Undefined: the link is worth nothing. */
export async function confirmRecovery(world: World, provider: Provider, token: string, seen: Seen, language: 'fr' | 'en'): Promise<Recovery | undefined> {
  const begun = await transaction(world.database.db, async (trx) => {
    const contact = await spendLink(world, trx, provider.id, token, 'recovery')
    if (!contact) return undefined
    const under = await findUnderWay(trx, provider.id, contact.id)
    if (under) return under
    const now = world.time.now()
    const recovery = { id: world.ids.next(), contactId: contact.id, dueAt: now + recoveryDelay }
    await trx
      .insertInto('recoveries')
      .values({ provider_id: provider.id, id: recovery.id, contact_id: contact.id, confirmed_at: now, due_at: recovery.dueAt, reminded_at: null, cancelled_at: null, done_at: null }).execute()
    await writeEvent(trx, world, { providerId: provider.id, type: 'recovery.confirmed', actor: { kind: 'contact', id: contact.id, name: contact.name }, data: { machine: seen.machine, dueAt: recovery.dueAt } })
    await tellContact(trx, world, provider, contact.id, { what: 'recovery_begun', at: now, until: recovery.dueAt, link: stopLink(world, provider, language, recovery.id), where: { machine: seen.machine, browser: seen.browser ?? '' } })
    return recovery
  })
  world.jobs.wake('outbox')
  return begun
}

async function findUnderWay(db: Kysely<Tables>, providerId: string, contactId: string): Promise<Recovery | undefined> {
  return db
    .selectFrom('recoveries').select(['id', 'contact_id as contactId', 'due_at as dueAt']).where('provider_id', '=', providerId).where('contact_id', '=', contactId)
    .where('cancelled_at', 'is', null).where('done_at', 'is', null).executeTakeFirst()
}

/** The removal that is under way for a contact. */
export async function recoveryOf(world: World, provider: Provider, contactId: string): Promise<Recovery | undefined> {
  return findUnderWay(world.database.db, provider.id, contactId)
}

/** The removal that a link of ours stops, while it can still be stopped. */
export async function findStoppable(world: World, provider: Provider, token: string): Promise<Recovery | undefined> {
  const [id = '', signature = ''] = token.split('.')
  if (!createSigner(world.settings.secret, 'recovery').verify(`${provider.id}|${id}`, signature, 32)) return undefined
  return world.database.db
    .selectFrom('recoveries').select(['id', 'contact_id as contactId', 'due_at as dueAt']).where('provider_id', '=', provider.id).where('id', '=', id)
    .where('cancelled_at', 'is', null).where('done_at', 'is', null).executeTakeFirst()
}

/** Stops a removal; false when it was stopped or carried out before. */
export async function stopRecovery(world: World, provider: Provider, recovery: Recovery, how: 'link' | 'signed_in'): Promise<boolean> {
  const stopped = await transaction(world.database.db, async (trx) => {
    const done = await trx
      .updateTable('recoveries').set({ cancelled_at: world.time.now() }).where('provider_id', '=', provider.id).where('id', '=', recovery.id)
      .where('cancelled_at', 'is', null).where('done_at', 'is', null).executeTakeFirst()
    if (done.numUpdatedRows === 0n) return false
    await writeEvent(trx, world, { providerId: provider.id, type: 'recovery.cancelled', actor: { kind: 'contact', id: recovery.contactId }, data: { how } })
    await tellContact(trx, world, provider, recovery.contactId, { what: 'recovery_cancelled', at: world.time.now() })
    return true
  })
  world.jobs.wake('outbox')
  return stopped
}

/** Reminds of removals that come near, and carries out those that are due; each once, whichever process looks. */
export async function runRecoveries(world: World): Promise<void> {
  const now = world.time.now()
  for (const { id: providerId } of await listProviders(world)) {
    const rows = await world.database.db
      .selectFrom('recoveries as r').innerJoin('contacts as c', (join) => join.onRef('c.provider_id', '=', 'r.provider_id').onRef('c.id', '=', 'r.contact_id'))
      .select(['r.id', 'r.contact_id as contactId', 'r.due_at as dueAt', 'r.reminded_at as remindedAt', 'c.language']).where('r.provider_id', '=', providerId)
      .where('r.cancelled_at', 'is', null).where('r.done_at', 'is', null).where('r.due_at', '<=', now + reminder).limit(500).execute()
    const provider = rows.length > 0 ? await providerOf(world, providerId) : undefined
    for (const row of provider ? rows : []) {
      if (row.dueAt <= now) await carryOut(world, provider as Provider, row)
      else if (row.remindedAt === null) await remind(world, provider as Provider, row, row.language)
    }
  }
  world.jobs.wake('outbox')
}

async function remind(world: World, provider: Provider, recovery: Recovery, language: 'fr' | 'en'): Promise<void> {
  await transaction(world.database.db, async (trx) => {
    const taken = await trx
      .updateTable('recoveries').set({ reminded_at: world.time.now() }).where('provider_id', '=', provider.id).where('id', '=', recovery.id).where('reminded_at', 'is', null)
      .where('cancelled_at', 'is', null).where('done_at', 'is', null).executeTakeFirst()
    if (taken.numUpdatedRows === 0n) return
    await tellContact(trx, world, provider, recovery.contactId, { what: 'recovery_soon', at: world.time.now(), until: recovery.dueAt, link: stopLink(world, provider, language, recovery.id) })
  })
}

async function carryOut(world: World, provider: Provider, recovery: Recovery): Promise<void> {
  await transaction(world.database.db, async (trx) => {
    const taken = await trx
      .updateTable('recoveries').set({ done_at: world.time.now() }).where('provider_id', '=', provider.id).where('id', '=', recovery.id)
      .where('cancelled_at', 'is', null).where('done_at', 'is', null).executeTakeFirst()
    if (taken.numUpdatedRows === 0n) return
    const who = { contactId: recovery.contactId }
    await removeSecondFactors(trx, provider.id, who)
    const ended = await revokeSessions(world, trx, provider.id, who)
    await writeEvent(trx, world, { providerId: provider.id, type: 'recovery.done', actor: { kind: 'system' }, data: { contactId: recovery.contactId, sessionsEnded: ended } })
    await tellContact(trx, world, provider, recovery.contactId, { what: 'recovery_done', at: world.time.now() })
  })
}
