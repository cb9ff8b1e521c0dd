import { contactRight } from '@guichet/policy'
import type { Policy } from '@guichet/policy'
import type { Person, Profile } from '#people/people.ts'
import { contractInForce, dayOf } from '../facts.ts'

/** One more of a role than the policy allows. */
export interface RoleLimit {
  readonly role: string
  /** null: the contract does not say how many, and what is not known lets nothing pass. */
  readonly atMost: number | null
  readonly clauses: readonly string[]
  /** Whether the customer's contract sets the number: another contract raises it. */
  readonly byContract: boolean
}

/** Whether one more person of a customer may have a role: what the policy says, with the values of the contract in force. */
export function roleLimit(policy: Policy, profile: Profile, others: readonly Pick<Person, 'role'>[], role: string | null, now: number): RoleLimit | undefined {
  if (!policy.contacts) return undefined
  const named = role ?? policy.contacts.byDefault
  if (named === undefined) return undefined
  const facts = contractInForce(profile, undefined, dayOf(policy, now), now)?.values ?? {}
  const count = others.filter((one) => (one.role ?? policy.contacts?.byDefault) === named).length + 1
  const { outcome, atMost, clauses } = contactRight(policy, { role: named, count, facts }, now)
  if (outcome !== 'limit') return undefined
  return { role: named, atMost, clauses, byContract: typeof policy.contacts.roles.get(named)?.atMost === 'object' }
}
