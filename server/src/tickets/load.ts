import type { Kysely, Transaction } from 'kysely'
import type { Decision, Facts } from '@guichet/policy/model'
import type { Ids } from '#platform/ids.ts'
import type { Tables } from '#server/tables.ts'
import type { NewEvent, TicketEvent } from './event.ts'
import { numberEvents } from './rows.ts'
import { ticketOf } from './ticket.ts'
import type { Ticket } from './ticket.ts'
import { effective } from './undone.ts'

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
  /** Those that count: without what was undone. */
  readonly events: readonly TicketEvent[]
  /** All, what was undone too. */
  readonly history: readonly TicketEvent[]
  readonly ticket: Ticket
}

const columns = ['id', 'provider_id', 'number', 'subject', 'channel', 'language', 'customer_id', 'contact_id', 'team_id', 'service_id', 'facts', 'decision'] as const

/** The events of a ticket, in order: all, what was undone too. */
export async function eventsOf(db: Kysely<Tables>, providerId: string, ticketId: string): Promise<TicketEvent[]> {
  const rows = await db
    .selectFrom('events').select(['id', 'seq', 'at', 'type', 'actor_kind', 'actor_id', 'actor_name', 'data', 'act_id'])
    .where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).orderBy('seq').execute()
  return rows.map(
    (row) =>
      ({
        id: row.id, seq: row.seq, at: row.at, type: row.type, data: row.data, actId: row.act_id,
        actor: { kind: row.actor_kind, ...(row.actor_id ? { id: row.actor_id } : {}), ...(row.actor_name ? { name: row.actor_name } : {}) },
      }) as TicketEvent,
  )
}

/** The facts of a ticket: those of its opening, with what agents changed and the licence that raised its tier since. */
export function factsNow(opened: Facts, events: readonly TicketEvent[]): Facts {
  let facts = opened
  for (const event of events) {
    if (event.type === 'ticket.tier_changed') facts = { ...facts, licence: event.data.facts.licence }
    if (event.type === 'ticket.discretion') facts = { ...facts, [event.data.fact]: true }
    if (event.type !== 'ticket.facts_changed') continue
    const { changed, forgotten } = event.data
    facts = Object.fromEntries(Object.entries({ ...facts, ...changed }).filter(([name]) => !forgotten.includes(name)))
  }
  return facts
}

/** A ticket as it would stand after these, to judge what is done next with it. */
export function loadedAfter(ids: Ids, before: LoadedTicket, added: readonly NewEvent[]): LoadedTicket {
  if (added.length === 0) return before
  const news = numberEvents(ids, before.ticket.version, added)
  const history = [...before.history, ...news]
  return { ...before, facts: factsNow(before.facts, news), events: effective(history), history, ticket: ticketOf(history) }
}

type By = { id: string } | { number: number }

const chosen = (db: Kysely<Tables>, providerId: string, by: By) => {
  const query = db.selectFrom('tickets').select(columns).where('provider_id', '=', providerId)
  return 'id' in by ? query.where('id', '=', by.id) : query.where('number', '=', by.number)
}

type TicketRow = NonNullable<Awaited<ReturnType<ReturnType<typeof chosen>['executeTakeFirst']>>>

async function loaded(db: Kysely<Tables>, providerId: string, row: TicketRow): Promise<LoadedTicket> {
  const history = await eventsOf(db, providerId, row.id)
  const events = effective(history)
  return {
    id: row.id, providerId, number: row.number, subject: row.subject, channel: row.channel, language: row.language === 'en' ? 'en' : 'fr',
    customerId: row.customer_id, contactId: row.contact_id, teamId: row.team_id, serviceId: row.service_id, facts: factsNow(row.facts, events), decision: row.decision, events, history, ticket: ticketOf(history),
  }
}

/** Loads a ticket by id or number and holds its row until the transaction ends, so that two acts follow one another (AB-42). */
export async function lockTicket(trx: Transaction<Tables>, providerId: string, by: By): Promise<LoadedTicket | undefined> {
  const row = await chosen(trx, providerId, by).forUpdate().executeTakeFirst()
  return row && loaded(trx, providerId, row)
}

/** Loads a ticket to be read only. */
export async function findTicket(db: Kysely<Tables>, providerId: string, by: By): Promise<LoadedTicket | undefined> {
  const row = await chosen(db, providerId, by).executeTakeFirst()
  return row && loaded(db, providerId, row)
}
