import { measureOf, readClock } from '@guichet/policy'
import type { Commitment, Policy } from '@guichet/policy'
import type { Desk } from '#policies/policies.ts'

/** A promise that is still owed, with what was counted up to an instant; null: it stands still. */
export interface Owed { readonly commitment: Commitment; readonly policyVersion: string; readonly startedAt: number; readonly counted: number; readonly countedTo: number | null }

/** What is counted without any pause between two instants, as the promise counts. */
function countedBetween(policy: Policy, commitment: Commitment, startedAt: number, to: number): number {
  return readClock(policy, { ...commitment, startsAt: startedAt, pauses: [], metric: 'resolution' }, [{ at: startedAt, type: 'received' }], to).counted
}

const day = 86_400_000

/** Counts what is owed by now: nothing has happened to it since it was last counted, or it would have been counted again. */
export function countingNow(desk: Desk, providerId: string, now: number): (owed: Owed) => Promise<number> {
  // Many have been owed for long: what a calendar counts from the end of a day up to now is counted once for all of them.
  const sinceDay = new Map<string, number>()
  return async ({ commitment, policyVersion, countedTo, counted, startedAt }) => {
    if (countedTo === null || countedTo >= now) return counted
    const how = commitment.counted
    if (how.by === 'elapsed') return counted + (now - countedTo) / 1000
    const policy = await desk.policies.version(providerId, policyVersion)
    if (!policy) throw new Error(`policy version ${policyVersion} is not published`)
    const measure = measureOf(policy, how)
    if (measure.by !== 'calendar') return counted + countedBetween(policy, commitment, startedAt, now) - countedBetween(policy, commitment, startedAt, countedTo)
    const { calendar } = measure
    const evening = Math.min(now, Math.ceil(countedTo / day) * day)
    const key = `${policyVersion}|${how.calendar}|${how.zone ?? ''}|${evening}`
    const since = sinceDay.get(key) ?? calendar.elapsed(evening, now)
    sinceDay.set(key, since)
    return counted + calendar.elapsed(countedTo, evening) + since
  }
}
