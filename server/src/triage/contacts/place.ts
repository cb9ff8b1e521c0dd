import type { Transaction } from 'kysely'
import type { Policy } from '@guichet/policy'
import { findProfile, listPersons } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { roleLimit } from './limits.ts'

/** Whether the policy leaves a customer a place for one more contact of no particular role; until the end of the transaction nobody else takes it. */
export async function hasPlace(desk: Desk, trx: Transaction<Tables>, providerId: string, customerId: string, policy: Policy | undefined): Promise<boolean> {
  if (!policy?.contacts) return true
  await trx.selectFrom('customers').select('id').where('provider_id', '=', providerId).where('id', '=', customerId).forUpdate().executeTakeFirstOrThrow()
  const [profile, others] = await Promise.all([findProfile(desk, providerId, { customerId }), listPersons(trx, providerId, customerId)])
  return profile !== undefined && roleLimit(policy, profile, others, null, desk.time.now()) === undefined
}
