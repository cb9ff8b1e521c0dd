import { clockDeadline, type ClockReading, type Measure, type Pause } from '../calendar/measure.ts'
import type { Calendar } from '../calendar/types.ts'
import { measureOf } from '../clocks/read-clock.ts'
import { decide } from '../decide/decide.ts'
import { calendarIn, customerZoneFact } from '../facts/zone.ts'
import type { Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import { asFlag, asText, type Node } from '../read/node.ts'
import { parseBusinessDays, parseDuration } from '../read/values.ts'
import { duration } from '../words/durations.ts'
import type { CalendarExample, DueExample, LastsExample } from './example.ts'
import { readGiven } from './given.ts'
import { targetMeasure } from './measure.ts'
import { lineOf, type Difference } from './result.ts'
import { instantOf, instantText } from './when.ts'

const unreadable = (key: string, node: Node): Difference => ({ key, expected: '2026-05-12 22:00', actual: asText(node) ?? '', clauses: [], ...lineOf(node) })

const unknownCalendar = (policy: Policy, name: string): Difference => ({ key: 'calendar', expected: name, actual: [...policy.calendars.keys()].join(', '), clauses: [] })

/** A calendar by name, on the wall of the customer that is given. */
function readCalendar(policy: Policy, name: string, given: Readonly<Record<string, Node>>): { calendar: Calendar; clauses: string[] } | Difference[] {
  const declared = policy.calendars.get(name)
  if (!declared) return [unknownCalendar(policy, name)]
  const { facts, differences } = readGiven(policy, given)
  return differences.length > 0 ? differences : { calendar: calendarIn(policy, name, facts[customerZoneFact]), clauses: declared.clauses }
}

export function runCalendar(policy: Policy, { calendar: name, given, open }: CalendarExample): Difference[] {
  const declared = readCalendar(policy, name, given)
  if (Array.isArray(declared)) return declared
  return open.flatMap(([at, is]) => {
    const instant = instantOf(at, declared.calendar.zone)
    if (instant === null) return [unreadable('open', at)]
    const actual = declared.calendar.isOpen(instant)
    return actual === asFlag(is) ? [] : [{ key: `open ${asText(at) ?? ''}`, expected: asText(is) ?? '', actual: actual ? 'yes' : 'no', clauses: declared.clauses, ...lineOf(is) }]
  })
}

export function runLasts(policy: Policy, { calendar: name, given, from, to, is }: LastsExample): Difference[] {
  const declared = readCalendar(policy, name, given)
  if (Array.isArray(declared)) return declared
  const [start, end] = [instantOf(from, declared.calendar.zone), instantOf(to, declared.calendar.zone)]
  if (start === null || end === null) return [unreadable('lasts', start === null ? from : to)]
  const counted = declared.calendar.elapsed(start, end)
  const expected = parseDuration(asText(is) ?? '')
  return counted === expected ? [] : [{ key: 'lasts', expected: asText(is) ?? '', actual: duration(counted, 'en'), clauses: declared.clauses, ...lineOf(is) }]
}

interface Asked { measure: Measure; value: number; start: Instant; clauses: string[] }

/** What an example counts: a duration on a calendar, a target with its contract values, or the promise of a decision. */
function readAsked(policy: Policy, example: DueExample, start: Instant): Asked | Difference[] {
  const { target, calendar, duration: length, given } = example
  if (length) {
    const value = parseBusinessDays(asText(length) ?? '') ?? parseDuration(asText(length) ?? '')
    if (value === null) return [{ key: 'duration', expected: '2h', actual: asText(length) ?? '', clauses: [] }]
    if (calendar === undefined) return { measure: { by: 'elapsed' }, value, start, clauses: [] }
    const declared = readCalendar(policy, calendar, given)
    return Array.isArray(declared) ? declared : { measure: { by: 'calendar', calendar: declared.calendar }, value, start, clauses: declared.clauses }
  }
  const { facts, differences } = readGiven(policy, given)
  if (differences.length > 0) return differences
  const clauses = policy.families.targets.find(({ answer }) => answer.name === target)?.clauses ?? []
  if (given['channel'] === undefined) {
    const asked = targetMeasure(policy, target ?? '', facts)
    return asked ? { ...asked, start, clauses } : [{ key: 'target', expected: target ?? '', actual: policy.families.targets.map(({ answer }) => answer.name).sort().join(', '), clauses }]
  }
  const decision = decide(policy, facts, start)
  const commitment = decision.commitments.find((one) => one.target === target)
  if (!commitment || commitment.value === null) {
    return [{ key: 'target', expected: target ?? '', actual: decision.commitments.map((one) => one.target).join(', '), clauses: decision.decisive }]
  }
  return { measure: measureOf(policy, commitment.counted), value: commitment.value, start: commitment.startsAt, clauses: commitment.clauses }
}

export function runDue(policy: Policy, example: DueExample): Difference[] {
  const start = instantOf(example.start, policy.zone)
  if (start === null) return [unreadable('start', example.start)]
  const asked = readAsked(policy, example, start)
  if (Array.isArray(asked)) return asked
  const pauses = example.pauses.map(({ from, to }): Pause | null => {
    const [begin, end] = [instantOf(from, policy.zone), instantOf(to, policy.zone)]
    return begin === null || end === null ? null : { from: begin, to: end }
  })
  if (pauses.includes(null)) return [unreadable('pauses', example.start)]
  const reading = clockDeadline(asked.measure, asked.start, asked.value, pauses as Pause[])
  return [...compareDeadline(policy, example, reading, asked), ...compareSegments(policy, example, reading, asked)]
}

function compareDeadline(policy: Policy, { is }: DueExample, { deadline }: ClockReading, { clauses }: Asked): Difference[] {
  const wanted = asText(is) ?? ''
  const expected = wanted === 'none' ? null : instantOf(is, policy.zone)
  if (expected === null && wanted !== 'none') return [unreadable('is', is)]
  return expected === deadline ? [] : [{ key: 'due', expected: instantText(expected, policy.zone), actual: instantText(deadline, policy.zone), clauses, ...lineOf(is) }]
}

/** The counted lines, when the example lists them; they always have to add up to the target (TIME-30). */
function compareSegments(policy: Policy, { segments }: DueExample, reading: ClockReading, { clauses, value }: Asked): Difference[] {
  const counted = reading.segments().filter(({ state }) => state === 'counted')
  const sum = counted.reduce((total, line) => total + line.counted, 0)
  const differences: Difference[] = []
  if (reading.deadline !== null && Math.abs(sum - value) > 1e-6) differences.push({ key: 'segments', expected: String(value), actual: String(sum), clauses })
  if (segments.length === 0) return differences
  const told = (from: Instant | null, to: Instant | null, amount: number | null) => `${instantText(from, policy.zone)} → ${instantText(to, policy.zone)} ${amount ?? '?'}`
  const expected = segments.map((line) => told(instantOf(line.from, policy.zone), instantOf(line.to, policy.zone), parseDuration(asText(line.counted) ?? '')))
  const actual = counted.map((line) => told(line.from, line.to, line.counted))
  if (expected.join('; ') !== actual.join('; ')) differences.push({ key: 'segments', expected: expected.join('; '), actual: actual.join('; '), clauses })
  return differences
}
