import type { Policy } from '@guichet/policy'
import { actorOfContact, licencesOfAddress, tryLicence } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Requester } from './requester.ts'
import { raiseTiers } from './tier-change.ts'

/**
 * The licences that count for a request, as the policy's `recognition` says: those delivered to the proven address,
 * those the customer has entered before, and the one whose key is given now (entered once, not asked again).
 */
export async function recogniseLicences(
  desk: Desk, providerId: string, policy: Policy, requester: Requester, given: { address: string | undefined; key: string | undefined },
): Promise<string[]> {
  const rule = policy.recognition.find((one) => one.fact === 'licence')
  if (!rule || requester.trust === 'T0') return []
  const { profile, contact } = requester
  const found = profile?.licences.map((licence) => licence.kind) ?? []
  // What was delivered to who acts for a customer is not that customer's.
  if (rule.by.includes('delivery_address') && given.address !== undefined && !requester.actingFrom) found.push(...(await licencesOfAddress(desk, providerId, given.address, rule.addressCase)))
  if (rule.by.includes('key') && given.key !== undefined && profile && contact) {
    // A key that is tried too often is not looked at: what follows is what follows from an unknown one.
    const tried = await tryLicence(desk, providerId, { key: given.key, contactId: contact.id, customerId: profile.customer.id, reuse: rule.keyReuse })
    const kind = 'kind' in tried ? tried.kind : undefined
    if (kind !== undefined && !found.includes(kind)) await raiseTiers(desk, providerId, profile.customer.id, actorOfContact(contact))
    if (kind !== undefined) found.push(kind)
  }
  return [...new Set(found)]
}
