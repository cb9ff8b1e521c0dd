import type { Commitment, Metric, PauseState, StopEvent } from '@guichet/policy/model'

/** A stretch of waiting: open as long as `to` is null. */
export interface Pause { readonly from: number; readonly to: number | null; readonly state: PauseState | 'solved' }

/** One run of a promise on a ticket: when it began, stood still and stopped. Wholly made from the ticket's events (TIME-20). */
export interface Run {
  readonly metric: Metric
  /** 0 first; a further one for each next reply, update or reopening (TIME-24). */
  readonly cycle: number
  readonly commitment: Commitment
  /** Version of the policy that it started with, and keeps. */
  readonly policyVersion: string
  readonly startedAt: number
  readonly pauses: readonly Pause[]
  readonly stoppedAt: number | null
  /** stopped: what was promised happened · cancelled: nobody waits for it any more, so that nothing is judged. */
  readonly end: 'stopped' | 'cancelled' | null
  /** What it promised before a change of priority or contract, the latest (TIME-23). */
  readonly replaced: { readonly commitment: Commitment; readonly at: number } | null
}

export const runs = (run: Run): boolean => run.end === null

/** Ends what waits for one of `events`. */
export function stop(all: readonly Run[], at: number, events: readonly StopEvent[]): Run[] {
  return all.map((run) =>
    runs(run) && run.commitment.stops.some((one) => events.includes(one)) ? { ...endPauses([run], at)[0]!, stoppedAt: at, end: 'stopped' as const } : run,
  )
}

/** Ends every run without judging it. */
export function cancel(all: readonly Run[], at: number, which: (run: Run) => boolean = () => true): Run[] {
  return all.map((run) => (runs(run) && which(run) ? { ...endPauses([run], at)[0]!, stoppedAt: at, end: 'cancelled' as const } : run))
}

/** Begins a pause of the runs that this state pauses. */
export function pauseFor(all: readonly Run[], at: number, state: PauseState): Run[] {
  return all.map((run) =>
    runs(run) && run.commitment.pauses.includes(state) && run.pauses.at(-1)?.to !== null
      ? { ...run, pauses: [...run.pauses, { from: Math.max(at, run.startedAt), to: null, state }] }
      : run,
  )
}

/** Ends the pauses under way. */
export function endPauses(all: readonly Run[], at: number): Run[] {
  return all.map((run) =>
    runs(run) && run.pauses.at(-1)?.to === null
      ? { ...run, pauses: run.pauses.map((pause) => (pause.to === null ? { ...pause, to: Math.max(at, pause.from) } : pause)) }
      : run,
  )
}

/** Starts a run: the next cycle of its metric. */
export function start(all: readonly Run[], commitment: Commitment, at: number, policyVersion: string, pauses: readonly Pause[] = []): Run[] {
  const cycle = all.filter((run) => run.metric === commitment.metric).length
  const run: Run = {
    metric: commitment.metric, cycle, commitment: { ...commitment, startsAt: at }, policyVersion, startedAt: at, pauses, stoppedAt: null, end: null, replaced: null,
  }
  return [...all, run]
}
