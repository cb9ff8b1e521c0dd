import type { SignedContact } from '#people/people.ts'
import { grantedByRole } from '#policies/contact-rights.ts'
import type { Desk } from '#policies/policies.ts'

export { grantedByRole }

/** A signed-in contact with what the policy in force gives their role. Who acts for another customer has the rights of the grant alone. */
export async function withRole(desk: Desk, providerId: string, contact: SignedContact): Promise<SignedContact> {
  if (contact.acting) return contact
  const now = desk.time.now()
  const policy = await desk.policies.inForce(providerId, now)
  const granted = policy && grantedByRole(policy, contact.role, now)
  return granted ? { ...contact, granted } : contact
}
