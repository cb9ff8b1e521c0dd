import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { Facts } from '@guichet/policy/model'
import { project } from '#desk/desk.ts'
import type { Projection } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { isWorded } from '#fields/fields.ts'
import { eventsOf } from '#tickets/tickets.ts'
import type { EventData, Opening, TicketEvent } from '#tickets/tickets.ts'
import { blank, blankDecision, blankFacts, writtenIn } from './redact.ts'

/** Members of an event's data that somebody wrote with their own hand. */
const written = new Set(['reason', 'note', 'text', 'name', 'subject'])

/** What is known of an event that says more than what happened: texts of agents go, ids, states and figures stay. */
function blankData(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, written.has(key) && typeof value === 'string' ? blank : key === 'changes' || key === 'said' ? blankWithin(value) : value]))
}

/** The lines of a list, and what was put right: what each holds in words. */
function blankWithin(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blankWithin)
  return typeof value === 'object' && value !== null ? blankData(value as Record<string, unknown>) : value
}

/** What was noted in a field, in somebody's words: that something was stays to be seen. What was chosen, counted or dated stays as it is. */
function blankField(data: EventData['ticket.field_set']): EventData['ticket.field_set'] {
  const { type, from, to } = data
  return isWorded(type) ? { ...data, from: from === null ? null : blank, to: to === null ? null : blank } : data
}

/** A projection but for the words in it. */
const unworded = ({ columns, clocks }: Projection) => JSON.stringify([{ ...columns, fields: Object.keys(columns.fields) }, clocks])

async function blankEvents(trx: Transaction<Tables>, desk: Desk, providerId: string, events: readonly TicketEvent[]): Promise<{ facts: Facts; texts: string[] } | undefined> {
  let opening: { facts: Facts; texts: string[] } | undefined
  let texts: string[] = []
  for (const event of events) {
    const data = event.data as Record<string, unknown> & Partial<Opening>
    const policy = data.policyVersion === undefined ? undefined : await desk.policies.version(providerId, data.policyVersion)
    if (data.facts) texts = [...new Set([...texts, ...writtenIn(policy, data.facts)])]
    const next = {
      ...(event.type === 'ticket.timer' ? data : event.type === 'ticket.field_set' ? blankField(event.data) : blankData(data)),
      ...(data.facts ? { facts: blankFacts(policy, data.facts) } : {}),
      ...(event.type === 'ticket.facts_changed' ? { changed: blankFacts(policy, event.data.changed), before: blankFacts(policy, event.data.before) } : {}),
      ...(data.decision ? { decision: blankDecision(data.decision, texts) } : {}),
    }
    if (event.type === 'ticket.opened') opening = { facts: (next as unknown as Opening).facts, texts }
    await trx
      .updateTable('events').set({ data: JSON.stringify(next), ...(event.actor.kind === 'contact' || event.actor.kind === 'third_party' ? { actor_name: null } : {}) })
      .where('provider_id', '=', providerId).where('id', '=', event.id).execute()
  }
  return opening
}

/** Files that nobody may need any more: whether anybody else does is asked before they go. */
export interface Freed { readonly messages: number; readonly attachments: number; readonly files: string[] }

/** The words of a request, wherever it waits: its own row, without what identifies anybody. */
export async function blankRequests(trx: Transaction<Tables>, desk: Desk, providerId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await trx.selectFrom('requests').select(['id', 'incoming', 'sender', 'facts', 'decision', 'raw_sha256']).where('provider_id', '=', providerId).where('id', 'in', [...ids]).forUpdate().execute()
  const files: string[] = []
  for (const row of rows) {
    const incoming = row.incoming as { channel?: string; medium?: string; receivedAt?: number; dedupeKey?: string; automatic?: string; facts?: Facts; htmlFile?: string; attachments?: { sha256: string }[]; sender?: { trust?: string } }
    const policy = row.decision ? await desk.policies.version(providerId, row.decision.version) : undefined
    files.push(...[row.raw_sha256, incoming.htmlFile, ...(incoming.attachments ?? []).map((file) => file.sha256)].filter((hash): hash is string => typeof hash === 'string'))
    const kept = {
      providerId, channel: incoming.channel, medium: incoming.medium, receivedAt: incoming.receivedAt, dedupeKey: incoming.dedupeKey, automatic: incoming.automatic,
      sender: { trust: incoming.sender?.trust ?? 'T0', flags: [] }, subject: blank, text: blank, facts: blankFacts(policy, incoming.facts ?? {}), attachments: [],
    }
    await trx
      .updateTable('requests')
      .set({
        incoming: JSON.stringify(kept), sender: JSON.stringify(kept.sender), raw_sha256: null, raw_size: null, raw_media_type: null, machine: null,
        ...(row.facts ? { facts: JSON.stringify(blankFacts(policy, row.facts)) } : {}),
        ...(row.decision ? { decision: JSON.stringify(blankDecision(row.decision, writtenIn(policy, { ...incoming.facts, ...row.facts }))) } : {}),
      })
      .where('provider_id', '=', providerId).where('id', '=', row.id).execute()
    // A reason given by an agent who threw it away may quote it.
    await trx.updateTable('requests').set({ why: blank }).where('provider_id', '=', providerId).where('id', '=', row.id).where('state', '=', 'discarded').execute()
  }
  return files
}

