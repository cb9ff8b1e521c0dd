/** Who sees what becomes of a ticket. */
import { rightsOf } from '../contacts/right.ts'
import { roleFact } from '../contacts/types.ts'
import { standing } from '../decide/standing.ts'
import type { Facts, FactValue, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import type { Follower, State } from './types.ts'

/** A change of state that happened. */
export interface Change { at: Instant; to: State }

export interface Following {
  /** not_found: for this person there is no such ticket; not even that it exists is told. */
  outcome: 'shown' | 'not_found'
  /** The changes that are told, oldest first. */
  changes: Change[]
  clauses: string[]
  rule?: string
  facts: Record<string, FactValue | null>
}

/** other: somebody of another customer, or of none. */
export type Viewer = Follower | 'agent' | 'other'
export const viewers: readonly Viewer[] = ['requester', 'customer', 'agent', 'other']

/**
 * What somebody sees of the changes of a ticket. Agents see all, strangers nothing. Without a rule, the requester and the people of
 * the same customer see them; where the policy gives roles, only with the right to follow, or to follow all.
 */
export function follow(policy: Policy, viewer: Viewer, changes: readonly Change[], facts: Facts, now: Instant): Following {
  const seen = (states?: readonly State[]): Change[] => changes.filter(({ at, to }) => at <= now && (!states || states.includes(to))).toSorted((a, b) => a.at - b.at)
  if (viewer === 'agent') return { outcome: 'shown', changes: seen(), clauses: [], facts: {} }
  const run = standing(policy, facts, now)
  const won = run.winner(policy.machine.families.follow)
  const answer = won?.rule.answer
  const base = { clauses: [...(won?.rule.clauses ?? [])], facts: won ? run.looked(won) : {}, ...(won?.rule.name === undefined ? {} : { rule: won.rule.name }) }
  const hidden: Following = { outcome: 'not_found', changes: [], ...base }
  if (viewer === 'other') return hidden
  const named = !answer || answer.by.includes(viewer) || (viewer === 'requester' && answer.by.includes('customer'))
  if (!named) return hidden
  if (policy.contacts) {
    const role = run.word(roleFact)
    const { granted, clauses } = rightsOf(policy.contacts, role)
    base.clauses = [...new Set([...base.clauses, ...clauses])]
    base.facts = { ...base.facts, [roleFact]: role ?? null }
    if (!granted.includes('follow_all') && (viewer === 'customer' || !granted.includes('follow'))) return { ...hidden, ...base }
  }
  return { outcome: 'shown', changes: seen(answer?.states), ...base }
}
