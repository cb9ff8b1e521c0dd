import { recipientsOf } from '#notices/notices.ts'
import type { Recipient } from '#outbox/outbox.ts'
import type { Desk } from '#policies/policies.ts'
import { addressOf, foldAddress, providerOf } from '#people/people.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import { readerOf } from './contact-rights.ts'

/**
 * To whom a ticket's replies go: its contact, at the addresses that the policy says for such letters (S5-36), else the address that
 * asked (never a Reply-To: AB-06, AUTH-07). Mostly one; none when there is nobody to write to.
 */
export async function correspondentsOf(desk: Desk, ticket: Pick<LoadedTicket, 'id' | 'providerId' | 'customerId' | 'contactId'>): Promise<Recipient[]> {
  const { db } = desk.database
  if (ticket.contactId !== null) {
    const contact = await readerOf(desk, ticket)
    return contact ? recipientsOf(desk, ticket.providerId, contact.id, 'tickets') : []
  }
  const first = await db
    .selectFrom('messages').select(['from_address', 'author_name']).where('provider_id', '=', ticket.providerId).where('ticket_id', '=', ticket.id)
    .where('author_kind', '=', 'contact').where('visibility', '=', 'public').orderBy('at').orderBy('id').limit(1).executeTakeFirst()
  if (!first?.from_address || foldAddress(first.from_address) === undefined) return []
  return [{ address: first.from_address, ...(first.author_name ? { name: first.author_name } : {}) }]
}

/** Where a customer follows a ticket; undefined for somebody who cannot sign in. */
export async function ticketLink(desk: Desk, of: { providerId: string; number: number; language: string; contactId: string | null }): Promise<string | undefined> {
  if (of.contactId === null) return undefined
  return addressOf(desk, await providerOf(desk, of.providerId), `/${of.language}/tickets/${of.number}`)
}
