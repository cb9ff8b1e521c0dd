import type { Trust } from '@guichet/policy'
import { findGrant, findProfile, foldAddress } from '#people/people.ts'
import type { Profile } from '#people/people.ts'
import type { World } from '#server/tables.ts'

/** Who asks, as far as we may believe it. */
export interface Requester {
  readonly trust: Trust
  /** The customer whose facts count; undefined when it is nobody we know, or nobody who proved it. */
  readonly profile: Profile | undefined
  /** The contact of that customer. */
  readonly contact: Profile['contacts'][number] | undefined
  /** The customer whose contact acts for this one: an agency, a reseller. */
  readonly actingFrom?: { readonly customerId: string; readonly name: string } | undefined
  /** Whether the address is one of our contacts' although nothing proves the sender: told to agents only (AB-01). */
  readonly resembles: boolean
  /** A customer number was given that no customer has. */
  readonly wrongNumber: boolean
}

/**
 * Finds who asks. From an address alone nothing follows at T0: no fact of an account may change an answer that a stranger
 * gets (AUTH-11, AB-01). A customer number names a customer, it proves nobody.
 */
export async function findRequester(
  world: World,
  providerId: string,
  given: { trust: Trust; address?: string | undefined; contactId?: string | undefined; customerId?: string | undefined; customerNumber?: string | undefined },
): Promise<Requester> {
  const nobody: Requester = { trust: given.trust, profile: undefined, contact: undefined, resembles: false, wrongNumber: false }
  const emailKey = given.address === undefined ? undefined : foldAddress(given.address)
  const proven = given.contactId !== undefined || given.customerId !== undefined
  if (given.contactId !== undefined && given.customerId !== undefined) return { ...nobody, ...(await actingFor(world, providerId, given.contactId, given.customerId)) }
  const profile =
    given.contactId !== undefined ? await findProfile(world, providerId, { contactId: given.contactId })
    : given.customerId !== undefined ? await findProfile(world, providerId, { customerId: given.customerId })
    : emailKey !== undefined ? await findProfile(world, providerId, { emailKey })
    : undefined
  const resembles = profile !== undefined && !proven && given.trust === 'T0'
  if (profile && !resembles) {
    const contact = profile.contacts.find((one) => (given.contactId === undefined ? one.emailKey === emailKey : one.id === given.contactId))
    // An address that its owner never confirmed is worth no more than a plausible one (AUTH-02).
    const trust = !proven && given.trust === 'T1' && !contact?.verified ? 'T0.5' : given.trust
    return { trust, profile, contact, resembles: false, wrongNumber: false }
  }
  if (given.customerNumber === undefined) return { ...nobody, resembles }
  const named = await findProfile(world, providerId, { number: given.customerNumber.trim() })
  return { ...nobody, profile: named, resembles, wrongNumber: named === undefined }
}

/** A contact who acts for another customer, as their session says: facts and rights are those of that customer. */
async function actingFor(world: World, providerId: string, contactId: string, customerId: string): Promise<Pick<Requester, 'profile' | 'contact' | 'actingFrom'>> {
  const [profile, own] = [await findProfile(world, providerId, { customerId }), await findProfile(world, providerId, { contactId })]
  const contact = own?.contacts.find((one) => one.id === contactId)
  if (!own || !contact || own.customer.id === customerId) return { profile, contact }
  const grant = await findGrant(world, providerId, own.customer.id, customerId)
  return { profile, contact: { ...contact, teamIds: [], role: null, rights: [...(grant?.rights ?? ['own'])] }, actingFrom: { customerId: own.customer.id, name: own.customer.name } }
}
