import type { Policy } from '@guichet/policy'
import type { Row, TicketEvent } from '#tickets/tickets.ts'
import type { Ledger } from './ledger.ts'
import { judged, measure, outcomeOf } from './reading.ts'

/** The promise of a ticket that is due first, as lists show it. */
export interface Due {
  readonly target: string
  readonly metric: string
  readonly startsAt: number
  readonly dueAt: number
  readonly bond: 'guaranteed' | 'objective' | 'none'
  readonly policyVersion: string
  /** Whether it can be late by itself: an average cannot. */
  readonly judged: boolean
}

/** The clocks of a ticket as rows, and what lists need of them. All of it is made again from the events at will. */
export interface ProjectedClocks {
  readonly rows: Row<'clocks'>[]
  readonly due: Due | null
  /** The first deadline that can be missed. */
  readonly lateAt: number | null
}

const noted = (events: readonly TicketEvent[]) =>
  new Set(events.flatMap((event) => (event.type === 'clock.late' ? [`${event.data.metric} ${event.data.cycle} ${event.data.dueAt}`] : [])))

/** Projects a ledger. `policies` holds every version that its runs name. */
export function projectClocks(
  of: { providerId: string; ticketId: string; events: readonly TicketEvent[] },
  ledger: Ledger,
  policies: ReadonlyMap<string, Policy>,
): ProjectedClocks {
  const told = noted(of.events)
  const running: Due[] = []
  const rows = ledger.runs.map((run): Row<'clocks'> => {
    const policy = policies.get(run.policyVersion)
    if (!policy) throw new Error(`policy version ${run.policyVersion} is not loaded`)
    const { commitment } = run
    const reading = measure(policy, run)
    const dueAt = reading?.deadline ?? null
    const canMiss = judged(commitment)
    if (run.end === null && dueAt !== null) {
      running.push({
        target: commitment.target, metric: run.metric, startsAt: run.startedAt, dueAt, bond: commitment.bond, policyVersion: run.policyVersion, judged: canMiss,
      })
    }
    const watched = run.end === null && canMiss && dueAt !== null && !told.has(`${run.metric} ${run.cycle} ${dueAt}`)
    return {
      provider_id: of.providerId, ticket_id: of.ticketId, metric: run.metric, cycle: run.cycle, target: commitment.target, commitment,
      policy_version: run.policyVersion, started_at: run.startedAt, due_at: dueAt, stopped_at: run.stoppedAt, outcome: outcomeOf(run, reading),
      watch_at: watched ? dueAt : null,
    }
  })
  const first = (list: readonly Due[]) => list.reduce<Due | null>((best, one) => (best && best.dueAt <= one.dueAt ? best : one), null)
  return { rows, due: first(running), lateAt: first(running.filter((one) => one.judged))?.dueAt ?? null }
}
