/** Random policies as plain data, and as the documents that say the same. */
import fc from 'fast-check'
import type { Span, Week, Weekday } from '../../src/calendar/calendar.ts'

export const kinds = ['outage', 'question', 'invoice'] as const
export const tiers = ['gold', 'silver', 'free'] as const
export const sizes = [1, 3, 4, 8, 9] as const
export const priorities = ['high', 'normal', 'low'] as const

/** One test for each fact that it names; all must hold. */
export interface When { kind?: readonly string[]; tier?: readonly string[]; notTier?: string; over?: number; atMost?: number; big?: boolean; open?: boolean; unknownSize?: true }
export interface Choice<A> { when: When; answer: A }
export interface Hours { week: Week; closed: readonly string[] }
export interface Promise_ {
  /** Minutes, or days when counted in days. */
  within: number
  counted: 'elapsed' | 'day' | 'night' | 'days'
  dayRule: 'end_of_day' | 'same_time'
  cutoff?: number
  late: 'counted_over_target' | 'now_past_deadline'
  pauses: boolean
}
export interface Written {
  zone: string
  /** A midnight, UTC, near which requests come. */
  origin: number
  day: Hours
  night: Hours
  priority: Choice<(typeof priorities)[number]>[]
  scope: Choice<'covered' | 'limited' | 'discretionary'>[]
  /** Of one metric. */
  promises: Choice<Promise_>[]
}

const dayMs = 86_400_000
export const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)

const quarter = fc.integer({ min: 0, max: 95 }).map((n) => n * 15)
const span: fc.Arbitrary<Span> = fc.tuple(quarter, quarter).map(([from, to]) => ({ from, to: to === 0 ? 1440 : to })).filter(({ from, to }) => from !== to)
const week: fc.Arbitrary<Week> = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.array(span, { minLength: 1, maxLength: 2 })), { minLength: 1, maxLength: 7, selector: ([day]) => day })
  .map((days) => Object.fromEntries(days.map(([day, spans]) => [day as Weekday, spans])) as Week)
const when: fc.Arbitrary<When> = fc.record({
  kind: fc.subarray([...kinds], { minLength: 1, maxLength: 2 }), tier: fc.subarray([...tiers], { minLength: 1, maxLength: 2 }), notTier: fc.constantFrom(...tiers),
  over: fc.constantFrom(1, 3), atMost: fc.constantFrom(4, 8), big: fc.boolean(), open: fc.boolean(), unknownSize: fc.constant(true as const),
}, { requiredKeys: [] }).map(({ notTier, unknownSize, ...rest }) => {
  const { tier, over: _, atMost: __, ...sizeless } = rest
  const kept: When = unknownSize && rest.over === undefined && rest.atMost === undefined ? { ...sizeless, ...(tier ? { tier } : {}), unknownSize } : rest
  return kept.tier || notTier === undefined ? kept : { ...kept, notTier }
})
/** A general answer first, so that something always answers; few rules, so that many documents have no tie. */
const choices = <A>(answer: fc.Arbitrary<A>): fc.Arbitrary<Choice<A>[]> =>
  fc.tuple(answer, fc.array(fc.record({ when, answer }), { maxLength: 3 })).map(([general, others]) => [{ when: {}, answer: general }, ...others])
const promise: fc.Arbitrary<Promise_> = fc.record({
  within: fc.oneof(fc.integer({ min: 1, max: 40 }).map((n) => n * 5), fc.integer({ min: 1, max: 60 }).map((n) => n * 30)),
  counted: fc.constantFrom('elapsed', 'day', 'day', 'night', 'days'), dayRule: fc.constantFrom('end_of_day', 'same_time'),
  cutoff: fc.option(quarter, { nil: undefined }), late: fc.constantFrom('counted_over_target', 'now_past_deadline'), pauses: fc.boolean(),
}).map(({ cutoff, ...rest }) => ({ ...rest, ...(rest.counted === 'days' ? { within: 1 + (rest.within % 5) } : {}), ...(cutoff === undefined ? {} : { cutoff }) }))

