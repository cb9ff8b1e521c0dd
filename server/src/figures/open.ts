import { measureOf, readClock } from '@guichet/policy'
import type { Commitment, Policy } from '@guichet/policy'
import type { Desk } from '#policies/policies.ts'

/** A promise that is still owed, with what was counted up to an instant; null: it stands still. */
export interface Owed { readonly commitment: Commitment; readonly policyVersion: string; readonly startedAt: number; readonly counted: number; readonly countedTo: number | null }

/** What is counted without any pause between two instants, as the promise counts. */
function countedBetween(policy: Policy, commitment: Commitment, startedAt: number, to: number): number {
  return readClock(policy, { ...commitment, startsAt: startedAt, pauses: [], metric: 'resolution' }, [{ at: startedAt, type: 'received' }], to).counted
}

/** What is counted by now of a promise that is owed: nothing has happened to it since it was last counted, or it would have been counted again. */
export async function countedNow(desk: Desk, providerId: string, owed: Owed, now: number): Promise<number> {
  const { commitment, countedTo, counted, startedAt } = owed
  if (countedTo === null || countedTo >= now) return counted
  const policy = await desk.policies.version(providerId, owed.policyVersion)
  if (!policy) throw new Error(`policy version ${owed.policyVersion} is not published`)
  const measure = measureOf(policy, commitment.counted)
  if (measure.by === 'elapsed') return counted + (now - countedTo) / 1000
  if (measure.by === 'calendar') return counted + measure.calendar.elapsed(countedTo, now)
  return counted + countedBetween(policy, commitment, startedAt, now) - countedBetween(policy, commitment, startedAt, countedTo)
}
