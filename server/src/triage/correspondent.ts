import type { Heads, Recipient, Reply } from '#outbox/outbox.ts'
import type { Desk } from '#policies/policies.ts'
import { correspondentsOf, ticketLink } from './addressees.ts'
import type { LoadedTicket, NewMessage } from '#tickets/tickets.ts'
import { askedTogether, lettersBelow } from './merge/people.ts'

export { correspondentsOf, ticketLink } from './addressees.ts'

/** The letters that carry a public message to the customer, one for each address; none when there is no address to write to. */
export async function replyLetter(desk: Desk, ticket: LoadedTicket, message: NewMessage): Promise<Reply[]> {
  return lettersTo(desk, ticket, message, { to: await correspondentsOf(desk, ticket), cc: [] })
}

/** The same, to these and with these copies; `heads`: whom all of them name. Somebody outside gets no link to what they may not read. */
export async function lettersTo(
  desk: Desk, ticket: LoadedTicket, message: NewMessage, { to, cc }: { to: readonly Recipient[]; cc: readonly (Recipient & { outsider: boolean })[] }, heads?: Heads,
): Promise<Reply[]> {
  const first = to[0] ?? cc[0]
  if (!first) return []
  const link = await ticketLink(desk, ticket)
  const answered = await desk.database.db
    .selectFrom('messages').select(['author_name', 'at', 'text', 'fold_at', 'ticket_id', 'header_message_id']).where('provider_id', '=', ticket.providerId).where('ticket_id', 'in', await askedTogether(desk, ticket))
    .where('author_kind', '=', 'contact').where('visibility', '=', 'public').orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  const quoted = answered ? { author: answered.author_name ?? first.name ?? first.address, at: answered.at, text: answered.text.slice(0, answered.fold_at ?? undefined) } : undefined
  const letter = ({ address, name }: Recipient, outsider: boolean): Reply => ({
    kind: 'reply', providerId: ticket.providerId, ticketId: ticket.id, messageId: message.id, to: { address, ...(name === undefined ? {} : { name }) }, language: ticket.language, channel: ticket.channel,
    // What came through a merged ticket stands in no thread of this one: named, or the answer would seem to answer something else.
    ...(answered && answered.ticket_id !== ticket.id && answered.header_message_id !== null && !outsider ? { inReplyTo: answered.header_message_id } : {}),
    ...(heads ? { heads } : {}), ...(outsider ? { outsider: true as const } : {}),
    content: {
      number: ticket.number, subject: ticket.subject, author: message.author.name ?? '', text: message.text,
      ...(link && !outsider ? { link } : {}),
      ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
      ...(quoted ? { quoted } : {}),
    },
  })
  const others = await lettersBelow(desk, ticket, message, [...to, ...cc])
  return [...to.map((one) => letter(one, false)), ...cc.map((one) => letter(one, one.outsider)), ...others]
}
