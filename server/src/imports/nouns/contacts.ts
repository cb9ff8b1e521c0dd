import type { RecordOf } from '@guichet/protocol'
import { foldAddress, insertContact, letGo, problemsOfContact, withdrawAddress } from '#people/people.ts'
import type { NewContact } from '#people/people.ts'
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
    for (const { field, why } of problemsOfContact(record)) problems.push({ field, code: why === 'missing' ? why : 'wrong-form', given: record[field], known: field === 'email' ? 'prenom@exemple.fr' : undefined })
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

  fresh: ({ language }) => ({ language }),
  insert: ({ trx, world, providerId }, columns) => insertContact(trx, world, providerId, columns as unknown as NewContact),

  /** Another address proves nothing yet, and whoever was signed in may have lost the old one (AUTH-13). */
  async after({ world, trx, providerId }, id, changed, before) {
    if (!changed.includes('email_key')) return
    await trx.updateTable('contacts').set({ verified_at: null, address_changed_at: world.time.now() }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    await withdrawAddress(trx, world, providerId, id, before['email'] as string)
  },

  retire: ({ world, trx, providerId }, id) => letGo(trx, world, providerId, id),
}
