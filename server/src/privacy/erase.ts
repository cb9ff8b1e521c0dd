import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { closeSessionsOf } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { nowhere, ticketsOf } from './person.ts'
import type { Person } from './person.ts'
import { ownTables } from './places.ts'
import { blank, mapTexts, termsOf } from './redact.ts'
import { blankLetters, blankMessages, blankRequests, blankTicket } from './redact-ticket.ts'
import { countWords, sweep } from './sweep.ts'

/** What an erasure does, in numbers: told before it is done, and kept after (GDPR-04). */
export interface ErasureReport {
  readonly tickets: number
  readonly messages: number
  readonly attachments: number
  readonly requests: number
  readonly letters: number
  /** Rows of the person's own tables: sessions, keys, drafts and the like. */
  readonly own: number
  /** Rows of others in which their name or address stands, by table. */
  readonly mentions: Readonly<Record<string, number>>
  /** Names that somebody else here has too: taken out of the person's own rows only. */
  readonly shared: readonly string[]
  readonly files: number
}

/** What is looked for everywhere, and the names that are not, because they are also somebody else's or one word only. */
async function searched(trx: Transaction<Tables>, person: Person, words: readonly string[]): Promise<{ terms: string[]; shared: string[] }> {
  const { providerId } = person
  const names = person.names.filter((name) => name.split(/\s+/).length > 1 && name.length >= 5)
  const others = names.length === 0 ? [] : (await sql<{ name: string }>`
    select lower(name) as name from contacts where provider_id = ${providerId} and id is distinct from ${person.contactId}::uuid and lower(name) = any(${names.map((name) => name.toLowerCase())})
    union select lower(name) from agents where provider_id = ${providerId} and lower(name) = any(${names.map((name) => name.toLowerCase())})
    union select lower(name) from customers where provider_id = ${providerId} and (not ${person.isCustomer}::boolean or id is distinct from ${person.customerId}::uuid) and lower(name) = any(${names.map((name) => name.toLowerCase())})`.execute(trx)).rows
  const taken = new Set(others.map((row) => row.name))
  const shared = names.filter((name) => taken.has(name.toLowerCase()))
  return { terms: termsOf(person.addresses, names.filter((name) => !shared.includes(name)), words), shared }
}

interface Found { readonly tickets: string[]; readonly messages: string[]; readonly requests: string[]; readonly letters: string[] }

/** What is the person's beside their tickets: what they said in others', requests that became none, letters to them. */
async function find(trx: Transaction<Tables>, person: Person): Promise<Found> {
  const { providerId, contactId, addresses } = person
  const tickets = (await ticketsOf(trx, person)).map((ticket) => ticket.id)
  const messages = await sql<{ id: string; request_id: string | null }>`
    select id, request_id from messages where provider_id = ${providerId} and not ticket_id = any(${tickets}::uuid[])
      and ((author_kind = 'contact' and author_id = ${contactId}::uuid) or from_address = any(${[...addresses]}))`.execute(trx)
  const lower = addresses.map((one) => one.toLowerCase())
  const requests = await sql<{ id: string }>`
    select id from requests where provider_id = ${providerId} and state not in ('ticket', 'reply', 'third_party')
      and (sender ->> 'contactId' = ${contactId} or lower(sender ->> 'address') = any(${lower}))`.execute(trx)
  const letters = await sql<{ id: string }>`
    select id from outbox where provider_id = ${providerId} and (mail ->> 'toKey' = any(${[...addresses]}) or lower("to"[1]) = any(${lower}))`.execute(trx)
  return {
    tickets, messages: messages.rows.map((row) => row.id), letters: letters.rows.map((row) => row.id),
    requests: [...new Set([...requests.rows.map((row) => row.id), ...messages.rows.flatMap((row) => (row.request_id === null ? [] : [row.request_id]))])],
  }
}

