import { clockDeadline, type Measure, type Pause } from '@guichet/policy/calendar/measure'
import { readFacts } from '@guichet/policy/examples/given'
import { measureIfKnown, targetMeasure } from '@guichet/policy/examples/measure'
import { explainDeadline } from '@guichet/policy/explain/deadline'
import type { Counted, Instant, Lang, Words } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import { parseBusinessDays, parseDuration } from '@guichet/policy/read/values'
import { iso, readInstant } from './instants.ts'
import type { Answer } from './json-lines.ts'

const known = ['id', 'commitment', 'target', 'facts', 'calendar', 'duration', 'start', 'pauses', 'now']
const refuse = (code: string, fr: string, en: string): { error: { code: string; message: Words } } => ({ error: { code, message: { fr, en } } })
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

type Asked = { measure: Measure; value: number; start?: Instant }

/** What is to be counted: a commitment of a decision, a target of the policy, or a duration on a calendar. */
function readAsked(policy: Policy, line: Record<string, unknown>): Asked | { error: { code: string; message: Words } } {
  const { commitment, target, calendar, duration } = line
  if (isObject(commitment)) {
    const { value, counted, startsAt } = commitment
    if (typeof value !== 'number' || value < 0 || !isObject(counted)) return refuse('wrong-commitment', '« commitment » doit avoir « value » et « counted ».', '“commitment” must have “value” and “counted”.')
    const measure = measureIfKnown(policy, counted as unknown as Counted)
    if (!measure) return refuse('unknown-calendar', `La politique n’a pas le calendrier « ${String(counted['calendar'])} ».`, `The policy has no calendar “${String(counted['calendar'])}”.`)
    return { measure, value, ...(typeof startsAt === 'number' ? { start: startsAt } : {}) }
  }
  if (typeof target === 'string') {
    const facts = isObject(line['facts']) ? readFacts(policy, line['facts']).facts : {}
    return targetMeasure(policy, target, facts) ?? refuse('unknown-target', `La politique n’a pas de promesse mesurable « ${target} » avec ces faits.`, `The policy has no measurable promise “${target}” with these facts.`)
  }
  if (typeof duration !== 'string' && typeof duration !== 'number') return refuse('nothing-to-count', 'Donnez « commitment », « target » ou « duration ».', 'Give “commitment”, “target” or “duration”.')
  const days = typeof duration === 'string' ? parseBusinessDays(duration) : null
  const value = days ?? (typeof duration === 'number' ? duration : parseDuration(duration))
  if (value === null || !(value >= 0)) return refuse('wrong-duration', `« ${String(duration)} » n’est pas une durée.`, `“${String(duration)}” is not a duration.`)
  if (calendar === undefined && days === null) return { measure: { by: 'elapsed' }, value }
  const measure = measureIfKnown(policy, days === null ? { by: 'calendar', calendar: String(calendar) } : { by: 'business_days', calendar: String(calendar), dayRule: 'end_of_day' })
  return measure ? { measure, value } : refuse('unknown-calendar', `La politique n’a pas le calendrier « ${String(calendar)} ».`, `The policy has no calendar “${String(calendar)}”.`)
}

function readPauses(policy: Policy, value: unknown): Pause[] | null {
  if (value === undefined) return []
  if (!Array.isArray(value)) return null
  const pauses: Pause[] = []
  for (const one of value) {
    const from = isObject(one) ? readInstant(one['from'], policy.zone) : null
    const open = isObject(one) && (one['to'] === null || one['to'] === undefined)
    const to = isObject(one) && !open ? readInstant(one['to'], policy.zone) : null
    if (from === null || (!open && to === null)) return null
    pauses.push({ from, to })
  }
  return pauses
}

/** The deadline of one line, with the segments that add up to it. */
export function answerDue(policy: Policy, line: Record<string, unknown>, lang: Lang): Answer {
  const unknown = Object.keys(line).find((key) => !known.includes(key))
  if (unknown !== undefined) return refuse('unknown-key', `La clé « ${unknown} » n’existe pas ici : ${known.join(', ')}.`, `There is no key “${unknown}” here: ${known.join(', ')}.`)
  const asked = readAsked(policy, line)
  if ('error' in asked) return asked
  const start = line['start'] === undefined ? (asked.start ?? null) : readInstant(line['start'], policy.zone)
  const pauses = readPauses(policy, line['pauses'])
  if (start === null) return refuse('no-start', '« start » doit être un instant, comme "2026-05-12T15:10+02:00".', '“start” must be an instant, such as "2026-05-12T15:10+02:00".')
  if (pauses === null) return refuse('wrong-pauses', '« pauses » doit être une liste de {"from": …, "to": …}.', '“pauses” must be a list of {"from": …, "to": …}.')
  const now = line['now'] === undefined ? undefined : (readInstant(line['now'], policy.zone) ?? undefined)
  const reading = clockDeadline(asked.measure, start, asked.value, pauses)
  const told = explainDeadline(policy, { ...reading, value: asked.value, segments: reading.segments(now) }, lang)
  const segments = told.lines.map(({ from, to, state, adds, total, future }) => ({ from: iso(from), to: iso(to), state, counted: adds, total, future }))
  return { answer: { start: iso(start), deadline: iso(told.deadline), unit: told.unit, target: told.target, segments, words: told.text } }
}
