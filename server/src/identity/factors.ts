import type { Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import { addPasskey, backupCodesLeft, confirmTotp, makeBackupCodes, removeBackupCodes, removePasskey, removeTotp, renamePasskey, secondFactorsOf, writeEvent } from '#people/people.ts'
import type { EventType } from '@guichet/protocol'
import type { Place, Provider, Seen, SignedContact } from '#people/people.ts'
import type { SecurityMatter } from '#outbox/letter.ts'
import type { Tables, World } from '#server/tables.ts'
import { tellContact } from './notices.ts'

const where = ({ machine, browser }: Seen) => ({ machine, browser: browser?.slice(0, 300) ?? '' })

/** One change of a contact's second factors: the change, its event and its letter together; undefined when nothing was changed. */
async function change<T>(
  world: World, provider: Provider, contact: SignedContact, seen: Seen, told: { type: EventType; what: SecurityMatter },
  work: (trx: Transaction<Tables>) => Promise<{ name?: string; result: T } | undefined>,
): Promise<T | undefined> {
  const done = await transaction(world.database.db, async (trx) => {
    const changed = await work(trx)
    if (!changed) return undefined
    const { name } = changed
    await writeEvent(trx, world, { providerId: provider.id, type: told.type, actor: { kind: 'contact', id: contact.id, name: contact.name }, data: name === undefined ? {} : { name } })
    await tellContact(trx, world, provider, contact.id, { what: told.what, at: world.time.now(), where: where(seen), ...(name === undefined ? {} : { name }) })
    return changed
  })
  world.jobs.wake('outbox')
  return done?.result
}

/** Backup codes come with the first second factor, for nobody thinks of them in time; empty when some are left. */
async function firstCodes(trx: Transaction<Tables>, world: World, provider: Provider, contactId: string): Promise<string[]> {
  const who = { contactId }
  return (await backupCodesLeft(trx, provider.id, who)) > 0 ? [] : makeBackupCodes(world, trx, provider.id, who)
}

/** Without a second factor the codes beside it open nothing: they go with the last one. */
async function dropLoneCodes(trx: Transaction<Tables>, world: World, provider: Provider, contactId: string): Promise<void> {
  const { any } = await secondFactorsOf(world, provider.id, { contactId }, trx)
  if (!any) await removeBackupCodes(trx, provider.id, { contactId })
}

/** Takes an application for codes into use; gives the backup codes drawn with it. Undefined: the code is not the application's. */
export async function putTotp(world: World, provider: Provider, contact: SignedContact, given: { sealed: string; code: string }, seen: Seen): Promise<string[] | undefined> {
  return change(world, provider, contact, seen, { type: 'totp.added', what: 'totp_added' }, async (trx) =>
    (await confirmTotp(world, trx, provider.id, { contactId: contact.id }, given)) ? { result: await firstCodes(trx, world, provider, contact.id) } : undefined)
}

/** Takes the application for codes away. */
export async function dropTotp(world: World, provider: Provider, contact: SignedContact, seen: Seen): Promise<void> {
  await change(world, provider, contact, seen, { type: 'totp.removed', what: 'totp_removed' }, async (trx) => {
    if (!(await removeTotp(trx, provider.id, { contactId: contact.id }))) return undefined
    await dropLoneCodes(trx, world, provider, contact.id)
    return { result: true }
  })
}

/** Keeps a new passkey; gives the backup codes drawn with it. Undefined: the browser's answer does not hold. */
export async function putPasskey(world: World, provider: Provider, contact: SignedContact, given: { place: Place; name: string; response: unknown }, seen: Seen): Promise<string[] | undefined> {
  return change(world, provider, contact, seen, { type: 'passkey.added', what: 'passkey_added' }, async (trx) => {
    const id = await addPasskey(world, trx, provider.id, { contactId: contact.id }, { ...given, purpose: contact.sessionId })
    return id === undefined ? undefined : { name: given.name, result: await firstCodes(trx, world, provider, contact.id) }
  })
}

/** Takes a passkey away; false when it is none of theirs. */
export async function dropPasskey(world: World, provider: Provider, contact: SignedContact, id: string, seen: Seen): Promise<boolean> {
  const done = await change(world, provider, contact, seen, { type: 'passkey.removed', what: 'passkey_removed' }, async (trx) => {
    const name = await removePasskey(trx, provider.id, { contactId: contact.id }, id)
    if (name === undefined) return undefined
    await dropLoneCodes(trx, world, provider, contact.id)
    return { name, result: true }
  })
  return done ?? false
}

/** Gives a passkey another name; false when it is none of theirs. */
export async function callPasskey(world: World, provider: Provider, contact: SignedContact, id: string, name: string): Promise<boolean> {
  return transaction(world.database.db, async (trx) => {
    if (!(await renamePasskey(trx, provider.id, { contactId: contact.id }, id, name))) return false
    await writeEvent(trx, world, { providerId: provider.id, type: 'passkey.renamed', actor: { kind: 'contact', id: contact.id, name: contact.name }, data: { name } })
    return true
  })
}

/** Draws ten backup codes in place of those of before; undefined where no second factor is set up. */
export async function drawCodes(world: World, provider: Provider, contact: SignedContact, seen: Seen): Promise<string[] | undefined> {
  return change(world, provider, contact, seen, { type: 'codes.made', what: 'codes_made' }, async (trx) => {
    const { any } = await secondFactorsOf(world, provider.id, { contactId: contact.id }, trx)
    return any ? { result: await makeBackupCodes(world, trx, provider.id, { contactId: contact.id }) } : undefined
  })
}
