import type { Desk } from '#policies/policies.ts'
import type { Recipient } from '#outbox/outbox.ts'
import type { Carried } from '@guichet/policy/notifications/types'
import { addressesOfLetters, refusedBy } from './decide.ts'
import { readerOf } from './people.ts'
import { today } from './today.ts'

/**
 * Where a letter to a contact goes that is no notice: to the addresses of the type that the policy gives such letters (S5-36), or
 * to the registered one where it gives them none. Never empty for somebody who is there.
 */
export async function recipientsOf(desk: Desk, providerId: string, contactId: string, letters: Carried): Promise<Recipient[]> {
  const now = desk.time.now()
  const policy = await desk.policies.inForce(providerId, now)
  const told = await readerOf(desk.database.db, providerId, contactId, today(policy?.zone ?? 'UTC', now))
  const [reader] = told?.people ?? []
  if (!told || !reader) return []
  const registered = { address: reader.email, name: reader.name }
  if (!policy || Object.keys(reader.own).length === 0) return [registered]
  const said = addressesOfLetters(policy, now, letters, told, await refusedBy(desk, providerId, [told]))
  if (!said || said.addresses.length === 0) return [registered]
  return said.addresses.map(({ address }) => ({ address, name: reader.name }))
}
