import { project } from '#desk/projection.ts'
import { prepare } from '#outbox/outbox.ts'
import { actorOfContact, foldAddress } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { attachmentRows, eventRow, messageRow, nextNumber, numberEvents, openingColumns } from '#tickets/tickets.ts'
import type { Actor, NewEvent, NewMessage, Opening } from '#tickets/tickets.ts'
import { acknowledgementOf } from './acknowledge.ts'
import type { Judged } from './decide.ts'
import type { IncomingLike, Recorded } from './opening.ts'
import { knownSender } from './sender.ts'
import { settledByTicket } from './settle-request.ts'
import { standing, tell } from './tell.ts'
import type { Change } from './tell.ts'
import { writeAlone } from './write.ts'
import type { NewRows } from './write.ts'

/** What was opened. */
export interface Opened { readonly ticketId: string; readonly number: number }

/** Only somebody who proved more than nothing is put down as a contact: a name on a forged mail is nobody's (AB-01). */
function parties({ requester }: Judged) {
  const proven = requester.trust !== 'T0'
  return { customerId: (proven && requester.profile?.customer.id) || null, contact: proven ? requester.contact : undefined }
}

/**
 * Opens a ticket on an accepted or held request: request, ticket, message, events, clocks and acknowledgement in one transaction.
 * Undefined when the request was settled by somebody else meanwhile.
 */
export async function openTicket(desk: Desk, incoming: IncomingLike, judged: Judged, recorded: Recorded): Promise<Opened | undefined> {
  const { providerId } = incoming
  const { decision, facts, policy } = judged
  const now = desk.time.now()
  const ticketId = desk.ids.next()
  const number = await nextNumber(desk, providerId)
  const { customerId, contact } = parties(judged)
  const { actingFrom } = judged.requester
  const author: Actor = contact ? actorOfContact({ ...contact, acting: actingFrom && { own: actingFrom } }) : { kind: 'contact', name: incoming.sender.name ?? incoming.sender.address }
  const actor: Actor = incoming.recordedBy ? { kind: 'agent', id: incoming.recordedBy.agentId, name: incoming.recordedBy.name } : author
  const sender = knownSender(incoming.sender, judged.requester)
  const opening: Opening = {
    requestId: recorded.id, number, subject: incoming.subject, channel: incoming.channel, language: incoming.language ?? contact?.language ?? policy.languages.authoritative,
    trust: judged.requester.trust, customerId, contactId: contact?.id ?? null, teamId: contact?.teamIds[0] ?? null, ...(actingFrom ? { actingFrom } : {}), serviceId: judged.serviceId ?? null, contractId: judged.contractId ?? null,
    policyVersion: policy.version, receivedAt: incoming.receivedAt, initiative: incoming.recordedBy?.initiative ?? 'customer', facts, decision,
  }
  const message: NewMessage = {
    id: desk.ids.next(), at: incoming.receivedAt, author, visibility: 'public', automatic: false, channel: incoming.channel, text: incoming.text,
    htmlFile: incoming.htmlFile, foldAt: incoming.foldAt, language: incoming.language, sender, requestId: recorded.id, headerMessageId: incoming.mail?.messageId,
    fromAddress: incoming.sender.address === undefined ? contact?.email : foldAddress(incoming.sender.address), attachments: incoming.attachments,
  }
  // On a screen, and on the telephone, the answer itself acknowledges.
  const seen = incoming.medium === 'portal' || incoming.medium === 'api' || incoming.recordedBy !== undefined
  const letter = await acknowledgementOf(desk, incoming, judged, { ticketId, number, contact })
  const prepared = letter && (await prepare(desk.database.db, desk, letter))
  const sent = prepared?.kind === 'prepared' ? prepared.rows : undefined
  const happened: NewEvent[] = [{ type: 'ticket.opened', at: now, actor, data: opening }]
  if (sent || seen) happened.push({ type: 'message.automatic', at: now, actor: { kind: 'system' }, data: { messageId: null, kind: 'acknowledgement' } })
  const events = numberEvents(desk.ids, 0, happened)
  const { columns, clocks, ticket } = await project(desk, providerId, ticketId, events)
  const thread =
    incoming.mail?.messageId === undefined ? []
    : [{ provider_id: providerId, header_message_id: incoming.mail.messageId, ticket_id: ticketId, message_id: message.id, issued_by_us: false, at: now }]
  const rows: NewRows = {
    ...(recorded.row ? { requests: [{ ...recorded.row, state: 'ticket', ticket_id: ticketId, facts, decision, decided_at: now }] } : {}),
    tickets: [{ provider_id: providerId, id: ticketId, ...openingColumns(opening), ...columns }],
    messages: [messageRow(providerId, ticketId, message)],
    attachments: attachmentRows(desk.ids, providerId, ticketId, message),
    events: events.map((event) => eventRow(providerId, ticketId, event)),
    clocks,
    ...sent,
    mail_threads: [...thread, ...(sent?.mail_threads ?? [])],
  }
  const change: Change = { provider: providerId, ticket: ticketId, number, version: events.length, stands: standing(ticket), events: events.map((event) => event.type) }
  // One statement is one transaction: nothing to begin, nothing to commit. A request that is here already is settled in it.
  const opened = await writeAlone(desk, rows, recorded.row ? undefined : settledByTicket(desk, providerId, recorded.id, { ticketId, facts, decision }))
  if (!opened) return undefined
  tell(desk, change)
  if (letter) desk.jobs.wake('outbox')
  return { ticketId, number }
}
