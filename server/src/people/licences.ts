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
  const { db } = world.database
  const taken = await transaction(db, async (trx) => {
    const row = await trx
      .updateTable('licences').set({ customer_id: given.customerId, entered_by: given.contactId, entered_at: world.time.now() })
      .where('provider_id', '=', providerId).where('key_hash', '=', hash).where('retired_at', 'is', null)
      .where((eb) => eb.or([eb('customer_id', 'is', null), eb.and([eb('customer_id', '=', given.customerId), eb('entered_at', 'is', null)])]))
      .returning(['id', 'kind']).executeTakeFirst()
    const data = row && { licenceId: row.id, kind: row.kind, customerId: given.customerId }
    if (data) await writeEvent(trx, world, { providerId, type: 'licence.entered', actor: { kind: 'contact', id: given.contactId }, data })
    return row
  })
  if (taken) return taken.kind
  const known = await db
    .selectFrom('licences').select(['kind', 'customer_id']).where('provider_id', '=', providerId).where('key_hash', '=', hash).where('retired_at', 'is', null).executeTakeFirst()
  return known && (known.customer_id === given.customerId || given.reuse === 'allow') ? known.kind : undefined
}
