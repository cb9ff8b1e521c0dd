import type { Kysely, Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import type { Tables, World } from '#server/tables.ts'
import { writeEvent } from './event.ts'
import type { Actor } from './event.ts'
import { contactRights } from './rights.ts'
import type { SignedContact } from './sessions.ts'

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

/** Who gave a grant, to whom, for how long; every id is checked to be of this provider. */
export interface NewGrant {
  readonly customerId: string
  readonly forCustomerId: string
  readonly rights: readonly string[]
  readonly fromAt?: number | undefined
  readonly untilAt?: number | undefined
}

/** Lets the contacts of a customer act for another, in place of what they were given before. Undefined when it makes no sense: itself, nobody of ours, an end before the start. */
export async function makeGrant(trx: Transaction<Tables>, world: World, providerId: string, given: NewGrant, actor: Actor): Promise<string | undefined> {
  const now = world.time.now()
  const fromAt = given.fromAt ?? now
  if (given.customerId === given.forCustomerId || (given.untilAt !== undefined && given.untilAt <= Math.max(fromAt, now))) return undefined
  const both = await trx.selectFrom('customers').select('id').where('provider_id', '=', providerId).where('id', 'in', [given.customerId, given.forCustomerId]).execute()
  if (both.length !== 2) return undefined
  await trx
    .updateTable('grants').set({ ended_at: now }).where('provider_id', '=', providerId).where('customer_id', '=', given.customerId)
    .where('for_customer_id', '=', given.forCustomerId).where('ended_at', 'is', null).execute()
  const id = world.ids.next()
  const rights = given.rights.filter((right) => (contactRights as readonly string[]).includes(right))
  await trx
    .insertInto('grants')
    .values({
      provider_id: providerId, id, customer_id: given.customerId, for_customer_id: given.forCustomerId, rights: rights.length > 0 ? rights : ['own'],
      from_at: fromAt, until_at: given.untilAt ?? null, created_at: now, ended_at: null,
    })
    .execute()
  await writeEvent(trx, world, { providerId, type: 'grant.made', actor, data: { grantId: id, customerId: given.customerId, forCustomerId: given.forCustomerId, rights, fromAt, untilAt: given.untilAt ?? null } })
  return id
}

/** Ends a grant, at once: whoever acts by it is themselves again at their next click. False when there is none such for this customer. */
export async function endGrant(trx: Transaction<Tables>, world: World, providerId: string, of: { id: string; forCustomerId?: string }, actor: Actor): Promise<boolean> {
  let query = trx.updateTable('grants').set({ ended_at: world.time.now() }).where('provider_id', '=', providerId).where('id', '=', of.id).where('ended_at', 'is', null)
  if (of.forCustomerId !== undefined) query = query.where('for_customer_id', '=', of.forCustomerId)
  const ended = await query.returning(['customer_id', 'for_customer_id']).executeTakeFirst()
  if (!ended) return false
  await writeEvent(trx, world, { providerId, type: 'grant.ended', actor, data: { grantId: of.id, customerId: ended.customer_id, forCustomerId: ended.for_customer_id } })
  return true
}

/** Who may act for a customer, and until when: for its manager. */
export async function grantsFor(world: World, providerId: string, forCustomerId: string): Promise<Grant[]> {
  const rows = await world.database.db
    .selectFrom('grants as g')
    .innerJoin('customers as u', (join) => join.onRef('u.provider_id', '=', 'g.provider_id').onRef('u.id', '=', 'g.customer_id'))
    .where('g.provider_id', '=', providerId).where('g.for_customer_id', '=', forCustomerId).where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('g.until_at', 'is', null), eb('g.until_at', '>', world.time.now())]))
    .select(['g.id', 'g.rights', 'g.from_at as fromAt', 'g.until_at as untilAt', 'u.id as customerId', 'u.number', 'u.name', 'u.zone']).orderBy('u.name').orderBy('g.id').execute()
  return rows.map(({ customerId: id, number, name, zone, ...grant }) => ({ ...grant, customer: { id, number, name, zone } }))
}

/**
 * Begins to act for another customer in a session, or ends it (`forCustomerId` null). False when the contact's own customer has no
 * living grant for it, exactly as when there is no such customer (AB-20).
 */
export async function actFor(world: World, providerId: string, contact: SignedContact, forCustomerId: string | null): Promise<boolean> {
  const own = contact.acting?.own.id ?? contact.customer.id
  if (forCustomerId !== null && !(await findGrant(world, providerId, own, forCustomerId))) return false
  await transaction(world.database.db, async (trx) => {
    await trx.updateTable('sessions').set({ acting_for: forCustomerId }).where('provider_id', '=', providerId).where('id', '=', contact.sessionId).execute()
    const data = { contactId: contact.id, customerId: own, forCustomerId: forCustomerId ?? contact.customer.id }
    await writeEvent(trx, world, { providerId, type: forCustomerId === null ? 'acting.ended' : 'acting.begun', actor: { kind: 'contact', id: contact.id, name: contact.name }, data })
  })
  return true
}
