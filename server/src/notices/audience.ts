import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { isId } from '#platform/ids.ts'
import type { Audience } from '#server/tables/notices.ts'
import type { Tables } from '#server/tables.ts'

/** What was named and is not there, by the name of its list. */
export interface Unknown { readonly list: 'services' | 'customers'; readonly names: readonly string[] }

/** Which of the services and customers named are not there; a customer is named by id or by number. */
export async function unknownIn(trx: Transaction<Tables>, providerId: string, audience: Audience): Promise<Unknown | undefined> {
  const services = [...new Set(audience.services)]
  if (services.length > 0) {
    const there = await trx.selectFrom('services').select('id').where('provider_id', '=', providerId).where('id', 'in', services.filter(isId).concat(nobody)).execute()
    const names = services.filter((id) => !there.some((one) => one.id === id))
    if (names.length > 0) return { list: 'services', names }
  }
  const customers = [...new Set(audience.customers)]
  if (customers.length > 0) {
    const there = await trx
      .selectFrom('customers').select(['id', 'number']).where('provider_id', '=', providerId).where('retired_at', 'is', null)
      .where((eb) => eb.or([eb('number', 'in', customers), eb('id', 'in', customers.filter(isId).concat(nobody))])).execute()
    const names = customers.filter((one) => !there.some(({ id, number }) => id === one || number === one))
    if (names.length > 0) return { list: 'customers', names }
  }
  return undefined
}
/** An id that nobody has: a list in a query is never empty. */
const nobody = '00000000-0000-0000-0000-000000000000'

const list = (values: readonly string[] | undefined) => sql`${[...(values ?? [])]}::text[]`

/**
 * Settles whom a notice concerns, in two statements however many they are: its services, and the customers who have them or
 * were named. `everyone`: the policy tells all of this type, concerned or not. Gives the number of customers concerned.
 */
export async function settleAudience(
  trx: Transaction<Tables>, providerId: string, noticeId: string, audience: Audience, { everyone, today }: { everyone: boolean; today: string },
): Promise<{ services: number; customers: number }> {
  const services = await sql`
    insert into notice_services (provider_id, notice_id, service_id, customer_id)
    select provider_id, ${noticeId}::uuid, id, customer_id from services
    where provider_id = ${providerId} and retired_at is null and (ends_on is null or ends_on >= ${today}::date)
      and (id::text = any(${list(audience.services)}) or kind = any(${list(audience.kinds)}) or tags && ${list(audience.tags)})`.execute(trx)
  const named = audience.customers ?? []
  const affected = sql`(${audience.everybody === true} or u.id::text = any(${list(named)}) or u.number = any(${list(named)})
    or exists (select 1 from notice_services s where s.provider_id = u.provider_id and s.notice_id = ${noticeId}::uuid and s.customer_id = u.id))`
  const customers = await sql<{ affected: boolean }>`
    insert into notice_customers (provider_id, notice_id, customer_id, affected)
    select u.provider_id, ${noticeId}::uuid, u.id, ${affected} from customers u
    where u.provider_id = ${providerId} and u.retired_at is null and (${everyone} or ${affected}) returning affected`.execute(trx)
  return { services: Number(services.numAffectedRows ?? 0), customers: customers.rows.filter((row) => row.affected).length }
}
