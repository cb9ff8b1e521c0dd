import { createHash } from 'node:crypto'
import { transaction } from '#platform/database.ts'
import type { World } from '#server/tables.ts'
import { countAttempt, forgetAttempts } from './attempts.ts'
import type { Slowing } from './attempts.ts'
import { writeEvent } from './event.ts'

/** Dashes, spaces and case are the way a key is printed, not the key. */
export function hashLicenceKey(key: string): Buffer {
  return createHash('sha256').update(key.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '')).digest()
}

/** How addresses are compared when a licence is recognised; the policy's `recognition` says which. */
export type AddressCase = 'fold_domain' | 'fold_all' | 'exact'

/** An address as licences are recognised by it. */
export function licenceAddressKey(address: string, how: AddressCase): string {
  const at = address.lastIndexOf('@')
  if (how === 'exact') return address
  if (how === 'fold_all') return address.toLowerCase()
  return address.slice(0, at) + address.slice(at).toLowerCase()
}

/** Adds a licence as it was delivered. `deliveredTo` is kept in the case that the policy compares in. */
export async function addLicence(
  world: World,
  providerId: string,
  given: { kind: string; key: string; deliveredTo?: string; addressCase?: AddressCase; customerId?: string },
): Promise<string> {
  const id = world.ids.next()
  await world.database.db
    .insertInto('licences')
    .values({
      provider_id: providerId, id, customer_id: given.customerId ?? null, kind: given.kind, key_hash: hashLicenceKey(given.key),
      delivery_address_key: given.deliveredTo === undefined ? null : licenceAddressKey(given.deliveredTo, given.addressCase ?? 'fold_domain'),
      entered_at: null, entered_by: null, created_at: world.time.now(),
    })
    .execute()
  return id
}

/** Kinds of the licences delivered to an address. */
export async function licencesOfAddress(world: World, providerId: string, address: string, how: AddressCase): Promise<string[]> {
  const found = await world.database.db
    .selectFrom('licences').select('kind').where('provider_id', '=', providerId).where('delivery_address_key', '=', licenceAddressKey(address, how)).where('retired_at', 'is', null).execute()
  return found.map((licence) => licence.kind)
}

const hour = 3_600_000
/** Whoever mistypes a key tries again; whoever tries keys waits. Per person, and per customer, so that colleagues are not so many guesses more. */
const perPerson: Slowing = { free: 6, base: 30_000, cap: hour, forget: 24 * hour }
const perCustomer: Slowing = { free: 20, base: 30_000, cap: hour, forget: 24 * hour }

/** Tries to enter a key, slowly after a few wrong ones: milliseconds to wait, or what `enterLicence` gives (AB-26). */
export async function tryLicence(
  world: World, providerId: string, given: { key: string; contactId: string; customerId: string; reuse: 'refuse' | 'allow' },
): Promise<{ waitMs: number } | { kind: string | undefined }> {
  const names = [[`licence:${given.contactId}`, perPerson], [`licence-of:${given.customerId}`, perCustomer]] as const
  for (const [name, slowing] of names) {
    const waitMs = await countAttempt(world, providerId, name, slowing)
    if (waitMs > 0) return { waitMs }
  }
  const kind = await enterLicence(world, providerId, given)
  if (kind !== undefined) for (const [name] of names) await forgetAttempts(world, providerId, name)
  return { kind }
}

/**
 * Enters a licence key for a contact, once and for ever: it is not asked again. Gives its kind, or undefined when it is unknown
 * or, with `reuse` refused, already entered by another customer; both are told alike (AB-26).
 */
export async function enterLicence(
  world: World, providerId: string, given: { key: string; contactId: string; customerId: string; reuse: 'refuse' | 'allow' },
): Promise<string | undefined> {
  const hash = hashLicenceKey(given.key)
  return transaction(world.database.db, async (trx) => {
    const known = await trx
      .selectFrom('licences').select(['id', 'kind', 'customer_id', 'entered_at']).where('provider_id', '=', providerId).where('key_hash', '=', hash).where('retired_at', 'is', null)
      .forUpdate().executeTakeFirst()
    if (!known) return undefined
    const theirs = known.customer_id === null || known.customer_id === given.customerId
    if (!theirs && given.reuse === 'refuse') return undefined
    const entry = { entered_by: given.contactId, entered_at: world.time.now() }
    if (theirs && known.customer_id !== null && known.entered_at !== null) return known.kind
    if (theirs) {
      await trx.updateTable('licences').set({ customer_id: given.customerId, ...entry }).where('provider_id', '=', providerId).where('id', '=', known.id).execute()
    } else {
      const added = await trx
        .insertInto('licence_uses').values({ provider_id: providerId, licence_id: known.id, customer_id: given.customerId, ...entry })
        .onConflict((oc) => oc.columns(['provider_id', 'licence_id', 'customer_id']).doNothing()).returning('licence_id').executeTakeFirst()
      if (!added) return known.kind
    }
    const data = { licenceId: known.id, kind: known.kind, customerId: given.customerId }
    await writeEvent(trx, world, { providerId, type: 'licence.entered', actor: { kind: 'contact', id: given.contactId }, data })
    return known.kind
  })
}

/** Licences of which another system told and whose tickets were not looked at since. */
export async function licencesToRaise(world: World, providerId: string, limit: number) {
  return world.database.db
    .selectFrom('licences').select(['id', 'customer_id as customerId', 'delivery_address_key as deliveredTo', 'raise_at as at']).where('provider_id', '=', providerId)
    .where('raise_at', 'is not', null).orderBy('raise_at').limit(limit).execute()
}

/** Notes that the tickets of a licence were looked at; told of again in the meantime, they are looked at again. */
export async function licenceRaised(world: World, providerId: string, { id, at }: { id: string; at: number | null }): Promise<void> {
  await world.database.db.updateTable('licences').set({ raise_at: null }).where('provider_id', '=', providerId).where('id', '=', id).where('raise_at', '=', at).execute()
}
