import { contactRight } from '@guichet/policy'
import type { Policy } from '@guichet/policy'
import type { Right } from '@guichet/policy/contacts/types'
import type { Holder, Power } from '#people/rights.ts'

/** What each right of the policy's language lets a contact do here. */
const meant: Readonly<Partial<Record<Right, readonly Power[]>>> = {
  ask: ['ask_technical', 'ask_urgent'], accept_quotes: ['accept_quotes'], order: ['accept_quotes'], declare_contacts: ['manage_contacts'], see_invoices: ['billing'],
}

/** What a policy gives somebody of a role; undefined where it has no roles: then it limits nobody. */
export function grantedByRole(policy: Policy, role: string | null, now: number): Holder['granted'] {
  if (!policy.contacts) return undefined
  const { rights, commitsUpTo, missing } = contactRight(policy, { role: role ?? undefined, facts: {} }, now)
  const sight = rights.includes('follow_all') ? 'all' : 'own'
  // A limit that depends on a contract is looked at when a quote is accepted, with the contract's facts.
  return { rights: [sight, ...rights.flatMap((right) => meant[right] ?? [])], quotesUpTo: missing.length > 0 ? null : commitsUpTo }
}
