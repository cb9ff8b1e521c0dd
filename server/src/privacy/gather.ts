import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { customerFields } from '#desk/desk.ts'
import { fieldsOf } from '#fields/fields.ts'
import type { Tables } from '#server/tables.ts'
import { there } from './erase.ts'
import { ticketsOf } from './person.ts'
import type { Person } from './person.ts'
import { places } from './places.ts'

type Row = Record<string, unknown>

/** A message of a conversation with the person. `by`: whose words they are. */
export interface GatheredMessage {
  readonly id: string
  readonly at: number
  readonly by: 'you' | 'support' | 'other' | 'system'
  readonly name: string | null
  readonly note: boolean
  readonly channel: string
  readonly text: string
  readonly files: readonly { readonly id: string; readonly name: string; readonly mediaType: string; readonly size: number; readonly sha256: string; path: string }[]
}

export interface GatheredTicket {
  readonly number: number
  readonly subject: string
  readonly state: string
  readonly openedAt: number
  readonly channel: string
  readonly policyVersion: string
  readonly kind: string | null
  readonly priority: string | null
  readonly answers: Row
  /** What the provider's own desk noted of it and shows to its customer, by the names of the fields. */
  readonly fields: Readonly<Record<string, string>>
  readonly messages: GatheredMessage[]
  readonly history: readonly { readonly at: number; readonly what: string; readonly by: 'you' | 'support' | 'other' | 'system' }[]
}

/** Everything kept about a person, as one value: what the archive tells twice, for programs and for people. */
export interface Gathered {
  readonly identity: Row
  readonly customer: Row | null
  /** Rows of the person's own tables, by table. */
  readonly own: Readonly<Record<string, readonly Row[]>>
  readonly consents: readonly { readonly at: number; readonly channel: string; readonly policyVersion: string | null; readonly acceptedAt: number | null; readonly machine: string | null; readonly outcome: string; readonly ticket: number | null }[]
  readonly requests: readonly { readonly at: number; readonly channel: string; readonly subject: string; readonly text: string; readonly outcome: string }[]
  readonly tickets: readonly GatheredTicket[]
  readonly elsewhere: readonly { readonly ticket: number; readonly at: number; readonly text: string }[]
  readonly licences: readonly Row[]
  readonly letters: readonly { readonly at: number; readonly kind: string; readonly subject: string | null; readonly state: string }[]
  readonly history: readonly { readonly at: number; readonly what: string; readonly by: string; readonly data: Row }[]
  readonly asked: readonly Row[]
  readonly consulted: readonly { readonly at: number; readonly what: string; readonly by: string; readonly ticket: number | null }[]
}

const rowsOf = async (db: Kysely<Tables>, query: ReturnType<typeof sql<Row>>): Promise<Row[]> => (await query.execute(db)).rows

/** Columns that mean something to their person: no keys of ours, no secrets. */
function plain(row: Row, secret: readonly string[] = []): Row {
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => !['provider_id', 'contact_id', 'customer_id', 'id', ...secret].includes(name) && !Buffer.isBuffer(value) && !(typeof value === 'string' && value.startsWith('\\x'))))
}

async function ownOf(db: Kysely<Tables>, { providerId, contactId }: Person): Promise<Record<string, Row[]>> {
  if (contactId === null) return {}
  const own: Record<string, Row[]> = {}
  for (const table of await there(db)) {
    const rows = await rowsOf(db, sql<Row>`select to_jsonb(o) as row from ${sql.table(table)} o where provider_id = ${providerId} and contact_id = ${contactId}`)
    if (rows.length > 0) own[table] = rows.map(({ row }) => plain(row as Row, places[table]?.secret))
  }
  return own
}

