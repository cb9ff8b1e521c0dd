import type { RecordOf } from '@guichet/protocol'
import { closeSessionsOf, foldAddress, leftKey } from '#people/people.ts'
import { given, isSpokenFor, refused } from '../record.ts'
import type { Intake, NounWork, RecordProblem } from '../record.ts'
import { customerOf } from './customer-of.ts'

/** Whoever has an address now; who left has given it back. */
function holderOf({ trx, providerId }: Intake, emailKey: string) {
  return trx.selectFrom('contacts').select(['id', 'customer_id']).where('provider_id', '=', providerId).where('email_key', '=', emailKey).where('removed_at', 'is', null).executeTakeFirst()
}

export const contacts: NounWork<RecordOf<'contacts'>> = {
  table: 'contacts',
  events: { added: 'contact.added', changed: 'contact.changed', retired: 'contact.removed' },

  async resolve(intake, record, id) {
    const problems: RecordProblem[] = []
    const customer = await customerOf(intake, record)
    if ('problem' in customer) problems.push(customer.problem)
    const emailKey = foldAddress(record.email)
    if (emailKey === undefined) problems.push({ field: 'email', code: 'wrong-form', given: record.email, known: 'prenom@exemple.fr' })
    const holder = emailKey === undefined ? undefined : await holderOf(intake, emailKey)
    const owner = 'id' in customer ? customer.id : undefined
    // The same address at the same customer is the same person, added by hand before.
    if (holder && owner !== undefined && holder.id !== id && (id !== undefined || holder.customer_id !== owner || (await isSpokenFor(intake, 'contacts', holder.id)))) {
      problems.push({ field: 'email', code: 'taken', given: record.email })
    }
    const before = id === undefined ? undefined : await intake.trx.selectFrom('contacts').select('customer_id').where('provider_id', '=', intake.providerId).where('id', '=', id).executeTakeFirst()
    if (before && owner !== undefined && before.customer_id !== owner) problems.push({ field: 'customer', code: 'other-customer', given: record.customer ?? record.customerNumber })
    if (problems.length > 0) return refused(...problems)
    const { name, email, language, declared } = record
    return { ok: true, columns: given({ customer_id: owner, name, email, email_key: emailKey, language, declared }) }
  },

  async adopt(intake, { email_key }) {
    return (await holderOf(intake, email_key as string))?.id
  },

  fresh: ({ world, language }) => ({ language, declared: true, verified_at: null, created_at: world.time.now() }),

  /** Another address proves nothing yet, and whoever was signed in may have lost the old one (AUTH-13). */
  async after({ world, trx, providerId }, id, changed) {
    if (!changed.includes('email_key')) return
    await trx.updateTable('contacts').set({ verified_at: null, address_changed_at: world.time.now() }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    await closeSessionsOf({ ...world, database: { ...world.database, db: trx } }, providerId, { contactId: id })
  },

  async retire({ world, trx, providerId }, id) {
    const gone = await trx
      .updateTable('contacts').set((eb) => ({ removed_at: world.time.now(), email_key: leftKey(eb.ref('id'), eb.ref('email_key')) })).where('provider_id', '=', providerId).where('id', '=', id).where('removed_at', 'is', null).returning('id').executeTakeFirst()
    if (gone) await closeSessionsOf({ ...world, database: { ...world.database, db: trx } }, providerId, { contactId: id })
    return gone !== undefined
  },
}
