import type { Selectable } from 'kysely'
import type { Tables } from '#server/tables.ts'
import type { Ids } from '#platform/ids.ts'
import type { NewEvent, Opening, TicketEvent } from './event.ts'
import type { NewMessage } from './message.ts'

/** A row as JSON: its columns and values. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>

/** Numbers the events of one act after those there are. */
export function numberEvents(ids: Ids, past: number, events: readonly NewEvent[]): TicketEvent[] {
  const actId = ids.next()
  return events.map((event, index) => ({ ...event, id: index === 0 ? actId : ids.next(), seq: past + index + 1, actId }) as TicketEvent)
}

/** An event as its row; what has no value is null. */
export function eventRow(providerId: string, ticketId: string, event: TicketEvent): Row<'events'> {
  return {
    provider_id: providerId, id: event.id, ticket_id: ticketId, seq: event.seq, at: event.at, type: event.type,
    actor_kind: event.actor.kind, actor_id: event.actor.id ?? null, actor_name: event.actor.name ?? null, data: event.data, act_id: event.actId ?? null,
  }
}

/** A message as its row; what has no value is null. */
export function messageRow(providerId: string, ticketId: string, message: NewMessage): Row<'messages'> {
  return {
    provider_id: providerId, id: message.id, ticket_id: ticketId, at: message.at, author_kind: message.author.kind, author_id: message.author.id ?? null,
    author_name: message.author.name ?? null, visibility: message.visibility, automatic: message.automatic, channel: message.channel, text: message.text,
    html_file: message.htmlFile ?? null, fold_at: message.foldAt ?? null, language: message.language ?? null, from_address: message.fromAddress ?? null,
    sender: message.sender ?? null, header_message_id: message.headerMessageId ?? null, request_id: message.requestId ?? null, leaves_at: message.leavesAt ?? null,
  }
}

/** The rows of the files of a message, each with an id of its own. */
export function attachmentRows(ids: Ids, providerId: string, ticketId: string, message: NewMessage): Row<'attachments'>[] {
  return message.attachments.map((file) => ({
    provider_id: providerId, id: ids.next(), ticket_id: ticketId, message_id: message.id, name: file.name, media_type: file.mediaType, size: file.size,
    sha256: file.sha256, content_id: file.contentId ?? null,
  }))
}

/** The columns of a ticket that never change after its opening. */
export function openingColumns(opening: Opening) {
  return {
    number: opening.number, request_id: opening.requestId, customer_id: opening.customerId, contact_id: opening.contactId, team_id: opening.teamId ?? null, service_id: opening.serviceId,
    contract_id: opening.contractId, subject: opening.subject, channel: opening.channel, language: opening.language, trust: opening.trust,
    facts: opening.facts, decision: opening.decision, opened_at: opening.receivedAt,
  }
}
