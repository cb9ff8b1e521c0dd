import type { Desk } from '#policies/policies.ts'
import { begun, isWordTerm, joined, piece, providerMark, textOf } from '../query/query.ts'
import type { Piece, Query } from '../query/query.ts'

export interface FoundPeople {
  readonly customers: readonly { readonly id: string; readonly number: string; readonly name: string }[]
  readonly contacts: readonly { readonly id: string; readonly name: string; readonly email: string; readonly customer: { readonly id: string; readonly number: string; readonly name: string } }[]
}

const most = 3
/** A name that very many bear is not told apart: the first of so many are ranked. */
const mostRanked = 200
const nobody: FoundPeople = { customers: [], contacts: [] }

/** Customers and their people whose names, numbers or addresses hold every word of a search; a search by filters is about tickets alone. */
export async function findPeople(desk: Desk, providerId: string, query: Query): Promise<FoundPeople> {
  const words = query.terms.filter(isWordTerm).filter((term) => !term.not)
  if (words.length === 0 || query.terms.some((term) => term.is === 'filter' || term.is === 'field' || term.not || (term.is === 'number' && term.only))) return nobody
  const asked = joined([providerMark(providerId), ...words.map(({ text }) => piece`(${begun(text)})`)], ' && ')
  const typed = words.map(({ text }) => text).join(' ')
  const run = async <Row extends object>(text: Piece) => (await desk.database.pool.query<Row>(textOf(text, 1), [...text.values])).rows
  const [customers, contacts] = await Promise.all([
    run<FoundPeople['customers'][number]>(piece`with h as materialized (
        select u.id, u.number, u.name from customers u where u.provider_id = ${providerId}::uuid and u.retired_at is null and customer_words(u.provider_id, u.number, u.name) @@ (${asked}) limit ${mostRanked})
      select id, number, name from h order by lower(number) = lower(${typed}) desc, plain_of(name) = plain_of(${typed}) desc, name, id limit ${most}`),
    run<FoundPeople['contacts'][number]>(piece`with h as materialized (
        select c.id, c.name, c.email, c.customer_id from contacts c where c.provider_id = ${providerId}::uuid and c.removed_at is null and contact_words(c.provider_id, c.name, c.email) @@ (${asked}) limit ${mostRanked})
      select h.id, h.name, h.email, json_build_object('id', u.id, 'number', u.number, 'name', u.name) as customer from h join customers u on u.provider_id = ${providerId}::uuid and u.id = h.customer_id
      order by lower(h.email) = lower(${typed}) desc, h.name, h.id limit ${most}`),
  ])
  return { customers, contacts }
}