async function ownRows(trx: Transaction<Tables>, { providerId, contactId }: Person): Promise<number> {
  if (contactId === null) return 0
  let rows = 0
  for (const table of await there(trx)) {
    const counted = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where provider_id = ${providerId} and contact_id = ${contactId}`.execute(trx)
    rows += counted.rows[0]?.n ?? 0
  }
  return rows
}

/** The person's own tables among those that this database has. */
export async function there(db: Transaction<Tables> | Desk['database']['db']): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') and relname = any(${[...ownTables]})`.execute(db)
  return rows.map((row) => row.name).sort()
}

/** What would go, without touching anything: shown before an erasure is confirmed. */
export async function planErasure(trx: Transaction<Tables>, person: Person, words: readonly string[]): Promise<ErasureReport> {
  const found = await find(trx, person)
  const { terms, shared } = await searched(trx, person, words)
  const inTickets = await sql<{ messages: number; attachments: number }>`
    select (select count(*)::int from messages where provider_id = ${person.providerId} and ticket_id = any(${found.tickets}::uuid[])) as messages,
      (select count(*)::int from attachments where provider_id = ${person.providerId} and (ticket_id = any(${found.tickets}::uuid[]) or message_id = any(${found.messages}::uuid[]))) as attachments`.execute(trx)
  const { messages = 0, attachments = 0 } = inTickets.rows[0] ?? {}
  return {
    tickets: found.tickets.length, messages: messages + found.messages.length, attachments, requests: found.requests.length, letters: found.letters.length,
    own: await ownRows(trx, person), mentions: await countWords(trx, person.providerId, terms), shared, files: 0,
  }
}

const plainKept = /^[a-z0-9_.:-]{1,60}$|^[0-9a-f-]{36}$|^\d{4}-\d{2}-\d{2}/

/** Events without a ticket that the person did or that are about them: what happened and when stays, their words and machines go. */
async function blankPlainEvents(trx: Transaction<Tables>, { providerId, contactId }: Person): Promise<void> {
  if (contactId === null) return
  const rows = await sql<{ id: string; data: object; actor_id: string | null }>`
    select id, data, actor_id from events where provider_id = ${providerId} and ticket_id is null and (actor_id = ${contactId} or data::text like ${`%${contactId}%`})`.execute(trx)
  for (const row of rows.rows) {
    const { machine: _machine, browser: _browser, ip: _ip, ...data } = row.data as Record<string, unknown>
    const kept = mapTexts(data, (text) => (plainKept.test(text) && !/@|^\d+(\.\d+){3}$/.test(text) ? text : blank))
    await trx.updateTable('events').set({ data: JSON.stringify(kept), ...(row.actor_id === contactId ? { actor_name: null } : {}) }).where('provider_id', '=', providerId).where('id', '=', row.id).execute()
  }
  await trx.updateTable('events').set({ actor_name: null }).where('provider_id', '=', providerId).where('actor_kind', '=', 'contact').where('actor_id', '=', contactId).execute()
}

/** Deletes what is wholly theirs, and what waits under their name. Gives the files that were sent and never attached. */
async function deleteOwn(trx: Transaction<Tables>, { providerId, contactId, addresses }: Person): Promise<string[]> {
  const lower = addresses.map((one) => one.toLowerCase())
  await trx.deleteFrom('bounced_addresses' as never).where('provider_id' as never, '=', providerId as never).where('address_key' as never, 'in', [...addresses] as never).execute()
  await trx.updateTable('reply_tokens').set({ revoked_at: sql`coalesce(revoked_at, created_at)`, address_key: 'erased' }).where('provider_id', '=', providerId).where('address_key', 'in', [...addresses]).execute()
  await trx.updateTable('licences').set({ delivery_address_key: null }).where('provider_id', '=', providerId).where(sql<string>`lower(delivery_address_key)`, 'in', lower).execute()
  if (contactId === null) return []
  const files = await sql<{ sha256: string }>`delete from uploads where provider_id = ${providerId} and owner in (
    select ${`contact:${contactId}`} union select 'form:' || form_key from drafts where provider_id = ${providerId} and contact_id = ${contactId}) returning sha256`.execute(trx)
  await trx.deleteFrom('idempotency').where('provider_id', '=', providerId).where('actor', '=', `contact:${contactId}`).execute()
  await sql`delete from mail_codes where provider_id = ${providerId} and session_id in (select id from sessions where provider_id = ${providerId} and contact_id = ${contactId})`.execute(trx)
  for (const table of await there(trx)) await sql`delete from ${sql.table(table)} where provider_id = ${providerId} and contact_id = ${contactId}`.execute(trx)
  return files.rows.map((row) => row.sha256)
}

const erasedName = { fr: 'Personne effacée', en: 'Erased person' } as const

/** The person's own row, and their customer's where the two are one. The number of the customer stays: amounts hang on it. */
async function blankContact(trx: Transaction<Tables>, desk: Desk, person: Person, address: string): Promise<void> {
  const { providerId, contactId, customerId } = person
  const name = erasedName[person.language]
  if (contactId !== null) {
    await trx
      .updateTable('contacts')
      .set({
        name, email: address, email_key: address, verified_at: null, declared: false, rights: [], external_id: null, role: null, quotes_up_to: null, zone: null, invited_at: null,
        removed_at: sql`coalesce(removed_at, ${desk.time.now()})`, address_changed_at: null, called_back_at: null,
      })
      .where('provider_id', '=', providerId).where('id', '=', contactId).execute()
    await sql`delete from external_ids where provider_id = ${providerId} and noun = 'contacts' and id = ${contactId}`.execute(trx)
  }
  if (!person.isCustomer || customerId === null) return
  await trx
    .updateTable('customers').set({ name, legal_name: null, siren: null, siret: null, vat_number: null, notes: null, external_id: null }).where('provider_id', '=', providerId).where('id', '=', customerId).execute()
  await sql`update services set name = ${blank}, addresses = '{}', order_number = null where provider_id = ${providerId} and customer_id = ${customerId}`.execute(trx)
  await sql`update contracts set name = ${blank} where provider_id = ${providerId} and customer_id = ${customerId}`.execute(trx)
}

/**
 * Erases a person where they stand: names, addresses, machines and words go; numbers, dates, categories, promises, their measure and
 * amounts stay, so that the case is still one (GDPR-04). In one transaction, and for ever. Gives what was done, and the files that
 * nobody may need any more.
 */
export async function erasePerson(trx: Transaction<Tables>, desk: Desk, person: Person, words: readonly string[]): Promise<{ report: ErasureReport; files: string[] }> {
  const { providerId, contactId } = person
  const { terms, shared } = await searched(trx, person, words)
  const found = await find(trx, person)
  const files: string[] = []
  const own = await ownRows(trx, person)
  const done = { messages: 0, attachments: 0 }
  for (const id of found.tickets) {
    const freed = await blankTicket(trx, desk, providerId, id)
    files.push(...freed.files)
    done.messages += freed.messages
    done.attachments += freed.attachments
  }
  const freed = await blankMessages(trx, providerId, found.messages)
  files.push(...freed.files, ...(await blankRequests(trx, desk, providerId, found.requests)))
  await blankLetters(trx, providerId, found.letters)
  await blankPlainEvents(trx, person)
  if (contactId !== null) await closeSessionsOf({ ...desk, database: { ...desk.database, db: trx } }, providerId, { contactId })
  files.push(...(await deleteOwn(trx, person)))
  const archives = await sql<{ sha256: string }>`select file_sha256 as sha256 from person_requests where provider_id = ${providerId} and contact_id = ${contactId}::uuid and file_sha256 is not null`.execute(trx)
  files.push(...archives.rows.map((row) => row.sha256))
  await sql`update person_requests set address = null, address_key = case when contact_id is null then 'erased' end, words = '{}', file_sha256 = null,
      state = case when state in ('ready', 'review', 'making', 'asked') and kind in ('access', 'portability') then 'withdrawn' else state end
    where provider_id = ${providerId} and (contact_id = ${contactId}::uuid or address_key = any(${[...person.addresses]}))`.execute(trx)
  const mark = randomBytes(5).toString('hex')
  const address = `erased-${mark}@${nowhere}`
  await blankContact(trx, desk, person, address)
  const mentions = await sweep(trx, providerId, terms, address)
  return {
    report: {
      tickets: found.tickets.length, messages: done.messages + freed.messages, attachments: done.attachments + freed.attachments, requests: found.requests.length,
      letters: found.letters.length, own, mentions, shared, files: new Set(files).size,
    },
    files,
  }
}
