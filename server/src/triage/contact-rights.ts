import { recipientOf, rightsOf } from '#people/people.ts'
import type { SignedContact } from '#people/people.ts'
import { grantedByRole } from '#policies/contact-rights.ts'
import type { Desk } from '#policies/policies.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'

export { grantedByRole }

/** A signed-in contact with what the policy in force gives their role. Who acts for another customer has the rights of the grant alone. */
export async function withRole(desk: Desk, providerId: string, contact: SignedContact): Promise<SignedContact> {
  if (contact.acting) return contact
  const now = desk.time.now()
  const policy = await desk.policies.inForce(providerId, now)
  const granted = policy && grantedByRole(policy, contact.role, now)
  return granted ? { ...contact, granted } : contact
}

/** The person to whom letters about a ticket go, with what the policy in force lets people see; undefined when there is nobody. */
export async function readerOf(desk: Desk, ticket: Pick<LoadedTicket, 'providerId' | 'customerId' | 'contactId'>): Promise<{ id: string; name: string; email: string } | undefined> {
  if (ticket.contactId === null) return undefined
  const now = desk.time.now()
  const policy = await desk.policies.inForce(ticket.providerId, now)
  const sees = (one: { rights: readonly string[]; role: string | null }) => rightsOf({ ...one, granted: policy && grantedByRole(policy, one.role, now) }).sees
  return recipientOf(desk.database.db, { ...ticket, contactId: ticket.contactId, now }, (one) => sees(one) === 'all')
}
