import type { Policy } from '@guichet/policy'
import { enterLicence, licencesOfAddress } from '#people/people.ts'
import type { World } from '#server/tables.ts'
import type { Requester } from './requester.ts'

/**
 * The licences that count for a request, as the policy's `recognition` says: those delivered to the proven address,
 * those the customer has entered before, and the one whose key is given now (entered once, not asked again).
 */
export async function recogniseLicences(
  world: World, providerId: string, policy: Policy, requester: Requester, given: { address: string | undefined; key: string | undefined },
): Promise<string[]> {
  const rule = policy.recognition.find((one) => one.fact === 'licence')
  if (!rule || requester.trust === 'T0') return []
  const { profile, contact } = requester
  const found = profile?.licences.map((licence) => licence.kind) ?? []
  if (rule.by.includes('delivery_address') && given.address !== undefined) found.push(...(await licencesOfAddress(world, providerId, given.address, rule.addressCase)))
  if (rule.by.includes('key') && given.key !== undefined && profile && contact) {
    const kind = await enterLicence(world, providerId, { key: given.key, contactId: contact.id, customerId: profile.customer.id, reuse: rule.keyReuse })
    if (kind !== undefined) found.push(kind)
  }
  return [...new Set(found)]
}
