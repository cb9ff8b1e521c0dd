import type { RecordOf } from '@guichet/protocol'
import { given, isSpokenFor, refused } from '../record.ts'
import type { NounWork, RecordProblem } from '../record.ts'
import { machineAddress, optionOf } from '../vocabulary.ts'
import { contractOf, customerOf } from './customer-of.ts'

export const services: NounWork<RecordOf<'services'>> = {
  table: 'services',
  events: { added: 'service.added', changed: 'service.changed', retired: 'service.retired' },

  async resolve(intake, record, id) {
    const { trx, providerId, policy } = intake
    const problems: RecordProblem[] = []
    const customer = await customerOf(intake, record)
    if ('problem' in customer) problems.push(customer.problem)
    const owner = 'id' in customer ? customer.id : undefined
    const before = id === undefined ? undefined : await trx.selectFrom('services').select(['customer_id', 'starts_on', 'ends_on']).where('provider_id', '=', providerId).where('id', '=', id).executeTakeFirst()
    if (before && owner !== undefined && before.customer_id !== owner) problems.push({ field: 'customer', code: 'other-customer', given: record.customer ?? record.customerNumber })
    const contract = record.contract == null ? record.contract : await contractOf(intake, record.contract, owner)
    if (contract && 'problem' in contract) problems.push(contract.problem)
    const kind = optionOf(policy, 'asset', record.kind)
    if (typeof kind === 'object') problems.push({ ...kind.problem, field: 'kind' })
    const product = record.product == null ? record.product : optionOf(policy, 'product', record.product)
    if (product !== null && typeof product === 'object') problems.push({ ...product.problem, field: 'product' })
    const addresses = record.addresses?.map((address) => machineAddress(address) ?? { wrong: address })
    for (const address of addresses ?? []) if (typeof address === 'object') problems.push({ field: 'addresses', code: 'wrong-form', given: address.wrong, known: '203.0.113.7, 2001:db8::7, srv.exemple.fr' })
    const starts = record.startsOn === undefined ? before?.starts_on : record.startsOn
    const ends = record.endsOn === undefined ? before?.ends_on : record.endsOn
    if (starts != null && ends != null && ends < starts) problems.push({ field: 'endsOn', code: 'ends-before', given: ends })
    if (problems.length > 0) return refused(...problems)
    const tags = record.tags?.map((tag) => tag.trim()).filter((tag) => tag !== '')
    const { name, orderNumber, version, startsOn, endsOn } = record
    return {
      ok: true,
      columns: given({
        customer_id: owner, contract_id: contract && 'id' in contract ? contract.id : contract, kind, name, addresses: addresses && [...new Set(addresses)], tags: tags && [...new Set(tags)], order_number: orderNumber,
        product, version, starts_on: startsOn, ends_on: endsOn, retired_at: null,
      }),
    }
  },

  async adopt(intake, { customer_id, name }) {
    const found = await intake.trx
      .selectFrom('services').select('id').where('provider_id', '=', intake.providerId).where('customer_id', '=', customer_id as string).where('name', '=', name as string).where('retired_at', 'is', null)
      .limit(2).execute()
    const [only, another] = found
    return only && !another && !(await isSpokenFor(intake, 'services', only.id)) ? only.id : undefined
  },

  fresh: () => ({ contract_id: null, order_number: null, product: null, version: null }),

  async retire({ world, trx, providerId }, id) {
    const gone = await trx.updateTable('services').set({ retired_at: world.time.now() }).where('provider_id', '=', providerId).where('id', '=', id).where('retired_at', 'is', null).returning('id').executeTakeFirst()
    return gone !== undefined
  },
}
