import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { TicketState } from '@guichet/protocol'
import type { Due } from '#clocks/clocks.ts'
import { insideWall } from '#people/people.ts'
import type { Wall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { asSaid } from './said.ts'

export const listSorts = ['changed', 'newest', 'oldest', 'due'] as const
export type ListSort = (typeof listSorts)[number]
/** Groups of states that people tell apart. */
export const listStates = ['open', 'waiting', 'done'] as const
export type ListState = (typeof listStates)[number]

/** Which of the requests that somebody may see. */
export interface ListQuestion {
  readonly wall: Wall
  /** Who reads: theirs are "mine", and what they have not read yet is unread. */
  readonly contactId: string
  readonly whose: 'mine' | 'team' | 'all'
  readonly teamIds: readonly string[]
  readonly state?: ListState | undefined
  readonly serviceId?: string | undefined
  readonly late?: boolean | undefined
  /** Opened from here on, and before there. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly words?: string | undefined
  readonly sort: ListSort
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface ListedTicket {
  readonly id: string; readonly number: number; readonly subject: string; readonly state: TicketState; readonly opened_at: number; readonly changed_at: number
  readonly due: Due | null; readonly service: string | null; readonly contact: string | null; readonly contact_id: string | null; readonly unread: boolean; readonly sort_key: number
}

const orders: Record<ListSort, { key: string; descending: boolean }> = {
  changed: { key: 't.changed_at', descending: true }, newest: { key: 't.opened_at', descending: true }, oldest: { key: 't.opened_at', descending: false },
  // What is due comes first; what nothing is due of, last.
  due: { key: "(case when t.place = 'todo' then coalesce(t.due_at, 4000000000000000) else 5000000000000000 end)", descending: false },
}
const places: Record<ListState, readonly string[]> = { open: ['todo', 'merged'], waiting: ['waiting'], done: ['solved', 'closed'] }
const mostWords = 8

/** The words of a search, each looked for on its own: one may stand in the subject, another in the name of a file. */
export function searchWords(typed: string | undefined): string[] {
  return (typed ?? '').slice(0, 300).split(/[\s,;]+/).map((word) => word.replace(/^(?:n°|#)(?=\d)/i, '')).filter((word) => /[\p{L}\p{N}]/u.test(word)).slice(0, mostWords)
}

/** What may still be taken back has not been said yet. */
const left = (now: number) => sql<SqlBool>`coalesce(m.leaves_at, 0) <= ${now}`

/** Where one word is found: the number, the subject, the service, what was said in public, the files with it. Never a note (AB-41). */
function holds(word: string, now: number): RawBuilder<SqlBool> {
  const asked = sql`asked_words(${word.replaceAll(/[._()[\]]/g, ' ')})`
  const number = /^\d{1,9}$/.test(word) ? sql`t.number = ${Number(word)} or ` : sql``
  return sql<SqlBool>`(${number} numnode(${asked}) = 0 or t.words @@ ${asked} or words_of(coalesce(s.name, '')) @@ ${asked}
    or exists (select 1 from messages m where m.provider_id = t.provider_id and m.ticket_id = t.id and m.visibility = 'public' and ${left(now)} and m.words @@ ${asked})
    or exists (select 1 from attachments f join messages m on m.provider_id = f.provider_id and m.id = f.message_id
      where f.provider_id = t.provider_id and f.ticket_id = t.id and m.visibility = 'public' and ${left(now)} and f.words @@ ${asked}))`
}

/** A merged request is found under the one in which it goes on, by whoever may see that one. */
export function notLedElsewhere(wall: Wall, tickets = 't'): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${tickets}.${name}`)
  return sql<SqlBool>`(${column('merged_into')} is null or not exists (select 1 from tickets s where s.provider_id = ${column('provider_id')} and s.id = ${column('merged_into')} and ${insideWall(wall, 's')}))`
}

function conditions(providerId: string, question: ListQuestion, now: number): RawBuilder<SqlBool> {
  const all: RawBuilder<SqlBool>[] = [sql<SqlBool>`t.provider_id = ${providerId}`, insideWall(question.wall, 't'), notLedElsewhere(question.wall)]
  if (question.whose === 'mine') all.push(sql<SqlBool>`t.contact_id = ${question.contactId}`)
  if (question.whose === 'team') all.push(sql<SqlBool>`(t.contact_id = ${question.contactId} or t.team_id = any(${[...question.teamIds]}::uuid[]))`)
  if (question.state) all.push(sql<SqlBool>`t.place = any(${[...places[question.state]]}::text[])`)
  if (question.serviceId) all.push(sql<SqlBool>`t.service_id = ${question.serviceId}`)
  if (question.late) all.push(sql<SqlBool>`t.place = 'todo' and t.late_at < ${now}`)
  if (question.from !== undefined) all.push(sql<SqlBool>`t.opened_at >= ${question.from}`)
  if (question.to !== undefined) all.push(sql<SqlBool>`t.opened_at < ${question.to}`)
  for (const word of searchWords(question.words)) all.push(holds(word, now))
  return sql.join(all, sql` and `) as RawBuilder<SqlBool>
}

/** Whether an agent wrote something that this contact has not seen. */
const unread = (contactId: string, now: number) => sql<boolean>`exists (select 1 from messages m where m.provider_id = t.provider_id and m.ticket_id = t.id and m.visibility = 'public' and ${left(now)}
    and m.author_kind = 'agent' and greatest(m.at, coalesce(m.leaves_at, 0)) > coalesce((select r.seen_at from ticket_reads r where r.provider_id = t.provider_id and r.contact_id = ${contactId} and r.ticket_id = t.id), 0))`

/** One page of the requests that somebody may see. */
export async function listOfCustomer(desk: Desk, providerId: string, question: ListQuestion): Promise<{ rows: ListedTicket[]; next: string | null }> {
  const { key, descending } = orders[question.sort]
  const from = readCursor(question.cursor)
  const way = sql.raw(descending ? 'desc' : 'asc')
  const after = from ? sql`and (${sql.raw(key)}, t.id) ${sql.raw(descending ? '<' : '>')} (${from.sort}::bigint, ${from.id}::uuid)` : sql``
  const found = await sql<ListedTicket>`
    select p.*, c.name as contact, ${unread(question.contactId, desk.time.now())} as unread from (
      select t.provider_id, t.id, t.number, t.subject, t.state, t.opened_at, t.changed_at, t.due, t.contact_id, s.name as service, ${sql.raw(key)} as sort_key
      from tickets t left join services s on s.provider_id = t.provider_id and s.id = t.service_id
      where ${conditions(providerId, question, desk.time.now())} ${after}
      order by ${sql.raw(key)} ${way}, t.id ${way} limit ${question.limit + 1}
    ) p cross join lateral (select p.provider_id, p.id) t left join contacts c on c.provider_id = p.provider_id and c.id = p.contact_id
    order by p.sort_key ${way}, p.id ${way}`.execute(desk.database.db)
  const rows = found.rows.slice(0, question.limit)
  const last = rows.at(-1)
  return { rows: await asSaid(desk, providerId, rows, desk.time.now()), next: found.rows.length > question.limit && last ? writeCursor({ rank: 0, sort: Number(last.sort_key), id: last.id }) : null }
}

/** Remembers that a contact has read a request up to now. */
export async function markRead(desk: Desk, providerId: string, contactId: string, number: number): Promise<void> {
  await sql`insert into ticket_reads (provider_id, contact_id, ticket_id, seen_at)
    select t.provider_id, ${contactId}, t.id, ${desk.time.now()} from tickets t where t.provider_id = ${providerId} and t.number = ${number}
    on conflict (provider_id, contact_id, ticket_id) do update set seen_at = excluded.seen_at where ticket_reads.seen_at < excluded.seen_at`.execute(desk.database.db)
}
