/** The state of a promise on a ticket, computed from what happened, never kept in a counter (TIME-20). */
import { clockDeadline } from '../calendar/measure.ts'
import type { ClockSegment, Measure } from '../calendar/measure.ts'
import type { Calendar } from '../calendar/types.ts'
import type { Commitment, Counted, Instant, PauseState, Words } from '../model.ts'
import { countedOn } from '../facts/zone.ts'
import type { Policy } from '../policy.ts'
import { cycleOf } from './cycles.ts'
import { happened, type ClockEvent } from './events.ts'
import { pausesOf } from './pauses.ts'

/**
 * kept, late: the promise holds for each request. counted: it holds for a mean or a share of many, so that no single one can
 * break it (TERM-02, SEED-06). cancelled: solved before what was promised happened.
 */
export type ClockOutcome = 'kept' | 'late' | 'counted' | 'cancelled'

export interface ClockReading {
  /** none: nothing to measure. paused: stands still, see `pausedBecause`. */
  state: 'none' | 'not_started' | 'running' | 'paused' | 'stopped'
  cycle: number
  startedAt: Instant | null
  stoppedAt: Instant | null
  unit: 'second' | 'day'
  counted: number
  value: number | null
  remaining: number | null
  /** null also while the end of a pause is not known. */
  deadline: Instant | null
  /** Over its value now, or when it stopped; never true of what has no value. */
  over: boolean
  outcome: ClockOutcome | null
  pausedBecause: PauseState | 'closed' | 'holiday' | null
  /** Name of the holiday or closing. */
  pausedLabel?: Words
  resumesAt: Instant | null
  segments: ClockSegment[]
  /** Of a resolution that was reopened: how it first ended, for ever (TIME-24). */
  first: { stoppedAt: Instant; outcome: ClockOutcome } | null
}

/** Calendars of another edition (closings known at the start), by name. */
export type Calendars = ReadonlyMap<string, Calendar>

/** How a promise is counted, with its calendar. */
export function measureOf(policy: Policy, counted: Counted, calendars?: Calendars): Measure {
  if (counted.by === 'elapsed') return { by: 'elapsed' }
  const calendar = calendars?.get(counted.calendar) ?? countedOn(policy, counted)
  if (counted.by === 'calendar') return { by: 'calendar', calendar }
  return { by: 'business_days', calendar, dayRule: counted.dayRule, ...(counted.cutoff === undefined ? {} : { cutoff: counted.cutoff }) }
}

const nothing: ClockReading = {
  state: 'none', cycle: 0, startedAt: null, stoppedAt: null, unit: 'second', counted: 0, value: null, remaining: null, deadline: null, over: false, outcome: null,
  pausedBecause: null, resumesAt: null, segments: [], first: null,
}

/** Reads one clock of a ticket at `now`. */
export function readClock(policy: Policy, commitment: Commitment, events: readonly ClockEvent[], now: Instant, calendars?: Calendars): ClockReading {
  const past = happened(events, now)
  const cycle = cycleOf(commitment, past)
  const { value } = commitment
  if (!cycle) return { ...nothing, state: 'not_started', value }
  const { startedAt, stoppedAt } = cycle
  if (value === null) return { ...nothing, cycle: cycle.number, startedAt, stoppedAt }
  const measure = measureOf(policy, commitment.counted, calendars)
  const pauses = pausesOf(commitment, past)
  // What stops a clock may be the solving that would pause it: no pause begins where it stopped.
  const during = pauses.filter((pause) => stoppedAt === null || pause.from < stoppedAt)
  const reading = clockDeadline(measure, startedAt, value, during)
  const open = pauses.find((pause) => pause.to === null && (stoppedAt === null || pause.from < stoppedAt))
  const cancelled = stoppedAt === null && open?.because === 'solved'
  const end = stoppedAt ?? (cancelled ? open.from : now)
  const counted = reading.countedAt(Math.max(end, startedAt))
  const over = isOver(commitment, counted, reading.deadline, end)
  const outcomeAt = (isLate: boolean): ClockOutcome => (commitment.statistic.of !== 'each' ? 'counted' : isLate ? 'late' : 'kept')
  const base: ClockReading = {
    ...nothing, state: 'running', cycle: cycle.number, startedAt, stoppedAt: cancelled ? end : stoppedAt, unit: reading.unit, counted, value, remaining: Math.max(0, value - counted),
    deadline: reading.deadline, over, segments: reading.segments(end),
    first: cycle.firstStoppedAt === null ? null : firstOutcome(cycle.firstStoppedAt),
  }
  if (cancelled) return { ...base, state: 'stopped', outcome: 'cancelled' }
  if (stoppedAt !== null) return { ...base, state: 'stopped', outcome: outcomeAt(over) }
  if (now < startedAt) return { ...base, state: 'not_started' }
  if (open && open.because !== 'solved') return { ...base, state: 'paused', pausedBecause: open.because }
  return closedNow(measure, now, base)

  function firstOutcome(at: Instant): NonNullable<ClockReading['first']> {
    const before = clockDeadline(measure, startedAt, value!, pauses.filter((pause) => pause.from < at))
    return { stoppedAt: at, outcome: outcomeAt(isOver(commitment, before.countedAt(at), before.deadline, at)) }
  }
}

function isOver(commitment: Commitment, counted: number, deadline: Instant | null, at: Instant): boolean {
  return commitment.lateWhen === 'counted_over_target' ? counted > commitment.value! : deadline !== null && at > deadline
}

/** Outside its hours a clock stands still, and says why and until when (TIME-07). */
function closedNow(measure: Measure, now: Instant, base: ClockReading): ClockReading {
  if (measure.by !== 'calendar' || measure.calendar.isOpen(now)) return base
  const resumesAt = measure.calendar.nextOpening(now)
  const why = measure.calendar.segments(now, now + 1000)[0]
  return { ...base, state: 'paused', pausedBecause: why?.state === 'holiday' ? 'holiday' : 'closed', resumesAt, ...(why?.label ? { pausedLabel: why.label } : {}) }
}
