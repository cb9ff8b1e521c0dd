import { foldAddress } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import { correspondentsOf } from '../addressees.ts'

/**
 * Whether two tickets are of the same customer: what one wrote must never be seen by another (freescout#5138). Where nobody is known,
 * of the same address.
 */
export async function sameCustomer(desk: Desk, one: LoadedTicket, other: LoadedTicket): Promise<boolean> {
  if (one.customerId !== null || other.customerId !== null) return one.customerId === other.customerId
  const [a, b] = [await correspondentsOf(desk, one), await correspondentsOf(desk, other)]
  const key = (list: typeof a) => list.map(({ address }) => foldAddress(address) ?? '').toSorted().join(' ')
  return a.length > 0 && key(a) === key(b)
}

export const otherCustomer = {
  fr: 'Ces demandes ne sont pas du même client : les fusionner montrerait à l’un ce qu’a écrit l’autre. Liez-les plutôt, et répondez à chacun.',
  en: 'These requests are not of the same customer: merging them would show one what the other wrote. Link them instead, and answer each.',
}
