import type { ClockReading, Policy } from '@guichet/policy'
import { promiseInWords } from '@guichet/policy/words/promise'
import type { ClockView, Lang } from '@guichet/protocol'
import { writeDuration, writeInstant } from '@guichet/protocol'
import { judged } from '#clocks/clocks.ts'
import type { Clock } from '#clocks/clocks.ts'
import { targetLabel } from './labels.ts'

const instantOr = (at: number | null | undefined) => (at == null ? null : writeInstant(at))

function stateOf(reading: ClockReading): ClockView['state'] {
  if (reading.stoppedAt !== null) return reading.outcome === 'cancelled' ? 'cancelled' : 'stopped'
  switch (reading.state) {
    case 'not_started': return 'waiting'
    case 'paused': return reading.pausedBecause === 'closed' || reading.pausedBecause === 'holiday' ? 'standing' : 'paused'
    case 'none': case 'running': case 'stopped': return 'running'
  }
}

/** A line under the ribbon, on the wire. */
export function segmentView(segment: ClockReading['segments'][number], unit: 'second' | 'day'): ClockView['segments'][number] {
  return {
    from: writeInstant(segment.from), to: instantOr(segment.to), state: segment.state, counted: writeDuration(segment.counted, unit), label: segment.label ?? null, future: segment.future,
  }
}

/** A clock as it stands, with the lines that add up to what was counted (TIME-30). */
export function clockView(policy: Policy, { promised, cycle, reading }: Clock, lang: Lang, now: number): ClockView {
  const { commitment, replaced } = promised
  const { counted } = commitment
  const { unit } = reading
  const amount = (value: number | null | undefined) => (value == null ? null : writeDuration(value, unit))
  return {
    target: commitment.target, metric: commitment.metric, cycle, label: targetLabel(policy, commitment.target), clauses: commitment.clauses, policyVersion: promised.policyVersion,
    promised: amount(commitment.value), usual: amount(commitment.usual),
    counted: counted.by === 'business_days' ? { by: 'business_days', calendar: counted.calendar, dayRule: counted.dayRule, ...(counted.zone === undefined ? {} : { zone: counted.zone }) } : counted,
    statistic: commitment.statistic.of, bond: commitment.bond, state: stateOf(reading),
    startsAt: writeInstant(reading.startedAt ?? commitment.startsAt), dueAt: instantOr(reading.deadline), stoppedAt: instantOr(reading.stoppedAt),
    outcome: judged(commitment) && reading.outcome !== 'cancelled' ? (reading.over ? 'late' : reading.outcome === 'kept' ? 'kept' : null) : null,
    elapsed: writeDuration(reading.counted, unit), remaining: reading.value === null ? null : writeDuration(reading.value - reading.counted, unit),
    resumesAt: reading.stoppedAt === null ? instantOr(reading.resumesAt) : null,
    sentence: promiseInWords(policy, { ...commitment, deadline: reading.deadline }, lang, { now }).text,
    segments: reading.segments.map((segment) => segmentView(segment, unit)),
    replaces: replaced ? { promised: amount(replaced.commitment.value), dueAt: instantOr(replaced.commitment.deadline), at: writeInstant(replaced.at) } : null,
  }
}