async function ticketOf(db: Kysely<Tables>, person: Person, ticketId: string, { agentsNamed, now }: Gathering): Promise<GatheredTicket> {
  const { providerId, contactId, addresses, language } = person
  const [ticket, messages, files, events, fields] = await Promise.all([
    db.selectFrom('tickets').selectAll().where('provider_id', '=', providerId).where('id', '=', ticketId).executeTakeFirstOrThrow(),
    // What a stranger wrote to it is that stranger's, and nobody has vouched for it: it is not given out.
    db.selectFrom('messages').selectAll().where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).where('visibility', '<>', 'quarantined').where('author_kind', '<>', 'third_party').orderBy('at').orderBy('id').execute(),
    db.selectFrom('attachments').selectAll().where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).orderBy('id').execute(),
    db.selectFrom('events').select(['at', 'type', 'actor_kind', 'actor_id']).where('provider_id', '=', providerId).where('ticket_id', '=', ticketId).orderBy('seq').execute(),
    fieldsOf(db, providerId),
  ])
  const isYou = (kind: string, id: string | null, from: string | null) => kind === 'contact' && (contactId !== null ? id === contactId : id === null && from !== null && addresses.includes(from))
  const by = (kind: string, you: boolean) => (you ? 'you' : kind === 'agent' ? 'support' : kind === 'system' ? 'system' : 'other') as GatheredMessage['by']
  return {
    number: ticket.number, subject: ticket.subject, state: ticket.state, openedAt: ticket.opened_at, channel: ticket.channel, policyVersion: ticket.policy_version,
    kind: ticket.kind, priority: ticket.priority, answers: ticket.facts as Row, fields: Object.fromEntries(customerFields(fields, ticket, language).map(({ label, words }) => [label, words])),
    messages: messages.map((row) => {
      // What was taken back was never said to them: of it they learn what they learn of a note, once somebody has read it.
      const note = row.visibility !== 'public' || (row.leaves_at ?? 0) > now
      const who = by(row.author_kind, isYou(row.author_kind, row.author_id, row.from_address))
      // The name under which an agent answered is known to the person; who wrote a note is, where the provider says so.
      const name = who === 'you' || (who === 'support' && (!note || agentsNamed)) ? row.author_name : null
      return {
        id: row.id, at: row.at, by: who, name, note, channel: row.channel, text: row.text,
        files: files.filter((file) => file.message_id === row.id).map((file) => ({ id: file.id, name: file.name, mediaType: file.media_type, size: file.size, sha256: file.sha256, path: '' })),
      }
    }),
    history: events.map((row) => ({ at: row.at, what: row.type, by: by(row.actor_kind, isYou(row.actor_kind, row.actor_id, null)) })),
  }
}

async function consentsOf(db: Kysely<Tables>, { providerId, contactId, addresses }: Person, ticketIds: readonly string[]) {
  const { rows } = await sql<{ at: number; channel: string; version: string | null; acceptedAt: number | null; machine: string | null; outcome: string; ticket: number | null; subject: string; text: string; ticketed: boolean }>`
    select r.received_at as at, r.channel, coalesce(r.accepted_version, r.decision ->> 'version') as version, coalesce(r.accepted_at, r.received_at) as "acceptedAt", r.machine, r.state as outcome,
      t.number as ticket, r.incoming ->> 'subject' as subject, r.incoming ->> 'text' as text, r.ticket_id is not null as ticketed
    from requests r left join tickets t on t.provider_id = r.provider_id and t.id = r.ticket_id
    where r.provider_id = ${providerId} and (
      r.id in (select t.request_id from tickets t where t.provider_id = ${providerId} and t.id = any(${[...ticketIds]}::uuid[]))
      or r.id in (select m.request_id from messages m where m.provider_id = ${providerId} and m.author_kind = 'contact' and m.author_id = ${contactId}::uuid and m.request_id is not null)
      or (r.state not in ('ticket', 'reply', 'third_party') and (r.sender ->> 'contactId' = ${contactId}
        or (lower(r.sender ->> 'address') = any(${addresses.map((one) => one.toLowerCase())}) and (${contactId === null}::boolean or r.sender ->> 'trust' <> 'T0')))))
    order by r.received_at, r.id`.execute(db)
  return rows
}

/** Whether agents are named to the person, and when it is gathered. */
export interface Gathering { readonly agentsNamed: boolean; readonly now: number }

