import type { RecordOf } from '@guichet/protocol'
import { given, isSpokenFor, refused } from '../record.ts'
import type { NounWork, RecordProblem } from '../record.ts'
import { contractValues } from '../vocabulary.ts'
import { customerOf } from './customer-of.ts'

export const contracts: NounWork<RecordOf<'contracts'>> = {
  table: 'contracts',
  events: { added: 'contract.added', changed: 'contract.changed', retired: 'contract.retired' },

  async resolve(intake, record, id) {
    const { trx, providerId, policy } = intake
    const problems: RecordProblem[] = []
    const customer = await customerOf(intake, record)
    if ('problem' in customer) problems.push(customer.problem)
    const before = id === undefined ? undefined : await trx.selectFrom('contracts').select(['customer_id', 'ends_on']).where('provider_id', '=', providerId).where('id', '=', id).executeTakeFirst()
    if (before && 'id' in customer && before.customer_id !== customer.id) problems.push({ field: 'customer', code: 'other-customer', given: record.customer ?? record.customerNumber })
    const ends = record.endsOn === undefined ? before?.ends_on : record.endsOn
    if (ends != null && ends < record.startsOn) problems.push({ field: 'endsOn', code: 'ends-before', given: ends })
    // A contract that is new and says nothing of its values is held to what the policy wants of every contract.
    const read = record.values === undefined && id !== undefined ? undefined : contractValues(policy, record.values ?? {})
    problems.push(...(read?.problems ?? []))
    if (problems.length > 0 || !('id' in customer)) return refused(...problems)
    const { name, startsOn, endsOn } = record
    return { ok: true, columns: given({ customer_id: customer.id, name, starts_on: startsOn, ends_on: endsOn, values: read && JSON.stringify(read.values), retired_at: null }) }
  },

  async adopt(intake, { customer_id, name }) {
    const found = await intake.trx
      .selectFrom('contracts').select('id').where('provider_id', '=', intake.providerId).where('customer_id', '=', customer_id as string).where('name', '=', name as string).where('retired_at', 'is', null)
      .limit(2).execute()
    const [only, another] = found
    return only && !another && !(await isSpokenFor(intake, 'contracts', only.id)) ? only.id : undefined
  },

  fresh: () => ({ ends_on: null }),

  async retire({ world, trx, providerId }, id) {
    const gone = await trx.updateTable('contracts').set({ retired_at: world.time.now() }).where('provider_id', '=', providerId).where('id', '=', id).where('retired_at', 'is', null).returning('id').executeTakeFirst()
    return gone !== undefined
  },
}
