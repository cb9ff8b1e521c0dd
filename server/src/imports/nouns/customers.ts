import type { RecordOf } from '@guichet/protocol'
import { insertCustomer, letGo, problemsOfCustomer, readCustomer } from '#people/people.ts'
import type { CustomerProblem, GivenCustomer, NewCustomer } from '#people/people.ts'
import { given, isSpokenFor, refused } from '../record.ts'
import type { NounWork, RecordProblem } from '../record.ts'
import { optionOf } from '../vocabulary.ts'

/** What a value should look like, for who has to mend it. */
const known = { zone: 'Europe/Paris', siren: '732829320' } as const

/** A problem of a customer as it is told of a record. */
function told({ field, why }: CustomerProblem, written: GivenCustomer, pattern: string | undefined): RecordProblem {
  const expected = field === 'number' ? pattern : field === 'zone' || field === 'siren' ? known[field] : undefined
  return { field, code: why === 'missing' || why === 'taken' ? why : 'wrong-form', given: written[field], known: expected }
}

export const customers: NounWork<RecordOf<'customers'>> = {
  table: 'customers',
  events: { added: 'customer.added', changed: 'customer.changed', retired: 'customer.retired' },

  async resolve(intake, record, id) {
    const { trx, providerId, policy } = intake
    const form = policy.customerNumber
    const written = readCustomer({ number: record.number, name: record.name, zone: record.zone ?? undefined, siren: record.siren ?? undefined })
    const { number, name } = written
    const problems = problemsOfCustomer(written, form).map((problem) => told(problem, written, form?.pattern))
    const role = record.role == null ? record.role : optionOf(policy, 'role', record.role)
    if (role !== null && typeof role === 'object') problems.push({ ...role.problem, field: 'role' })
    const holder = await trx.selectFrom('customers').select('id').where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirst()
    if (holder && holder.id !== id && (id !== undefined || (await isSpokenFor(intake, 'customers', holder.id)))) problems.push({ field: 'number', code: 'taken', given: number })
    if (problems.length > 0) return refused(...problems)
    // Null empties a field, and what is left out stays.
    const said = <Value>(typed: Value | null | undefined, read: Value | undefined) => (typed == null ? typed : read)
    const { kind, language } = record
    return { ok: true, columns: given({ number, name, kind, role, zone: said(record.zone, written.zone), language, siren: said(record.siren, written.siren), retired_at: null }) }
  },

  async adopt(intake, { number }) {
    const found = await intake.trx.selectFrom('customers').select('id').where('provider_id', '=', intake.providerId).where('number', '=', number as string).executeTakeFirst()
    return found && !(await isSpokenFor(intake, 'customers', found.id)) ? found.id : undefined
  },

  fresh: ({ language }) => ({ language }),
  insert: ({ trx, world, providerId }, columns) => insertCustomer(trx, world, providerId, columns as unknown as NewCustomer),

  /** A customer who left: what they have ends, nobody enters for them any more. */
  async retire({ world, trx, providerId }, id) {
    const now = world.time.now()
    const gone = await trx.updateTable('customers').set({ retired_at: now }).where('provider_id', '=', providerId).where('id', '=', id).where('retired_at', 'is', null).returning('id').executeTakeFirst()
    if (!gone) return false
    for (const table of ['services', 'contracts', 'licences'] as const) {
      await trx.updateTable(table).set({ retired_at: now }).where('provider_id', '=', providerId).where('customer_id', '=', id).where('retired_at', 'is', null).execute()
    }
    const people = await trx.selectFrom('contacts').select('id').where('provider_id', '=', providerId).where('customer_id', '=', id).where('removed_at', 'is', null).execute()
    for (const contact of people) await letGo(trx, world, providerId, contact.id)
    return true
  },
}
