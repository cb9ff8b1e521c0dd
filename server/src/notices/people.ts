import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Facts } from '@guichet/policy/model'
import type { Texts } from '#server/tables/notices.ts'
import type { Tables } from '#server/tables.ts'

/** A person of a customer whom a notice may reach. */
export interface Reader {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: 'fr' | 'en'
  readonly zone: string | null
  readonly role: string | null
  readonly rights: readonly string[]
  /** Proven addresses of their own, by type. */
  readonly own: Readonly<Record<string, string>>
  /** Types of which they want no mail. */
  readonly given_up: readonly string[]
}

/** A customer of a notice, with its people. */
export interface Told {
  readonly customerId: string
  readonly number: string
  readonly name: string
  readonly affected: boolean
  readonly ownText: Texts | null
  readonly role: string | null
  readonly zone: string | null
  /** Of each contract in force. */
  readonly contracts: readonly Facts[]
  readonly people: readonly Reader[]
}

/**
 * The next customers of a notice, in the order of their ids. `already`: only people who were told of it before: updates and the
 * end go to whom the first went.
 */
export async function nextCustomers(
  db: Kysely<Tables>, providerId: string, noticeId: string, page: { after: string | null; most: number; today: string; already: boolean },
): Promise<Told[]> {
  const { after, most, today, already } = page
  const rows = await sql<Omit<Told, 'ownText' | 'customerId'> & { customer_id: string; own_text: Texts | null }>`
    select n.customer_id, u.number, u.name, n.affected, n.own_text, u.role, u.zone,
      coalesce((select json_agg(k.values) from contracts k where k.provider_id = u.provider_id and k.customer_id = u.id and k.retired_at is null
        and k.starts_on <= ${today}::date and (k.ends_on is null or k.ends_on >= ${today}::date)), '[]') as contracts,
      coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name, 'email', c.email, 'language', c.language, 'zone', c.zone, 'role', c.role, 'rights', c.rights,
          'own', (select coalesce(json_object_agg(a.type, a.address), '{}') from notification_addresses a
            where a.provider_id = c.provider_id and a.contact_id = c.id and a.address is not null),
          'given_up', (select coalesce(json_agg(r.type), '[]') from notification_refusals r where r.provider_id = c.provider_id and r.contact_id = c.id)) order by c.id)
        from contacts c where c.provider_id = u.provider_id and c.customer_id = u.id and c.removed_at is null
          and (not ${already} or exists (select 1 from notifications t where t.provider_id = c.provider_id and t.notice_id = n.notice_id and t.contact_id = c.id))), '[]') as people
    from notice_customers n join customers u on u.provider_id = n.provider_id and u.id = n.customer_id
    where n.provider_id = ${providerId} and n.notice_id = ${noticeId} and (${after}::uuid is null or n.customer_id > ${after}::uuid)
    order by n.customer_id limit ${most}`.execute(db)
  return rows.rows.map(({ customer_id, own_text, ...row }) => ({ ...row, customerId: customer_id, ownText: own_text }))
}

/** One person, with their customer: as a notice would find them. */
export async function readerOf(db: Kysely<Tables>, providerId: string, contactId: string, today: string): Promise<Told | undefined> {
  const { rows } = await sql<Omit<Told, 'ownText' | 'customerId' | 'affected'> & { customer_id: string }>`
    select u.id as customer_id, u.number, u.name, u.role, u.zone,
      coalesce((select json_agg(k.values) from contracts k where k.provider_id = u.provider_id and k.customer_id = u.id and k.retired_at is null
        and k.starts_on <= ${today}::date and (k.ends_on is null or k.ends_on >= ${today}::date)), '[]') as contracts,
      json_build_array(json_build_object('id', c.id, 'name', c.name, 'email', c.email, 'language', c.language, 'zone', c.zone, 'role', c.role, 'rights', c.rights,
        'own', (select coalesce(json_object_agg(a.type, a.address), '{}') from notification_addresses a
          where a.provider_id = c.provider_id and a.contact_id = c.id and a.address is not null),
        'given_up', (select coalesce(json_agg(r.type), '[]') from notification_refusals r where r.provider_id = c.provider_id and r.contact_id = c.id))) as people
    from contacts c join customers u on u.provider_id = c.provider_id and u.id = c.customer_id
    where c.provider_id = ${providerId} and c.id = ${contactId} and c.removed_at is null`.execute(db)
  const [row] = rows
  return row && { customerId: row.customer_id, number: row.number, name: row.name, affected: true, ownText: null, role: row.role, zone: row.zone, contracts: row.contracts, people: row.people }
}