/** Around the changes of offset half of the time, since that is where hours go wrong. */
const origin = fc.oneof(fc.constantFrom('2026-03-05', '2026-03-27', '2026-10-22', '2026-10-30', '2027-04-01').map((day) => Date.parse(day)), fc.integer({ min: Date.parse('2024-01-01') / dayMs, max: Date.parse('2030-01-01') / dayMs }).map((day) => day * dayMs))
const hours = (from: number): fc.Arbitrary<Hours> =>
  fc.record({ week, closed: fc.uniqueArray(fc.integer({ min: -5, max: 40 }).map((day) => isoDay(from + day * dayMs)), { maxLength: 3 }) })

export const written: fc.Arbitrary<Written> = origin.chain((at) => fc.record({
  zone: fc.constantFrom('Europe/Paris', 'America/Los_Angeles', 'Indian/Reunion', 'Australia/Lord_Howe', 'America/Miquelon', 'UTC'), origin: fc.constant(at),
  day: hours(at), night: hours(at), priority: choices(fc.constantFrom(...priorities)), scope: choices(fc.constantFrom('covered', 'limited', 'discretionary')), promises: choices(promise),
}))

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function hoursText({ week: ofWeek, closed }: Hours): object {
  const days = Object.entries(ofWeek).map(([day, spans]) => [dayNames[Number(day) - 1], (spans as Span[]).map(({ from, to }) => `${clock(from)}-${clock(to)}`)])
  return { week: Object.fromEntries(days), holidays: 'none', closures: closed.map((on) => ({ on })) }
}

function whenText({ kind, tier, notTier, over, atMost, big, open, unknownSize }: When): object {
  const size = { ...(over === undefined ? {} : { over }), ...(atMost === undefined ? {} : { at_most: atMost }) }
  return {
    ...(kind ? { kind } : {}), ...(tier ? { tier } : notTier ? { tier: { not: notTier } } : {}), ...(unknownSize ? { size: 'missing' } : Object.keys(size).length > 0 ? { size } : {}),
    ...(big === undefined ? {} : { big }), ...(open === undefined ? {} : open ? { open: 'day' } : { closed: 'day' }),
  }
}

function promiseText({ when: holds, answer }: Choice<Promise_>, index: number): object {
  const { within, counted, dayRule, cutoff, late, pauses } = answer
  return {
    name: `p${index}`, metric: 'resolution', when: whenText(holds), statistic: 'each', bond: 'objective', late_when: late, pauses: pauses ? ['waiting_supplier'] : [],
    within: counted === 'days' ? `${within} business days` : `${within}min`,
    counted: counted === 'days' ? { business_days: 'day', day_rule: dayRule, ...(cutoff === undefined ? {} : { cutoff: clock(cutoff) }) } : counted,
  }
}

/** The document of a policy, as JSON, which is YAML too. */
export function documentOf({ zone, day, night, priority, scope, promises }: Written): string {
  return JSON.stringify({
    guichet: 1, policy: 'random', provider: { id: 'random', name: 'Random' }, title: 'Random', version: '1', effective: '2020-01-01', zone, languages: { authoritative: 'fr', published: ['fr'] },
    facts: {
      kind: { values: kinds }, tier: { values: tiers, from: 'customer' }, size: { type: 'number' }, big: { type: 'flag' }, priority: { values: priorities },
    },
    clauses: [{
      id: '1', says: 'Tout.',
      means: {
        calendars: { day: hoursText(day), night: hoursText(night) }, channels: { portal: { medium: 'portal' } }, access: [{ answer: 'open' }],
        priority: priority.map(({ when: holds, answer }) => ({ when: whenText(holds), is: answer })), scope: scope.map(({ when: holds, answer }) => ({ when: whenText(holds), answer })),
        targets: promises.map(promiseText), policy_changes: { applies_to_open_tickets: 'keep', on_tier_change: 'new_only' },
      },
    }],
  })
}
