import type { RecordOf } from '@guichet/protocol'
import { isZone } from '@guichet/policy/facts/zone'
import { closeSessionsOf, leftKey } from '#people/people.ts'
import { given, isSpokenFor, refused } from '../record.ts'
import type { NounWork, RecordProblem } from '../record.ts'
import { optionOf } from '../vocabulary.ts'
import { isSiren } from '../siren.ts'

export const customers: NounWork<RecordOf<'customers'>> = {
  table: 'customers',
  events: { added: 'customer.added', changed: 'customer.changed', retired: 'customer.retired' },

  async resolve(intake, record, id) {
    const { trx, providerId, policy } = intake
    const problems: RecordProblem[] = []
    const form = policy.customerNumber
    if (form && !form.matches(record.number)) problems.push({ field: 'number', code: 'wrong-form', given: record.number, known: form.pattern })
    const role = record.role == null ? record.role : optionOf(policy, 'role', record.role)
    if (role !== null && typeof role === 'object') problems.push({ ...role.problem, field: 'role' })
    if (record.zone != null && !isZone(record.zone)) problems.push({ field: 'zone', code: 'wrong-form', given: record.zone, known: 'Europe/Paris' })
    const siren = record.siren?.replaceAll(/[\s\u00a0\u202f.]/g, '')
    if (siren !== undefined && !isSiren(siren)) problems.push({ field: 'siren', code: 'wrong-form', given: record.siren ?? '', known: '9' })
    const holder = await trx.selectFrom('customers').select('id').where('provider_id', '=', providerId).where('number', '=', record.number).executeTakeFirst()
    if (holder && holder.id !== id && (id !== undefined || (await isSpokenFor(intake, 'customers', holder.id)))) problems.push({ field: 'number', code: 'taken', given: record.number })
    if (problems.length > 0) return refused(...problems)
    const { number, name, kind, zone, language } = record
    return { ok: true, columns: given({ number, name, kind, role, zone, language, siren: record.siren === null ? null : siren, retired_at: null }) }
  },

  async adopt(intake, { number }) {
    const found = await intake.trx.selectFrom('customers').select('id').where('provider_id', '=', intake.providerId).where('number', '=', number as string).executeTakeFirst()
    return found && !(await isSpokenFor(intake, 'customers', found.id)) ? found.id : undefined
  },

  fresh: ({ world, language }) => ({ kind: 'unknown', language, role: null, zone: null, created_at: world.time.now() }),

  /** A customer who left: what they have ends, nobody enters for them any more. */
  async retire({ world, trx, providerId }, id) {
    const now = world.time.now()
    const gone = await trx.updateTable('customers').set({ retired_at: now }).where('provider_id', '=', providerId).where('id', '=', id).where('retired_at', 'is', null).returning('id').executeTakeFirst()
    if (!gone) return false
    for (const table of ['services', 'contracts', 'licences'] as const) {
      await trx.updateTable(table).set({ retired_at: now }).where('provider_id', '=', providerId).where('customer_id', '=', id).where('retired_at', 'is', null).execute()
    }
    const left = await trx.updateTable('contacts').set((eb) => ({ removed_at: now, email_key: leftKey(eb.ref('id'), eb.ref('email_key')) })).where('provider_id', '=', providerId).where('customer_id', '=', id).where('removed_at', 'is', null).returning('id').execute()
    for (const contact of left) await closeSessionsOf({ ...world, database: { ...world.database, db: trx } }, providerId, { contactId: contact.id })
    return true
  },
}
