import type { Transaction } from 'kysely'
import { foldAddress, writeEvent } from '#people/people.ts'
import { transaction } from '#platform/database.ts'
import type { Tables, World } from '#server/tables.ts'
import type { Copy } from './decide.ts'

/** Writes down the addresses that somebody is to see to, as the policy says; one that is written down already stays one. */
export async function openTasks(trx: Transaction<Tables>, world: World, providerId: string, type: string, copies: readonly Pick<Copy, 'reader' | 'tasks'>[]): Promise<number> {
  const found = copies.flatMap(({ reader, tasks }) => tasks.flatMap((address) => {
    const key = foldAddress(address)
    return key === undefined ? [] : [{ contactId: reader.id, address, key }]
  }))
  if (found.length === 0) return 0
  const made = await trx
    .insertInto('address_tasks')
    .values(found.map(({ contactId, address, key }) => ({
      provider_id: providerId, id: world.ids.next(), contact_id: contactId, address_key: key, address, type, made_at: world.time.now(), done_at: null, done_by: null, done_by_name: null,
    })))
    .onConflict((oc) => oc.columns(['provider_id', 'contact_id', 'address_key']).where('done_at', 'is', null).doNothing()).returning(['id', 'contact_id']).execute()
  for (const { id, contact_id } of made) await writeEvent(trx, world, { providerId, type: 'address_task.made', actor: { kind: 'system' }, data: { taskId: id, contactId: contact_id, type } })
  return made.length
}

/** An address that refuses mail for good, and whose it is. */
export interface AddressTask {
  readonly id: string
  readonly address: string
  readonly type: string
  readonly madeAt: number
  readonly doneAt: number | null
  readonly doneBy: string | null
  readonly contact: { readonly id: string; readonly name: string; readonly email: string }
  readonly customer: { readonly id: string; readonly number: string; readonly name: string }
}

/** Addresses to see to, those that are open first; 200 at most. */
export async function listTasks(world: World, providerId: string): Promise<AddressTask[]> {
  const rows = await world.database.db
    .selectFrom('address_tasks as t')
    .innerJoin('contacts as c', (join) => join.onRef('c.provider_id', '=', 't.provider_id').onRef('c.id', '=', 't.contact_id'))
    .innerJoin('customers as u', (join) => join.onRef('u.provider_id', '=', 'c.provider_id').onRef('u.id', '=', 'c.customer_id'))
    .select(['t.id', 't.address', 't.type', 't.made_at', 't.done_at', 't.done_by_name', 'c.id as contact_id', 'c.name as contact_name', 'c.email', 'u.id as customer_id', 'u.number', 'u.name as customer_name'])
    .where('t.provider_id', '=', providerId).orderBy((eb) => eb('t.done_at', 'is not', null)).orderBy('t.made_at', 'desc').limit(200).execute()
  return rows.map((row) => ({
    id: row.id, address: row.address, type: row.type, madeAt: row.made_at, doneAt: row.done_at, doneBy: row.done_by_name,
    contact: { id: row.contact_id, name: row.contact_name, email: row.email }, customer: { id: row.customer_id, number: row.number, name: row.customer_name },
  }))
}

/** An agent saw to an address. False when there is no such task, or it is done. */
export async function finishTask(world: World, providerId: string, agent: { kind: 'agent'; id: string; name?: string | undefined }, id: string): Promise<boolean> {
  return transaction(world.database.db, async (trx) => {
    const done = await trx
      .updateTable('address_tasks').set({ done_at: world.time.now(), done_by: agent.id, done_by_name: agent.name ?? null })
      .where('provider_id', '=', providerId).where('id', '=', id).where('done_at', 'is', null).executeTakeFirst()
    if (done.numUpdatedRows === 0n) return false
    await writeEvent(trx, world, { providerId, type: 'address_task.done', actor: agent, data: { taskId: id } })
    return true
  })
}
