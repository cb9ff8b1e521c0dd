/** The deadline of a promise, with the segments that add up to it. */
import { clockDeadline } from '../calendar/measure.ts'
import type { ClockReading, Measure, Pause } from '../calendar/reading.ts'
import { measureOf } from '../clocks/read-clock.ts'
import { targetMeasure } from '../examples/measure.ts'
import { explainDeadline } from '../explain/deadline.ts'
import type { Instant, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { nearest } from '../read/nearest.ts'
import { parseBusinessDays, parseDuration } from '../read/values.ts'
import { readAskedFacts } from './facts.ts'
import { iso, readInstant } from './instants.ts'
import { isObject, isRefusal, refuse, shown, unknownKey, type Answer, type Refusal } from './refusal.ts'

const known = ['id', 'commitment', 'target', 'facts', 'calendar', 'duration', 'start', 'pauses', 'now']
/** No promise is longer: the time that calendars know, in seconds. */
const longest = 110 * 366 * 86_400

type Counted = { measure: Measure; value: number; start?: Instant; clauses?: string[] }

/** What is to be counted: a commitment of a decision, a target of the policy, or a duration on a calendar. */
function readAsked(policy: Policy, line: Record<string, unknown>): Counted | Refusal {
  const { commitment, target, facts, calendar, duration } = line
  if (commitment !== undefined) return readCommitment(policy, commitment)
  if (target !== undefined) return readTarget(policy, target, facts)
  if (typeof duration !== 'string' && typeof duration !== 'number') return refuse('nothing-to-count', 'Donnez « commitment », « target » ou « duration ».', 'Give “commitment”, “target” or “duration”.')
  const days = typeof duration === 'string' ? parseBusinessDays(duration) : null
  const value = days ?? (typeof duration === 'number' ? duration : parseDuration(duration))
  if (value === null || !(value >= 0 && value <= longest)) return refuse('wrong-duration', `« ${shown(duration)} » n’est pas une durée.`, `“${shown(duration)}” is not a duration.`)
  if (calendar === undefined && days === null) return { measure: { by: 'elapsed' }, value }
  return measured(policy, days === null ? { by: 'calendar', calendar } : { by: 'business_days', calendar, dayRule: 'end_of_day' }, value)
}

function readCommitment(policy: Policy, commitment: unknown): Counted | Refusal {
  const { value, counted, startsAt } = isObject(commitment) ? commitment : {}
  if (typeof value !== 'number' || !(value >= 0 && value <= longest) || !isObject(counted)) return refuse('wrong-commitment', '« commitment » doit avoir « value » et « counted ».', '“commitment” must have “value” and “counted”.')
  const asked = measured(policy, counted, value)
  if (isRefusal(asked) || startsAt === undefined) return asked
  const start = readInstant(startsAt, policy.zone, 'commitment.startsAt')
  return isRefusal(start) ? start : { ...asked, start }
}

/** How a commitment says that it is counted, read from JSON. */
function measured(policy: Policy, counted: Record<string, unknown>, value: number): Counted | Refusal {
  const { by, calendar, dayRule, cutoff } = counted
  const zone = typeof counted['zone'] === 'string' ? { zone: counted['zone'] } : {}
  if (by === 'elapsed') return { measure: { by }, value }
  if (typeof calendar !== 'string' || !policy.calendars.has(calendar)) return refuse('unknown-calendar', `La politique n’a pas le calendrier « ${shown(calendar)} ».`, `The policy has no calendar “${shown(calendar)}”.`)
  if (by === 'calendar') return { measure: measureOf(policy, { by, calendar, ...zone }), value }
  const isCutoff = cutoff === undefined || (typeof cutoff === 'number' && cutoff >= 0 && cutoff <= 1440)
  if (by !== 'business_days' || !isCutoff || (dayRule !== 'end_of_day' && dayRule !== 'same_time') || !Number.isInteger(value)) {
    return refuse('wrong-commitment', '« counted » n’est pas de la forme que donne une décision.', '“counted” is not of the form that a decision gives.')
  }
  return { measure: measureOf(policy, { by, calendar, dayRule, ...(cutoff === undefined ? {} : { cutoff }), ...zone }), value }
}

function readTarget(policy: Policy, target: unknown, given: unknown): Counted | Refusal {
  const facts = given === undefined ? {} : readAskedFacts(policy, given)
  if (isRefusal(facts)) return facts
  const asked = typeof target === 'string' ? targetMeasure(policy, target, facts) : null
  if (asked && asked.value <= longest) return { ...asked, clauses: policy.families.targets.find(({ answer }) => answer.name === target)!.clauses }
  const near = typeof target === 'string' ? nearest(target, policy.families.targets.map(({ answer }) => answer.name)) : null
  return refuse('unknown-target', `La politique n’a pas de promesse mesurable « ${shown(target)} » avec ces faits.`, `The policy has no measurable promise “${shown(target)}” with these facts.`, near === null ? {} : { near })
}

function readPauses(policy: Policy, value: unknown): Pause[] | Refusal {
  const wrong = refuse('wrong-pauses', '« pauses » doit être une liste de {"from": …, "to": …}.', '“pauses” must be a list of {"from": …, "to": …}.')
  if (value === undefined) return []
  if (!Array.isArray(value) || !value.every(isObject)) return wrong
  const pauses: Pause[] = []
  for (const { from: fromText, to: toText } of value) {
    const from = readInstant(fromText, policy.zone, 'pauses.from')
    const to = toText === null || toText === undefined ? null : readInstant(toText, policy.zone, 'pauses.to')
    for (const read of [from, to]) if (isRefusal(read)) return read.error.code === 'outside-time' ? read : wrong
    pauses.push({ from, to } as Pause)
  }
  return pauses
}

/** What is to be counted, from when, with which pauses. */
export interface DueAsked { measure: Measure; value: number; start: Instant; pauses: Pause[]; now: Instant | undefined; clauses: string[] }

/** What was asked of a deadline, read; else why it cannot be told. */
export function readDue(policy: Policy, asked: Record<string, unknown>): DueAsked | Refusal {
  const unknown = unknownKey(asked, known)
  if (unknown) return unknown
  const counted = readAsked(policy, asked)
  if (isRefusal(counted)) return counted
  const start = asked['start'] === undefined && counted.start !== undefined ? counted.start : readInstant(asked['start'], policy.zone, 'start')
  if (isRefusal(start)) return start
  const pauses = readPauses(policy, asked['pauses'])
  if (isRefusal(pauses)) return pauses
  const now = asked['now'] === undefined ? undefined : readInstant(asked['now'], policy.zone, 'now')
  if (isRefusal(now)) return now
  return { measure: counted.measure, value: counted.value, start, pauses, now, clauses: counted.clauses ?? [] }
}

/** The deadline that was asked for. */
export function dueOf({ measure, value, start, pauses }: DueAsked): ClockReading {
  return clockDeadline(measure, start, value, pauses)
}

/** The deadline, with the segments that add up to it and the lines of text that tell them. */
export function answerDue(policy: Policy, line: Record<string, unknown>, lang: Lang): Answer {
  const asked = readDue(policy, line)
  if (isRefusal(asked)) return asked
  const reading = dueOf(asked)
  const told = explainDeadline(policy, { ...reading, value: asked.value, segments: reading.segments(asked.now) }, lang)
  const segments = told.lines.map(({ from, to, state, adds, total, future }) => ({ from: iso(from), to: iso(to), state, counted: adds, total, future }))
  return { answer: { start: iso(asked.start), deadline: iso(told.deadline), unit: told.unit, target: told.target, segments, words: told.text } }
}
