import { foldAddress } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Recipient, Reply } from '#outbox/outbox.ts'
import { familyOf, findTicket } from '#tickets/tickets.ts'
import type { LoadedTicket, NewMessage } from '#tickets/tickets.ts'
import { correspondentsOf, ticketLink } from '../addressees.ts'

/** A ticket as letters of it are written. */
type Conversation = Pick<LoadedTicket, 'id' | 'providerId' | 'number' | 'subject' | 'channel' | 'language' | 'customerId' | 'contactId' | 'teamId'>

/** Somebody else to whom an answer goes: whoever asked in a ticket that goes on in this one. */
export interface Also { readonly ticket: Conversation; readonly to: readonly Recipient[] }

async function conversations(desk: Desk, providerId: string, ids: readonly string[]): Promise<Conversation[]> {
  const rows = await desk.database.db
    .selectFrom('tickets').select(['id', 'number', 'subject', 'channel', 'language', 'customer_id', 'contact_id', 'team_id']).where('provider_id', '=', providerId)
    .where('id', 'in', [...ids]).orderBy('number').execute()
  return rows.map((row) => ({
    id: row.id, providerId, number: row.number, subject: row.subject, channel: row.channel, language: row.language === 'en' ? 'en' : 'fr',
    customerId: row.customer_id, contactId: row.contact_id, teamId: row.team_id,
  }))
}

const keyOf = ({ address }: Recipient) => foldAddress(address) ?? address

/** Whoever else is answered by an answer in a ticket, each in the conversation that they know. Nobody twice. */
export async function alsoAnswered(desk: Desk, ticket: LoadedTicket, already: readonly Recipient[]): Promise<Also[]> {
  const family = await familyOf(desk.database.db, ticket.providerId, ticket.id, ticket.events)
  if (!family || family.below.length === 0) return []
  const reached = new Set(already.map(keyOf))
  const also: Also[] = []
  for (const one of await conversations(desk, ticket.providerId, family.below.map(({ id }) => id))) {
    const to = (await correspondentsOf(desk, one)).filter((each) => !reached.has(keyOf(each)))
    for (const each of to) reached.add(keyOf(each))
    if (to.length > 0) also.push({ ticket: one, to })
  }
  return also
}

/** The same, of a ticket by its number, as a page shows them before anything is sent. */
export async function alsoToOf(desk: Desk, providerId: string, number: number): Promise<{ number: number; address: string; name: string | null }[]> {
  const ticket = await findTicket(desk.database.db, providerId, { number })
  if (!ticket) return []
  const also = await alsoAnswered(desk, ticket, await correspondentsOf(desk, ticket))
  return also.flatMap(({ ticket: one, to }) => to.map(({ address, name }) => ({ number: one.number, address, name: name ?? null })))
}

/** The last thing that was asked in a conversation: what its letter quotes and answers. */
async function lastAsked(desk: Desk, providerId: string, ticketIds: readonly string[]) {
  return desk.database.db
    .selectFrom('messages').select(['author_name', 'at', 'text', 'fold_at', 'header_message_id']).where('provider_id', '=', providerId).where('ticket_id', 'in', [...ticketIds])
    .where('author_kind', '=', 'contact').where('visibility', '=', 'public').orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
}

/** The letters of an answer to whoever asked in tickets that go on in this one: in their own thread, quoting nothing but their own conversation. */
export async function lettersBelow(desk: Desk, ticket: LoadedTicket, message: NewMessage, already: readonly Recipient[]): Promise<Reply[]> {
  const letters: Reply[] = []
  for (const { ticket: one, to } of await alsoAnswered(desk, ticket, already)) {
    const [asked, link] = [await lastAsked(desk, one.providerId, [one.id]), await ticketLink(desk, one)]
    for (const recipient of to) {
      letters.push({
        kind: 'reply', providerId: one.providerId, ticketId: one.id, messageId: message.id, to: recipient, language: one.language, channel: one.channel,
        ...(asked?.header_message_id ? { inReplyTo: asked.header_message_id } : {}),
        content: {
          number: one.number, subject: one.subject, author: message.author.name ?? '', text: message.text,
          ...(link ? { link } : {}),
          ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
          ...(asked ? { quoted: { author: asked.author_name ?? recipient.name ?? recipient.address, at: asked.at, text: asked.text.slice(0, asked.fold_at ?? undefined) } } : {}),
        },
      })
    }
  }
  return letters
}

/** The tickets whose last message an answer quotes: this one, and those of the same person that go on in it. */
export async function askedTogether(desk: Desk, ticket: LoadedTicket): Promise<string[]> {
  const family = await familyOf(desk.database.db, ticket.providerId, ticket.id, ticket.events)
  if (!family || family.below.length === 0) return [ticket.id]
  const others = await conversations(desk, ticket.providerId, family.below.map(({ id }) => id))
  const same = others.filter((one) => one.contactId === ticket.contactId && (ticket.contactId !== null || one.customerId === ticket.customerId))
  return [ticket.id, ...same.map(({ id }) => id)]
}
