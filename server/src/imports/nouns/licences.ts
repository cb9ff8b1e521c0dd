import type { RecordOf } from '@guichet/protocol'
import { foldAddress, hashLicenceKey, licenceAddressKey } from '#people/people.ts'
import { given, isSpokenFor, refused } from '../record.ts'
import type { Intake, NounWork, RecordProblem } from '../record.ts'
import { optionOf } from '../vocabulary.ts'
import { customerOf } from './customer-of.ts'

function holderOf({ trx, providerId }: Intake, hash: Buffer) {
  return trx.selectFrom('licences').select('id').where('provider_id', '=', providerId).where('key_hash', '=', hash).executeTakeFirst()
}

export const licences: NounWork<RecordOf<'licences'>> = {
  table: 'licences',
  events: { added: 'licence.added', changed: 'licence.changed', retired: 'licence.retired' },

  async resolve(intake, record, id) {
    const { policy } = intake
    const problems: RecordProblem[] = []
    const named = record.customer !== undefined || record.customerNumber !== undefined
    const customer = named ? await customerOf(intake, record) : undefined
    if (customer && 'problem' in customer) problems.push(customer.problem)
    const kind = optionOf(policy, 'licence', record.kind)
    if (typeof kind === 'object') problems.push({ ...kind.problem, field: 'kind' })
    if (!/[0-9A-Za-z]/.test(record.key)) problems.push({ field: 'key', code: 'wrong-form', given: record.key })
    const deliveredTo = record.deliveredTo
    if (deliveredTo !== undefined && foldAddress(deliveredTo) === undefined) problems.push({ field: 'deliveredTo', code: 'wrong-form', given: deliveredTo, known: 'prenom@exemple.fr' })
    const hash = hashLicenceKey(record.key)
    const holder = await holderOf(intake, hash)
    if (holder && holder.id !== id && (id !== undefined || (await isSpokenFor(intake, 'licences', holder.id)))) problems.push({ field: 'key', code: 'taken' })
    if (problems.length > 0) return refused(...problems)
    const addressCase = policy.recognition.find((one) => one.fact === 'licence')?.addressCase ?? 'fold_domain'
    return {
      ok: true,
      columns: given({
        customer_id: customer && 'id' in customer ? customer.id : undefined, kind, key_hash: hash,
        delivery_address_key: deliveredTo === undefined ? undefined : licenceAddressKey(deliveredTo, addressCase), retired_at: null,
      }),
    }
  },

  async adopt(intake, { key_hash }) {
    return (await holderOf(intake, key_hash as Buffer))?.id
  },

  fresh: ({ world }) => ({ customer_id: null, entered_at: null, entered_by: null, created_at: world.time.now(), raise_at: world.time.now() }),

  /** The open tickets of whoever has it now follow, as the policy says (S2-17). */
  async after({ world, trx, providerId }, id) {
    await trx.updateTable('licences').set({ raise_at: world.time.now() }).where('provider_id', '=', providerId).where('id', '=', id).execute()
  },

  async retire({ world, trx, providerId }, id) {
    const gone = await trx.updateTable('licences').set({ retired_at: world.time.now() }).where('provider_id', '=', providerId).where('id', '=', id).where('retired_at', 'is', null).returning('id').executeTakeFirst()
    return gone !== undefined
  },
}
