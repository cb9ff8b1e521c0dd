import { countedOn } from '@guichet/policy'
import type { Policy } from '@guichet/policy'
import type { QueueRow } from '@guichet/protocol'
import { writeDuration, writeInstant } from '@guichet/protocol'
import type { Due } from '#clocks/clocks.ts'
import type { Desk } from '#policies/policies.ts'
import { targetLabel } from '../labels.ts'

type DueView = NonNullable<QueueRow['due']>

/** The promise due first, as lists show it. */
export async function dueView(desk: Desk, providerId: string, due: Due, now: number): Promise<DueView> {
  const policy = await desk.policies.version(providerId, due.policyVersion)
  return {
    target: due.target, metric: due.metric, label: targetLabel(policy, due.target), startsAt: writeInstant(due.startsAt), dueAt: writeInstant(due.dueAt),
    late: due.lateAt !== null && now > due.lateAt, bond: due.bond, ...countedLeft(policy, due, now),
  }
}

const mostGaps = 60

/** The time left as the promise counts it, where nothing is counted, and why nothing is now: its pauses already moved the deadline. */
function countedLeft(policy: Policy | undefined, { counted, startsAt, dueAt }: Due, now: number): Pick<DueView, 'remaining' | 'resumesAt' | 'shut' | 'gaps'> {
  if (counted.by === 'business_days') return { remaining: null, resumesAt: null, shut: null, gaps: [] }
  const calendar = counted.by === 'calendar' && policy?.calendars.has(counted.calendar) ? countedOn(policy, counted) : undefined
  if (!calendar) return { remaining: writeDuration((dueAt - now) / 1_000), resumesAt: null, shut: null, gaps: [] }
  const left = now <= dueAt ? calendar.elapsed(now, dueAt) : -calendar.elapsed(dueAt, now)
  const opens = calendar.isOpen(now) ? null : calendar.nextOpening(now)
  const why = opens === null ? undefined : calendar.segments(now, opens)[0]
  return {
    remaining: writeDuration(left), resumesAt: opens === null ? null : writeInstant(opens),
    shut: why === undefined ? null : { why: why.state === 'holiday' ? 'holiday' : 'closed', label: why.label ?? null },
    gaps: calendar.segments(startsAt, dueAt).filter((segment) => segment.state !== 'open').slice(0, mostGaps)
      .map((segment) => ({ from: writeInstant(segment.from), to: writeInstant(segment.to), holiday: segment.state === 'holiday' })),
  }
}
