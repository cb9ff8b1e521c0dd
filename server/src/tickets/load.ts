import type { Kysely, Transaction } from 'kysely'
import type { Decision, Facts } from '@guichet/policy/model'
import type { Tables } from '#server/tables.ts'
import type { TicketEvent } from './event.ts'
import { ticketOf } from './ticket.ts'
import type { Ticket } from './ticket.ts'

/** A ticket with its events: what an act needs to be judged. */
export interface LoadedTicket {
  readonly id: string
  readonly providerId: string
  readonly number: number
  readonly subject: string
  readonly channel: string
  readonly language: 'fr' | 'en'
  readonly customerId: string | null
  readonly contactId: string | null
  readonly teamId: string | null
  readonly serviceId: string | null
  readonly facts: Facts
  readonly decision: Decision
  readonly events: readonly TicketEvent[]
  readonly ticket: Ticket
}

const columns = ['id', 'provider_id', 'number', 'subject', 'channel', 'language', 'customer_id', 'contact_id', 'team_id', 'service_id', 'facts', 'decision'] as const

/** The events of a ticket, in order. */
export async function eventsOf(db: Kysely<Tables>, providerId: string, ticketId: string): Promise<TicketEvent[]> {
  const rows = await db
    .selectFrom('events').select(['id', 'seq', 'at', 'type', 'actor_kind', 'actor_id', 'actor_name', 'data'])
    .where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).orderBy('seq').execute()
  return rows.map(
    (row) =>
      ({
        id: row.id, seq: row.seq, at: row.at, type: row.type, data: row.data,
        actor: { kind: row.actor_kind, ...(row.actor_id ? { id: row.actor_id } : {}), ...(row.actor_name ? { name: row.actor_name } : {}) },
      }) as TicketEvent,
  )
}

/** The facts of a ticket: those of its opening, with the licence that raised its tier since. */
function factsNow(opened: Facts, events: readonly TicketEvent[]): Facts {
  const raised = events.findLast((event) => event.type === 'ticket.tier_changed')
  return raised?.type === 'ticket.tier_changed' ? { ...opened, licence: raised.data.facts.licence } : opened
}

/** Loads a ticket by id or number and holds its row until the transaction ends, so that two acts follow one another (AB-42). */
export async function lockTicket(
  trx: Transaction<Tables>,
  providerId: string,
  by: { id: string } | { number: number },
): Promise<LoadedTicket | undefined> {
  const chosen = trx.selectFrom('tickets').select(columns).where('provider_id', '=', providerId)
  const row = await ('id' in by ? chosen.where('id', '=', by.id) : chosen.where('number', '=', by.number)).forUpdate().executeTakeFirst()
  if (!row) return undefined
  const events = await eventsOf(trx, providerId, row.id)
  return {
    id: row.id, providerId, number: row.number, subject: row.subject, channel: row.channel, language: row.language === 'en' ? 'en' : 'fr',
    customerId: row.customer_id, contactId: row.contact_id, teamId: row.team_id, serviceId: row.service_id, facts: factsNow(row.facts, events), decision: row.decision, events, ticket: ticketOf(events),
  }
}
