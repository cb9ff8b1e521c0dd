/** What a new tier does to the promises of an open ticket, as the policy states it (S2-17). */
import { commitments } from '../decide/commitments.ts'
import type { Commitment, Facts, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'

export interface TierChange {
  /** The promises until now. */
  before: readonly Commitment[]
  /** The facts with the new tier. */
  facts: Facts
  openedAt: Instant
  changedAt: Instant
}

/** The promises from now on. `new_only`: as before; `from_opening`: those of the new tier, counted since the opening; `from_upgrade`: since the change. */
export function tierChange(policy: Policy, { before, facts, openedAt, changedAt }: TierChange): Commitment[] {
  const rule = policy.changes.onTierChange
  if (rule === 'new_only') return [...before]
  return commitments(policy, facts, rule === 'from_opening' ? openedAt : changedAt)
}
