/** What somebody of a customer may do, for how much, and how many may have their role. */
import type { Run } from '../decide/run.ts'
import { standing } from '../decide/standing.ts'
import type { Facts, FactValue, Instant } from '../model.ts'
import { type Amount, amountOf, factsOfAmount } from '../money/amount.ts'
import type { Policy } from '../policy.ts'
import { type ContactRole, type Contacts, type Right, roleFact } from './types.ts'

export interface ContactRight {
  /** limit: they have the right, but not for so much, or not one more of them. */
  outcome: 'allowed' | 'refused' | 'limit'
  role: string | null
  /** What was asked: a right, or whether one more may have the role. */
  right: Right | null
  rights: Right[]
  /** How many may have the role; null: any number, or the contract does not say. */
  atMost: number | null
  /** Whole cents; null: no limit. */
  commitsUpTo: number | null
  /** Roles that may, when this one may not. */
  others: string[]
  /** Facts of the contract without which a limit is not known: what is limited by them is not allowed. */
  missing: string[]
  clauses: string[]
  facts: Record<string, FactValue | null>
}

export interface RightAsked {
  /** The role; without it, that of the facts, else the default of the policy. */
  role?: string | undefined
  right?: Right | undefined
  /** Whole cents that would be committed to. */
  amount?: number | undefined
  /** How many would have the role, this person included. */
  count?: number | undefined
  facts: Facts
}

/** The rights of a role; of none, and of nobody's, none. */
export function rightsOf({ roles, byDefault, clauses }: Contacts, role: string | undefined): { role: ContactRole | undefined; granted: Right[]; clauses: string[] } {
  const found = roles.get(role ?? byDefault ?? '')
  return { role: found, granted: found?.rights ?? [], clauses }
}

/** What the policy answers. One that says nothing of contacts limits nobody. */
export function contactRight(policy: Policy, asked: RightAsked, now: Instant): ContactRight {
  const { contacts } = policy
  const { right } = asked
  const base: ContactRight = { outcome: 'allowed', role: null, right: right ?? null, rights: [], atMost: null, commitsUpTo: null, others: [], missing: [], clauses: [], facts: {} }
  if (!contacts) return base
  const run = standing(policy, asked.facts, now)
  const { role, granted, clauses } = rightsOf(contacts, asked.role ?? run.word(roleFact))
  const answer: ContactRight = { ...base, role: role?.name ?? null, rights: [...granted], clauses: [...clauses], facts: { [roleFact]: role?.name ?? null } }
  if (role) limits(run, role, answer)
  const may = (one: ContactRole): boolean => right === undefined || one.rights.includes(right)
  if (!role || !may(role)) answer.outcome = 'refused'
  else if (overLimit(run, role, asked)) answer.outcome = 'limit'
  if (answer.outcome === 'allowed' || right === undefined) return answer
  const inTheirPlace = { ...asked, count: undefined }
  return { ...answer, others: [...contacts.roles.values()].filter((one) => one !== role && may(one) && !overLimit(run, one, inTheirPlace)).map(({ name }) => name) }
}

/** Tells the limits of a role in the answer, and the contract values that they lack. */
function limits(run: Run, { atMost, commitsUpTo }: ContactRole, answer: ContactRight): void {
  const used = [...(typeof atMost === 'object' ? [atMost.fact] : []), ...(commitsUpTo ? factsOfAmount(commitsUpTo) : [])]
  for (const name of used) answer.facts[name] = run.value(name) ?? null
  answer.missing = used.filter((name) => run.value(name) === undefined)
  answer.atMost = countOf(run, atMost)
  answer.commitsUpTo = commitsUpTo ? mostCents(run, commitsUpTo) : null
}

function countOf(run: Run, atMost: ContactRole['atMost']): number | null {
  const value = typeof atMost === 'object' ? run.value(atMost.fact) : atMost
  return typeof value === 'number' ? value : null
}

/** The whole cents that fit: an amount of whole cents is over the limit exactly when it is over these. */
function mostCents(run: Run, limit: Amount): number | null {
  const most = amountOf(limit, run.policy, (name) => run.value(name))
  return most && Number(most.num / most.den)
}

const commits = (right: Right | undefined): boolean => right === 'accept_quotes' || right === 'order'

/** A limit that is not known lets nothing pass. */
function overLimit(run: Run, { atMost, commitsUpTo }: ContactRole, { right, amount, count }: RightAsked): boolean {
  if (atMost !== undefined && count !== undefined && count > (countOf(run, atMost) ?? -1)) return true
  return commitsUpTo !== undefined && commits(right) && amount !== undefined && amount > (mostCents(run, commitsUpTo) ?? -1)
}
