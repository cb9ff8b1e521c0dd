import type { Kysely } from 'kysely'
import type { Tables, World } from '#server/tables.ts'

/** What one customer's contacts may do for another: an agency for its client, a reseller for theirs. */
export interface Grant {
  readonly id: string
  readonly rights: readonly string[]
  readonly fromAt: number
  readonly untilAt: number | null
  readonly customer: { readonly id: string; readonly number: string; readonly name: string; readonly zone: string | null }
}

const living = (db: Kysely<Tables>, providerId: string, now: number) =>
  db
    .selectFrom('grants as g')
    .where('g.provider_id', '=', providerId).where('g.ended_at', 'is', null).where('g.from_at', '<=', now)
    .where((eb) => eb.or([eb('g.until_at', 'is', null), eb('g.until_at', '>', now)]))

/** The customers for whom the contacts of one may act now, by name. */
export async function grantsOf(world: World, providerId: string, customerId: string): Promise<Grant[]> {
  const rows = await living(world.database.db, providerId, world.time.now())
    .innerJoin('customers as u', (join) => join.onRef('u.provider_id', '=', 'g.provider_id').onRef('u.id', '=', 'g.for_customer_id'))
    .where('g.customer_id', '=', customerId)
    .select(['g.id', 'g.rights', 'g.from_at as fromAt', 'g.until_at as untilAt', 'u.id as customerId', 'u.number', 'u.name', 'u.zone'])
    .orderBy('u.name').orderBy('g.id').execute()
  return rows.map(({ customerId: id, number, name, zone, ...grant }) => ({ ...grant, customer: { id, number, name, zone } }))
}

/** The living grant by which contacts of one customer act for another; undefined the instant it ends. */
export async function findGrant(world: World, providerId: string, customerId: string, forCustomerId: string): Promise<Grant | undefined> {
  return (await grantsOf(world, providerId, customerId)).find((grant) => grant.customer.id === forCustomerId)
}
