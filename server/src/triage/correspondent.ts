import type { Recipient, Reply } from '#outbox/outbox.ts'
import type { Desk } from '#policies/policies.ts'
import { addressOf, foldAddress, providerOf, recipientOf } from '#people/people.ts'
import type { LoadedTicket, NewMessage } from '#tickets/tickets.ts'

/** To whom a ticket's replies go: its contact's registered address, else the one that asked (never a Reply-To: AB-06, AUTH-07). */
export async function correspondentOf(desk: Desk, ticket: LoadedTicket): Promise<Recipient | undefined> {
  const { db } = desk.database
  if (ticket.contactId !== null) {
    const contact = await recipientOf(db, { ...ticket, contactId: ticket.contactId, now: desk.time.now() })
    return contact && { address: contact.email, name: contact.name }
  }
  const first = await db
    .selectFrom('messages').select(['from_address', 'author_name']).where('provider_id', '=', ticket.providerId).where('ticket_id', '=', ticket.id)
    .where('author_kind', '=', 'contact').where('visibility', '=', 'public').orderBy('at').orderBy('id').limit(1).executeTakeFirst()
  if (!first?.from_address || foldAddress(first.from_address) === undefined) return undefined
  return { address: first.from_address, ...(first.author_name ? { name: first.author_name } : {}) }
}

/** Where a customer follows a ticket; undefined for somebody who cannot sign in. */
export async function ticketLink(desk: Desk, of: { providerId: string; number: number; language: string; contactId: string | null }): Promise<string | undefined> {
  if (of.contactId === null) return undefined
  return addressOf(desk, await providerOf(desk, of.providerId), `/${of.language}/tickets/${of.number}`)
}

/** The letter that carries a public message to the customer; none when there is no address to write to. */
export async function replyLetter(desk: Desk, ticket: LoadedTicket, message: NewMessage): Promise<Reply[]> {
  const to = await correspondentOf(desk, ticket)
  if (!to) return []
  const link = await ticketLink(desk, ticket)
  const answered = await desk.database.db
    .selectFrom('messages').select(['author_name', 'at', 'text', 'fold_at']).where('provider_id', '=', ticket.providerId).where('ticket_id', '=', ticket.id)
    .where('author_kind', '=', 'contact').where('visibility', '=', 'public').orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return [
    {
      kind: 'reply', providerId: ticket.providerId, ticketId: ticket.id, messageId: message.id, to, language: ticket.language, channel: ticket.channel,
      content: {
        number: ticket.number, subject: ticket.subject, author: message.author.name ?? '', text: message.text,
        ...(link ? { link } : {}),
        ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
        ...(answered ? { quoted: { author: answered.author_name ?? to.name ?? to.address, at: answered.at, text: answered.text.slice(0, answered.fold_at ?? undefined) } } : {}),
      },
    },
  ]
}
