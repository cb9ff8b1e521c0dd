import { idOf } from '../record.ts'
import type { Intake, RecordProblem } from '../record.ts'

/** The customer that a record names, by what its source calls them or by their number; another provider's is nobody (AB-20). */
export async function customerOf(intake: Intake, record: { customer?: string | undefined; customerNumber?: string | undefined }): Promise<{ id: string } | { problem: RecordProblem }> {
  if (record.customer !== undefined) {
    const id = await idOf(intake, 'customers', record.customer)
    return id === undefined ? { problem: { field: 'customer', code: 'unknown-customer', given: record.customer } } : { id }
  }
  const number = record.customerNumber ?? ''
  const found = await intake.trx.selectFrom('customers').select('id').where('provider_id', '=', intake.providerId).where('number', '=', number).executeTakeFirst()
  return found ?? { problem: { field: 'customerNumber', code: 'unknown-customer', given: number } }
}

/** The contract that a record names, if it is this customer's. */
export async function contractOf(intake: Intake, externalId: string, customerId: string | undefined): Promise<{ id: string } | { problem: RecordProblem }> {
  const id = await idOf(intake, 'contracts', externalId)
  if (id === undefined) return { problem: { field: 'contract', code: 'unknown-contract', given: externalId } }
  if (customerId === undefined) return { id }
  const found = await intake.trx.selectFrom('contracts').select('customer_id').where('provider_id', '=', intake.providerId).where('id', '=', id).executeTakeFirst()
  return found && found.customer_id !== customerId ? { problem: { field: 'contract', code: 'other-customer', given: externalId } } : { id }
}
