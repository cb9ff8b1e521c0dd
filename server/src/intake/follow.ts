import type { Desk } from '#policies/policies.ts'
import { automaticReply, customerReply, findRequester, knownSender, settleWithoutTicket, thirdPartyNote } from '#triage/triage.ts'
import { foldAddress } from '#people/people.ts'
import type { Actor, NewMessage } from '#tickets/tickets.ts'
import type { IncomingRequest, Received } from './incoming.ts'

/** The message of a mail that belongs to a ticket. */
function messageOf(desk: Desk, incoming: IncomingRequest, author: Actor, sender: object, visibility: 'public' | 'internal', requestId: string): NewMessage {
  return {
    id: desk.ids.next(), at: incoming.receivedAt, author, visibility, automatic: incoming.automatic !== 'human', channel: incoming.channel, text: incoming.text,
    htmlFile: incoming.htmlFile, foldAt: incoming.foldAt, language: incoming.language, sender, requestId, headerMessageId: incoming.mail?.messageId,
    fromAddress: incoming.sender.address === undefined ? undefined : foldAddress(incoming.sender.address), attachments: incoming.attachments,
  }
}

/**
 * Places a message in the conversation that it answers. Somebody who is no party and holds its reply address becomes an internal
 * note (MAIL-05); any other stranger is put aside (MAIL-04, AB-10). A closed ticket takes nothing: 'new', it is a request of its own (MAIL-06).
 */
export async function followThread(
  desk: Desk, incoming: IncomingRequest, thread: NonNullable<IncomingRequest['thread']>, requestId: string,
): Promise<Received | 'new' | undefined> {
  const { providerId } = incoming
  const aim = { providerId, ticket: { id: thread.ticketId } }
  const requester = await findRequester(desk, providerId, incoming.sender)
  const sender = knownSender(incoming.sender, requester)
  const name = incoming.sender.name ?? incoming.sender.address
  const quarantine = async (why: 'third_party' | 'limit' | 'automatic' | 'bounce' | 'unwanted') => {
    const done = await settleWithoutTicket(desk, providerId, { id: requestId }, { state: 'quarantined', why, ticketId: thread.ticketId })
    return done ? ({ kind: 'quarantined', requestId, why } as const) : undefined
  }
  if (incoming.automatic === 'bounce' || incoming.automatic === 'report') return quarantine('bounce')
  if (!thread.participant) {
    if (thread.how !== 'token' || incoming.automatic !== 'human') return quarantine('third_party')
    const author: Actor = { kind: 'third_party', name }
    const done = await thirdPartyNote(desk, author, aim, messageOf(desk, incoming, author, sender, 'internal', requestId), requestId)
    return done.ok ? { kind: 'third_party', requestId, ticketId: thread.ticketId } : done.refused === 'ticket-spam' ? quarantine('unwanted') : 'new'
  }
  const author: Actor = requester.contact ? { kind: 'contact', id: requester.contact.id, name: requester.contact.name } : { kind: 'contact', name }
  if (incoming.automatic !== 'human') {
    if (incoming.automatic !== 'auto_reply') return quarantine('automatic')
    const done = await automaticReply(desk, author, aim, messageOf(desk, incoming, author, sender, 'internal', requestId), requestId)
    return done.ok ? { kind: 'reply', requestId, ticketId: thread.ticketId, number: done.acted.number } : done.refused === 'ticket-spam' ? quarantine('unwanted') : 'new'
  }
  const done = await customerReply(desk, author, aim, messageOf(desk, incoming, author, sender, 'public', requestId), { settles: { requestId } })
  if (done.ok) return { kind: 'reply', requestId, ticketId: thread.ticketId, number: done.acted.number }
  return done.refused === 'rate-limited' ? quarantine('limit') : done.refused === 'ticket-spam' ? quarantine('unwanted') : 'new'
}
