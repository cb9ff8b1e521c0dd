/** What a new priority does to the promises of an open ticket, as the policy states it (TIME-23). */
import { commitments } from '../decide/commitments.ts'
import type { Commitment, Facts, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'

export interface PriorityChange {
  /** The facts with the new priority, and what made it so. */
  facts: Facts
  openedAt: Instant
  changedAt: Instant
}

/** The promises from now on. `from_opening`: what has run is kept, against the new values; `from_change`: they run from the change on. */
export function priorityChange(policy: Policy, { facts, openedAt, changedAt }: PriorityChange): Commitment[] {
  return commitments(policy, facts, policy.changes.onPriorityChange === 'from_opening' ? openedAt : changedAt)
}