/** Messages without their words, their files and who they came from. */
export async function blankMessages(trx: Transaction<Tables>, providerId: string, ids: readonly string[]): Promise<Freed> {
  if (ids.length === 0) return { messages: 0, attachments: 0, files: [] }
  const list = [...ids]
  const html = await trx.selectFrom('messages').select('html_file').where('provider_id', '=', providerId).where('id', 'in', list).where('html_file', 'is not', null).execute()
  const attached = await trx.deleteFrom('attachments').where('provider_id', '=', providerId).where('message_id', 'in', list).returning('sha256').execute()
  await sql`update messages set text = ${blank}, html_file = null, fold_at = null, from_address = null, header_message_id = null,
      author_name = case when author_kind in ('agent', 'system') then author_name end,
      sender = case when sender is null then null else jsonb_build_object('address', null, 'name', null, 'trust', sender -> 'trust', 'reason', sender -> 'reason', 'verdict', null, 'flags', '[]'::jsonb, 'replyTo', null) end
    where provider_id = ${providerId} and id = any(${list})`.execute(trx)
  await trx.deleteFrom('mail_threads').where('provider_id', '=', providerId).where('message_id', 'in', list).where('issued_by_us', '=', false).execute()
  return { messages: list.length, attachments: attached.length, files: [...attached, ...html.map((row) => ({ sha256: row.html_file as string }))].map((row) => row.sha256) }
}

/** Letters without what they said and to whom; one that waits to leave does not leave any more. */
export async function blankLetters(trx: Transaction<Tables>, providerId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update outbox set "to" = array[${`nobody@erased.invalid`}], last_error = null, next_at = null, claimed_until = null,
      state = case when state in ('pending', 'sending') then 'failed' else state end,
      mail = jsonb_build_object('letter', jsonb_build_object('kind', kind, 'providerId', provider_id, 'language', mail #> '{letter,language}', 'to', jsonb_build_object('address', ${`nobody@erased.invalid`}::text)),
        'from', mail -> 'from', 'toKey', ${`nobody@erased.invalid`}::text, 'references', '[]'::jsonb, 'generation', 0, 'subject', ${blank}::text)
    where provider_id = ${providerId} and id = any(${[...ids]})`.execute(trx)
}

/**
 * Takes out of a ticket all that anybody wrote in it and who they were: what it was about, when, under which promises and how they
 * were kept remains. The one place where past events are changed, and only their words: the projection is made again and must be
 * what it was. @throws Error when it is not: nothing is then changed
 */
export async function blankTicket(trx: Transaction<Tables>, outer: Desk, providerId: string, ticketId: string): Promise<Freed> {
  const desk = { ...outer, database: { ...outer.database, db: trx } }
  await trx.selectFrom('tickets').select('id').where('provider_id', '=', providerId).where('id', '=', ticketId).forUpdate().execute()
  const events = await eventsOf(trx, providerId, ticketId)
  const before = await project(desk, providerId, ticketId, events)
  const messages = await trx.selectFrom('messages').select(['id', 'request_id']).where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).execute()
  const requests = await trx.selectFrom('requests').select('id').where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).execute()
  const opening = await blankEvents(trx, desk, providerId, events)
  const freed = await blankMessages(trx, providerId, messages.map((row) => row.id))
  // What agents had begun to write of it says what the rest no longer does.
  await trx.deleteFrom('agent_drafts').where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).execute()
  const raw = await blankRequests(trx, desk, providerId, [...new Set([...requests.map((row) => row.id), ...messages.flatMap((row) => (row.request_id === null ? [] : [row.request_id]))])])
  const letters = await trx.selectFrom('outbox').select('id').where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).execute()
  await blankLetters(trx, providerId, letters.map((row) => row.id))
  await trx.updateTable('work').set({ note: blank }).where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).where('note', 'is not', null).execute()
  await trx.updateTable('reply_tokens').set({ revoked_at: desk.time.now(), address_key: 'erased' }).where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).execute()
  const after = await project(desk, providerId, ticketId, await eventsOf(trx, providerId, ticketId))
  await trx.updateTable('tickets').set({ fields: JSON.stringify(after.columns.fields) }).where('provider_id', '=', providerId).where('id', '=', ticketId).execute()
  const row = await trx.selectFrom('tickets').select('decision').where('provider_id', '=', providerId).where('id', '=', ticketId).executeTakeFirstOrThrow()
  if (opening) {
    await trx
      .updateTable('tickets').set({ subject: blank, facts: JSON.stringify(opening.facts), decision: JSON.stringify(blankDecision(row.decision, opening.texts)) })
      .where('provider_id', '=', providerId).where('id', '=', ticketId).execute()
  }
  if (unworded(before) !== unworded(after)) throw new Error(`erasing the words of ticket ${ticketId} would change what was promised or counted`)
  return { ...freed, files: [...freed.files, ...raw] }
}
