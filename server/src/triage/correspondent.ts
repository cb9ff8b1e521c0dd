import { recipientsOf } from '#notices/notices.ts'
import type { Recipient, Reply } from '#outbox/outbox.ts'
import type { Desk } from '#policies/policies.ts'
import { addressOf, foldAddress, providerOf, recipientOf } from '#people/people.ts'
import type { LoadedTicket, NewMessage } from '#tickets/tickets.ts'

/**
 * To whom a ticket's replies go: its contact, at the addresses that the policy says for such letters (S5-36), else the address that
 * asked (never a Reply-To: AB-06, AUTH-07). Mostly one; none when there is nobody to write to.
 */
export async function correspondentsOf(desk: Desk, ticket: LoadedTicket): Promise<Recipient[]> {
  const { db } = desk.database
  if (ticket.contactId !== null) {
    const contact = await recipientOf(db, { ...ticket, contactId: ticket.contactId, now: desk.time.now() })
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

/** The letters that carry a public message to the customer, one for each address; none when there is no address to write to. */
export async function replyLetter(desk: Desk, ticket: LoadedTicket, message: NewMessage): Promise<Reply[]> {
  const recipients = await correspondentsOf(desk, ticket)
  const [first] = recipients
  if (!first) return []
  const link = await ticketLink(desk, ticket)
  const answered = await desk.database.db
    .selectFrom('messages').select(['author_name', 'at', 'text', 'fold_at']).where('provider_id', '=', ticket.providerId).where('ticket_id', '=', ticket.id)
    .where('author_kind', '=', 'contact').where('visibility', '=', 'public').orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return recipients.map((to) => ({
    kind: 'reply' as const, providerId: ticket.providerId, ticketId: ticket.id, messageId: message.id, to, language: ticket.language, channel: ticket.channel,
    content: {
      number: ticket.number, subject: ticket.subject, author: message.author.name ?? '', text: message.text,
      ...(link ? { link } : {}),
      ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
      ...(answered ? { quoted: { author: answered.author_name ?? first.name ?? first.address, at: answered.at, text: answered.text.slice(0, answered.fold_at ?? undefined) } } : {}),
    },
  }))
}
