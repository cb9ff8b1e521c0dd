/** The people of a customer: which roles there are, what each may do, how many may have one, how much one may commit to. */
import type { Words } from '../model.ts'
import type { Amount } from '../money/amount.ts'

export type Right = 'ask' | 'follow' | 'follow_all' | 'accept_quotes' | 'order' | 'declare_contacts' | 'see_invoices' | 'close'
export const rights: readonly Right[] = ['ask', 'follow', 'follow_all', 'accept_quotes', 'order', 'declare_contacts', 'see_invoices', 'close']

/** The fact that holds the role of the person who asks. */
export const roleFact = 'contact_role'

export interface ContactRole {
  name: string
  label: Words
  rights: Right[]
  /** How many people may have it; a fact of type number, or a count. */
  atMost?: number | { fact: string }
  /** Up to how much one may accept or order. */
  commitsUpTo?: Amount
}

export interface Contacts {
  /** By name, in the order of the policy. */
  roles: ReadonlyMap<string, ContactRole>
  /** Roles whose holders declare the others; empty: the provider does. */
  declaredBy: string[]
  /** The role of whom nobody declared one. */
  byDefault?: string
  clauses: string[]
}
