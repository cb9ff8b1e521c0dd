import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { foldAddress } from '#people/people.ts'
import type { Tables } from '#server/tables.ts'

/** Whose data: a contact with all that names them, or whoever writes from an address. */
export interface Person {
  readonly providerId: string
  readonly contactId: string | null
  readonly customerId: string | null
  readonly language: 'fr' | 'en'
  /** As they are written to; null for a contact whose address is gone. */
  readonly name: string | null
  readonly address: string
  /** Every address and every name under which they are, or were, known here. */
  readonly addresses: readonly string[]
  readonly names: readonly string[]
  /** Whether their customer is nobody but them: then what names the customer names the person. */
  readonly isCustomer: boolean
}

/** Addresses that erased people are given: nobody's, and no server's (RFC 2606). */
export const nowhere = 'erased.invalid'

/** How a person is looked for. */
export type Whose = { readonly contactId: string } | { readonly address: string }

const distinct = (values: readonly (string | null | undefined)[]) => [...new Set(values.filter((value): value is string => typeof value === 'string' && value.trim() !== '').map((value) => value.trim()))]

/** Names given beside an address in mails. Of somebody with an account only where the sender was more than a claim: a forger chooses any name. */
async function namesInMails(db: Kysely<Tables>, providerId: string, addresses: readonly string[], proven: boolean): Promise<{ names: string[]; found: boolean }> {
  const rows = await sql<{ name: string | null }>`
    select distinct name from (
      select m.sender ->> 'name' as name from messages m where m.provider_id = ${providerId} and m.from_address = any(${addresses}) and (not ${proven}::boolean or m.sender ->> 'trust' <> 'T0')
      union all
      select r.incoming #>> '{sender,name}' from requests r where r.provider_id = ${providerId} and r.state not in ('ticket', 'reply', 'third_party') and lower(r.incoming #>> '{sender,address}') = any(${addresses.map((one) => one.toLowerCase())}) and not ${proven}::boolean
    ) as given`.execute(db)
  return { names: distinct(rows.rows.map((row) => row.name)), found: rows.rows.length > 0 }
}

/** Finds a person of a provider; undefined when nothing is kept about them. */
export async function findPerson(db: Kysely<Tables>, providerId: string, whose: Whose): Promise<Person | undefined> {
  const key = 'address' in whose ? foldAddress(whose.address.trim()) : undefined
  if ('address' in whose && key === undefined) return undefined
  const contact = await db
    .selectFrom('contacts as c').innerJoin('customers as u', (join) => join.onRef('u.provider_id', '=', 'c.provider_id').onRef('u.id', '=', 'c.customer_id'))
    .select(['c.id', 'c.name', 'c.email', 'c.email_key', 'c.language', 'c.customer_id', 'u.kind', 'u.name as customerName'])
    .select((eb) => eb.selectFrom('contacts as o').select(sql<number>`count(*)`.as('n')).whereRef('o.provider_id', '=', 'c.provider_id').whereRef('o.customer_id', '=', 'c.customer_id').where('o.email', 'not like', `%@${nowhere}`).as('people'))
    .where('c.provider_id', '=', providerId)
    .where((eb) => ('contactId' in whose ? eb('c.id', '=', whose.contactId) : eb('c.email_key', '=', key ?? ''))).executeTakeFirst()
  if (!contact) {
    if (key === undefined) return undefined
    const { names, found } = await namesInMails(db, providerId, [key], false)
    return found ? { providerId, contactId: null, customerId: null, language: 'fr', name: names[0] ?? null, address: key, addresses: [key], names, isCustomer: false } : undefined
  }
  const [changes, told, spoken] = await Promise.all([
    db.selectFrom('address_changes').select(['old_email', 'new_email']).where('provider_id', '=', providerId).where('contact_id', '=', contact.id).execute(),
    sql<{ address: string | null; pending: string | null }>`select address, pending from notification_addresses where provider_id = ${providerId} and contact_id = ${contact.id}`.execute(db),
    sql<{ name: string | null; address: string | null }>`select distinct author_name as name, from_address as address from messages
      where provider_id = ${providerId} and author_kind = 'contact' and author_id = ${contact.id}`.execute(db),
  ])
  const addresses = distinct([contact.email, contact.email_key, ...changes.flatMap((one) => [one.old_email, one.new_email]), ...told.rows.flatMap((one) => [one.address, one.pending]), ...spoken.rows.map((row) => row.address)])
  const mailed = await namesInMails(db, providerId, addresses, true)
  const isCustomer = Number(contact.people) <= 1 && (contact.kind === 'consumer' || contact.customerName.trim().toLowerCase() === contact.name.trim().toLowerCase())
  return {
    providerId, contactId: contact.id, customerId: contact.customer_id, language: contact.language, name: contact.name, address: contact.email,
    // A name that says for whom somebody acted ends with it in brackets.
    addresses, names: distinct([contact.name, ...spoken.rows.map((row) => row.name?.replace(/ \([^()]*\)$/, '')), ...mailed.names, ...(isCustomer ? [contact.customerName] : [])]).filter((name) => !addresses.includes(name)),
    isCustomer,
  }
}

/** Tickets that are the person's: those they opened, and, for who has no account, those that came from their address. */
export async function ticketsOf(db: Kysely<Tables>, person: Person): Promise<{ id: string; number: number; state: string }[]> {
  const { providerId, contactId, addresses } = person
  const rows = await sql<{ id: string; number: number; state: string }>`
    select t.id, t.number, coalesce((
      with recursive line as (
        select s.id, s.state, s.merged_into, 1 as depth from tickets s where s.provider_id = t.provider_id and s.id = t.merged_into
        union all select s.id, s.state, s.merged_into, depth + 1 from tickets s join line on s.id = line.merged_into where s.provider_id = t.provider_id
      ) select state from line order by depth desc limit 1), t.state) as state
    from tickets t where t.provider_id = ${providerId} and ${
      contactId === null
        ? sql`t.contact_id is null and t.id in (select m.ticket_id from messages m where m.provider_id = ${providerId} and m.from_address = any(${addresses}) and m.request_id = t.request_id)`
        : sql`t.contact_id = ${contactId}`
    } order by t.number`.execute(db)
  return rows.rows
}
