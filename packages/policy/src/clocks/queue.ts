/** Who comes before whom. */
import type { Instant } from '../model.ts'
import type { Policy } from '../policy.ts'

export interface Queued { rank: number; due: Instant | null; opened: Instant }

/** Negative when `a` comes first: by rank, then by what the policy says; what is never due comes after what is. */
export function compareQueue(policy: Pick<Policy, 'queueThen'>, a: Queued, b: Queued): number {
  if (a.rank !== b.rank) return a.rank - b.rank
  if (policy.queueThen === 'due' && a.due !== b.due) return (a.due ?? Infinity) - (b.due ?? Infinity)
  return a.opened - b.opened
}
