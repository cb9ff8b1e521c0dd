import type { ClockReading, Counted, Policy } from '@guichet/policy'
import type { Row, TicketEvent } from '#tickets/tickets.ts'
import { isBroken, lineOf } from './figured.ts'
import type { Figured } from './figured.ts'
import { lateAfter } from './late.ts'
import { promisesOf } from './ledger.ts'
import { clocksWith } from './merged.ts'

/** The promise of a ticket that is due first, as lists show it. */
export interface Due {
  readonly target: string
  readonly metric: string
  readonly startsAt: number
  readonly dueAt: number
  readonly bond: 'guaranteed' | 'objective' | 'none'
  readonly policyVersion: string
  /** How it is counted: lists tell the time left as the promise counts it. */
  readonly counted: Counted
  /** After which instant it is late; null where a single ticket cannot be (an average). */
  readonly lateAt: number | null
}

/** The clocks of a ticket as rows, and what lists need of them. All of it is made again from the events at will. */
export interface ProjectedClocks {
  readonly rows: Row<'clocks'>[]
  readonly due: Due | null
  /** After which instant the first of them is late. */
  readonly lateAt: number | null
}

/** What names a deadline that passed: told once. */
export const lateKey = (metric: string, cycle: number, dueAt: number) => `${metric} ${cycle} ${dueAt}`

/** The deadlines of which it was told that they passed; `of`: those of a ticket merged into the one whose events these are. */
export function toldLate(events: readonly TicketEvent[], of?: string): Set<string> {
  return new Set(events.flatMap((event) => (event.type === 'clock.late' && event.data.of?.id === of ? [lateKey(event.data.metric, event.data.cycle, event.data.dueAt)] : [])))
}

const waits = ({ state, pausedBecause }: ClockReading): boolean => state === 'paused' && pausedBecause !== 'closed' && pausedBecause !== 'holiday'

/** Projects the promises of a ticket. `above`: what happened in the tickets in which it goes on. `policies` holds every version that they name. Depends on the events alone, not on when it is asked. */
export function projectClocks(of: { providerId: string; ticketId: string; events: readonly TicketEvent[]; above?: readonly TicketEvent[]; stands: Omit<Figured, 'line' | 'broken'> }, policies: ReadonlyMap<string, Policy>): ProjectedClocks {
  const { above = [] } = of
  const told = new Set([...toldLate(of.events), ...toldLate(above, of.ticketId)])
  const at = Math.max(of.events.at(-1)?.at ?? 0, ...above.map((event) => event.at))
  const running: Due[] = []
  const rows = promisesOf(of.events).flatMap((promised) => {
    const policy = policies.get(promised.policyVersion)
    if (!policy) throw new Error(`policy version ${promised.policyVersion} is not loaded`)
    const { commitment, policyVersion } = promised
    const { metric, target, bond } = commitment
    // What was done before a promise begins stops it when it begins: read then, or it would seem to run for ever.
    return clocksWith(policy, promised, of.events, above, Math.max(at, commitment.startsAt)).map(({ cycle, reading }): Row<'clocks'> => {
      const startedAt = reading.startedAt ?? commitment.startsAt
      const dueAt = reading.deadline
      const lateAt = lateAfter(policy, commitment, reading)
      if (reading.stoppedAt === null && dueAt !== null) running.push({ target, metric, startsAt: startedAt, dueAt, bond, policyVersion, counted: commitment.counted, lateAt })
      return {
        provider_id: of.providerId, ticket_id: of.ticketId, metric, cycle, target, commitment, policy_version: policyVersion, started_at: startedAt, due_at: dueAt,
        stopped_at: reading.stoppedAt, outcome: reading.stoppedAt === null ? null : reading.outcome,
        watch_at: lateAt !== null && dueAt !== null && !told.has(lateKey(metric, cycle, dueAt)) ? lateAt : null,
        // Outside its hours a calendar counts nothing by itself; waiting for somebody, what it says must not be counted.
        counted: reading.counted, counted_to: reading.stoppedAt !== null || waits(reading) ? null : Math.max(at, startedAt),
        line: lineOf(commitment), broken: reading.stoppedAt === null ? null : isBroken(commitment, reading.outcome, reading.counted), ...of.stands,
      }
    })
  })
  return {
    rows,
    due: running.reduce<Due | null>((best, one) => (best && best.dueAt <= one.dueAt ? best : one), null),
    lateAt: running.reduce<number | null>((best, { lateAt }) => (lateAt !== null && (best === null || lateAt < best) ? lateAt : best), null),
  }
}
