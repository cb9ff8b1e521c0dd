/** One promise of a request, and how its clock stands. */
import { commitments } from '../decide/commitments.ts'
import type { Commitment, Facts, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import type { ClockEvent } from './events.ts'
import { readClock, type ClockReading } from './read-clock.ts'

export interface PromiseReading {
  commitment: Commitment
  reading: ClockReading
}

/** The promise of that name or metric to a request opened with these facts, read at `now`; without a name, the one due first. null: it is not promised. */
export function readPromise(policy: Policy, { facts, opened, events, name }: { facts: Facts; opened: Instant; events: readonly ClockEvent[]; name?: string }, now: Instant): PromiseReading | null {
  const promised = commitments(policy, facts, opened)
  const named = name === undefined ? promised : promised.filter(({ target, metric }) => target === name || metric === name || tableOf(policy, target) === name)
  const [commitment] = named.toSorted((a, b) => (a.deadline ?? Infinity) - (b.deadline ?? Infinity))
  return commitment ? { commitment, reading: readClock(policy, commitment, [{ at: opened, type: 'received' }, ...events], now) } : null
}

function tableOf(policy: Policy, target: string): string | undefined {
  return policy.families.targets.find(({ answer }) => answer.name === target)?.answer.table?.name
}
