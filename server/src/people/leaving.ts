import { sql } from 'kysely'
import type { Expression, Kysely, RawBuilder } from 'kysely'
import type { Tables } from '#server/tables.ts'

/**
 * The key of a contact's address once they have left: no address that anybody could have, so that nobody finds or signs in a
 * person by it, and the address itself is free for another.
 */
export function leftKey(contactId: Expression<unknown> | string, emailKey: Expression<unknown> | string): RawBuilder<string> {
  return sql<string>`('left:' || ${contactId}::text || ':' || ${emailKey}::text)`
}

interface Candidate { readonly id: string; readonly name: string; readonly email: string; readonly rights: readonly string[]; readonly role: string | null; readonly asked: boolean }

/**
 * To whom letters about a customer's ticket go: its contact; once that one has left, or acts for the customer no longer, somebody of
 * the customer who sees all of its tickets, the manager first, so that no answer is sent into the void. Who sees all is told by
 * `seesAll`, since a role of the policy may narrow what stands in the record.
 */
export async function recipientOf(
  db: Kysely<Tables>, of: { readonly providerId: string; readonly customerId: string | null; readonly contactId: string; readonly now: number }, seesAll: (one: Pick<Candidate, 'rights' | 'role'>) => boolean,
): Promise<{ id: string; name: string; email: string } | undefined> {
  const { rows } = await sql<Candidate>`
    select c.id, c.name, c.email, c.rights, c.role, c.id = ${of.contactId} as asked from contacts c
    where c.provider_id = ${of.providerId} and c.removed_at is null and (
      (c.id = ${of.contactId} and (${of.customerId}::uuid is null or c.customer_id = ${of.customerId} or exists (
        select 1 from grants g where g.provider_id = c.provider_id and g.customer_id = c.customer_id and g.for_customer_id = ${of.customerId}
          and g.ended_at is null and (g.until_at is null or g.until_at > ${of.now}))))
      or (c.customer_id = ${of.customerId} and c.verified_at is not null and (c.rights = '{}' or 'all' = any(c.rights))))
    order by asked desc, ('manage_contacts' = any(c.rights)) desc, c.created_at, c.id limit 200`.execute(db)
  const found = rows.find((one) => one.asked || seesAll(one))
  return found && { id: found.id, name: found.name, email: found.email }
}
