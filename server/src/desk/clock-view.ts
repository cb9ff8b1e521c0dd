import type { Policy } from '@guichet/policy'
import type { ClockSegment } from '@guichet/policy/calendar/measure'
import { promiseInWords } from '@guichet/policy/words/promise'
import type { ClockView, Lang } from '@guichet/protocol'
import { writeDuration, writeInstant } from '@guichet/protocol'
import { isLate, measure, outcomeOf } from '#clocks/clocks.ts'
import type { Run } from '#clocks/clocks.ts'
import { targetLabel } from './labels.ts'

const instantOr = (at: number | null | undefined) => (at == null ? null : writeInstant(at))

function segmentView(segment: ClockSegment, unit: 'second' | 'day'): ClockView['segments'][number] {
  return {
    from: writeInstant(segment.from), to: instantOr(segment.to), state: segment.state, counted: writeDuration(segment.counted, unit), label: segment.label ?? null, future: segment.future,
  }
}

/** A run as it stands at `now`, with the lines that add up to what was counted (TIME-30). */
export function clockView(policy: Policy, run: Run, lang: Lang, now: number): ClockView {
  const { commitment } = run
  const reading = measure(policy, run)
  const unit = reading?.unit ?? 'second'
  const upTo = run.stoppedAt ?? now
  const counted = reading?.countedAt(upTo) ?? 0
  const lines = reading?.segments(upTo) ?? []
  const open = lines.find((line) => line.from <= now && (line.to === null || line.to > now))
  const judgedNow = outcomeOf(run, reading)
  const late = judgedNow === 'late' || (run.end === null && reading !== undefined && isLate(commitment, reading, now))
  const counts = (amount: number | undefined) => (amount === undefined ? null : writeDuration(amount, unit))
  return {
    target: commitment.target, metric: run.metric, cycle: run.cycle, label: targetLabel(policy, commitment.target), clauses: commitment.clauses, policyVersion: run.policyVersion,
    promised: commitment.value === null ? null : writeDuration(commitment.value, unit), usual: counts(commitment.usual),
    counted: commitment.counted.by === 'business_days' ? { by: 'business_days', calendar: commitment.counted.calendar, dayRule: commitment.counted.dayRule } : commitment.counted,
    statistic: commitment.statistic.of, bond: commitment.bond,
    state: run.end ?? (now < run.startedAt ? 'waiting' : open?.state === 'paused' ? 'paused' : open && open.state !== 'counted' ? 'standing' : 'running'),
    startsAt: writeInstant(run.startedAt), dueAt: instantOr(reading?.deadline), stoppedAt: instantOr(run.stoppedAt),
    outcome: late ? 'late' : judgedNow === 'kept' ? 'kept' : null,
    elapsed: writeDuration(counted, unit), remaining: reading ? writeDuration(reading.target - counted, unit) : null,
    resumesAt: run.end === null && open && open.state !== 'counted' ? instantOr(open.to) : null,
    sentence: promiseInWords(policy, { ...commitment, deadline: reading?.deadline ?? null }, lang, { now }).text,
    segments: lines.filter((line) => run.end === null || line.from < upTo).map((line) => segmentView(line, unit)),
    replaces: run.replaced
      ? { promised: run.replaced.commitment.value === null ? null : writeDuration(run.replaced.commitment.value, unit), dueAt: instantOr(run.replaced.commitment.deadline), at: writeInstant(run.replaced.at) }
      : null,
  }
}