/** Reads everything about a person (GDPR-02). Others who stand in it are not hidden yet. */
export async function gather(db: Kysely<Tables>, person: Person, how: Gathering): Promise<Gathered> {
  const { providerId, contactId, customerId, addresses } = person
  const mine = await ticketsOf(db, person)
  const ids = mine.map((ticket) => ticket.id)
  const tickets: GatheredTicket[] = []
  for (const { id } of mine) tickets.push(await ticketOf(db, person, id, how))
  const numbers = new Map(mine.map((ticket) => [ticket.id, ticket.number]))
  const [contact, customer] = await Promise.all([
    contactId === null ? [] : rowsOf(db, sql<Row>`select to_jsonb(c) as row from contacts c where provider_id = ${providerId} and id = ${contactId}`),
    customerId === null ? [] : rowsOf(db, sql<Row>`select jsonb_build_object('number', number, 'name', name, 'kind', kind, 'language', language, 'zone', zone) as row from customers where provider_id = ${providerId} and id = ${customerId}`),
  ])
  const consents = await consentsOf(db, person, ids)
  const elsewhere = contactId === null ? [] : (await sql<{ ticket: number; at: number; text: string }>`
    select t.number as ticket, m.at, m.text from messages m join tickets t on t.provider_id = m.provider_id and t.id = m.ticket_id
    where m.provider_id = ${providerId} and m.author_kind = 'contact' and m.author_id = ${contactId} and not m.ticket_id = any(${ids}::uuid[]) order by m.at, m.id`.execute(db)).rows
  const letters = (await sql<{ at: number; kind: string; subject: string | null; state: string }>`
    select created_at as at, kind, mail ->> 'subject' as subject, state from outbox where provider_id = ${providerId} and mail ->> 'toKey' = any(${[...addresses]}) order by created_at, id`.execute(db)).rows
  const licences = contactId === null ? [] : await rowsOf(db, sql<Row>`select kind, entered_at as "enteredAt", created_at as "createdAt" from licences
    where provider_id = ${providerId} and (entered_by = ${contactId} or lower(delivery_address_key) = any(${addresses.map((one) => one.toLowerCase())}))
    union all select l.kind, x.entered_at, x.entered_at from licence_uses x join licences l on l.provider_id = x.provider_id and l.id = x.licence_id
      where x.provider_id = ${providerId} and x.entered_by = ${contactId} order by "createdAt"`)
  const history = contactId === null ? [] : (await sql<{ at: number; what: string; kind: string; actor: string | null; data: Row }>`
    select at, type as what, actor_kind as kind, actor_id as actor, data from events where provider_id = ${providerId} and ticket_id is null
      and (actor_id = ${contactId} or data ->> 'contactId' = ${contactId}) order by at, id`.execute(db)).rows
  const consulted = (await sql<{ at: number; what: string; role: string; name: string | null; object: string | null }>`
    select l.at, l.what, l.role, a.name, l.object_id as object from access_log l left join agents a on a.provider_id = l.provider_id and a.id = l.agent_id
    where l.provider_id = ${providerId} and (l.contact_id = ${contactId}::uuid or l.object_id = any(${[...ids, ...tickets.flatMap((ticket) => ticket.messages.flatMap((message) => [message.id, ...message.files.map((file) => file.id)]))]})) order by l.n`.execute(db)).rows
  const asked = contactId === null ? [] : await rowsOf(db, sql<Row>`select kind, state, asked_at as "askedAt", due_on as "dueOn", ended_at as "endedAt", why from person_requests where provider_id = ${providerId} and contact_id = ${contactId} order by asked_at`)
  return {
    identity: contact[0] ? plain(contact[0]['row'] as Row) : { name: person.name, email: person.address },
    customer: (customer[0]?.['row'] as Row | undefined) ?? null,
    own: await ownOf(db, person), tickets, elsewhere, licences, letters, asked,
    consents: consents.map(({ at, channel, version, acceptedAt, machine, outcome, ticket }) => ({ at, channel, policyVersion: version, acceptedAt, machine, outcome, ticket })),
    requests: consents.filter((one) => !one.ticketed).map(({ at, channel, subject, text, outcome }) => ({ at, channel, subject, text, outcome })),
    history: history.map((row) => ({ at: row.at, what: row.what, by: row.actor === contactId ? 'you' : row.kind === 'agent' ? 'support' : row.kind, data: row.data })),
    consulted: consulted.map((row) => ({ at: row.at, what: row.what, by: (how.agentsNamed && row.name) || row.role, ticket: row.object === null ? null : (numbers.get(row.object) ?? null) })),
  }
}
