/** The value of one line of work: the steps of the pipeline, each with what it changed and the clauses that say so. */
import { within } from '../calendar/timeline.ts'
import type { Calendar } from '../calendar/types.ts'
import type { Policy, Rule } from '../policy.ts'
import { type Amount, amountOf, factsOfAmount, type Known } from './amount.ts'
import { decimal, exact, type Exact, larger, plus, roundHalfUp, share, smaller, times, zero } from './exact.ts'
import { type Entry, type Stretch, timelineOf, timeOnly, total } from './stretches.ts'
import { addedOnce, baseValue, multiplier, timeValue } from './surcharge.ts'
import type { FactorAnswer, PriceAnswer, PriceTerms, SurchargeAnswer } from './types.ts'
import { chargedTime, reachOf, type TimeStage } from './worked.ts'

export type PriceStage = TimeStage | 'value' | 'surcharges' | 'factor' | 'at_least' | 'at_most' | 'tax_taken_out'

/** What a stage made of what stood before it: seconds of time, or cents (rounded to be shown; nothing is rounded on the way). */
export interface PriceStep { stage: PriceStage; in: 'seconds' | 'cents'; from: number; to: number; clauses: string[] }

/** What was done. Durations in seconds, money in cents. */
export interface Worked {
  /** Each a piece of work, between two instants. */
  entries?: readonly Entry[]
  /** The time in all, where nobody knows when it was. */
  spent?: number
  /** Of the accepted quote. */
  estimate?: number
  /** Of the accepted quote, as the price is written: with tax, or without. */
  cost?: number
}

/** What counts for a line beside its price. */
export interface Counting {
  policy: Policy
  /** A calendar by name, on the customer's wall when that is where its hours are told. */
  calendar: (name: string) => Calendar
  known: Known
  surcharges: readonly Rule<SurchargeAnswer>[]
  factor: Rule<FactorAnswer> | null
}

/** `missing`: fields or facts without which it cannot be worked out; then nothing else is to be believed. */
export interface Valued { value: Exact; billed: number; rate: number | null; steps: PriceStep[]; missing: string[] }

/** The value of a line, as the price is written: with tax, or without. Nothing is rounded to the cent. */
export function valueOf(rule: Rule<PriceAnswer>, worked: Worked, counting: Counting): Valued {
  const { terms, said } = rule.answer
  const steps: PriceStep[] = []
  const missing: string[] = []
  const by = (...keys: (keyof PriceTerms)[]): string[] => [...new Set(keys.flatMap((key) => said[key] ?? []))]
  const amount = (one: Amount): Exact => {
    const value = amountOf(one, counting.policy, counting.known)
    if (!value) missing.push(...factsOfAmount(one).filter((fact) => counting.known(fact) === undefined))
    return value ?? zero
  }
  const whole = (one: Amount | 'quote' | undefined): Exact => {
    if (one !== 'quote') return one ? amount(one) : zero
    if (worked.cost === undefined) missing.push('cost')
    return exact(BigInt(worked.cost ?? 0))
  }
  const timed = timeOf(rule.answer, worked, counting)
  missing.push(...timed.missing)
  for (const step of timed.steps) steps.push({ ...step, in: 'seconds', from: step.from / 1000, to: step.to / 1000, clauses: by(...termsOf[step.stage]) })
  const rate = terms.rate ? amount(terms.rate) : null
  const base = rate ? timed.stretches.map((stretch) => baseValue(stretch, rate)).reduce(plus, zero) : whole(terms.amount)
  let value = base
  const to = (stage: PriceStage, next: Exact, clauses: string[], always = false): void => {
    if (always || next.num * value.den !== value.num * next.den) steps.push({ stage, in: 'cents', from: roundHalfUp(value), to: roundHalfUp(next), clauses })
    value = next
  }
  to('value', base, by('rate', 'amount'), true)
  const worthless = rate !== null && total(timed.stretches) === 0
  if (!worthless) {
    const added = surcharged(base, rate, timed.stretches, counting)
    if (!added) missing.push(...counting.surcharges.flatMap(({ answer }) => answer.uses).filter((fact) => counting.known(fact) === undefined))
    to('surcharges', added ?? value, surchargeClauses(counting), counting.policy.surcharges?.is === 'none')
    if (counting.factor) to('factor', share(value, decimal(counting.factor.answer.percent)!), counting.factor.clauses)
    if (terms.atLeast) to('at_least', larger(value, amount(terms.atLeast)), by('atLeast'))
    if (terms.atMost) to('at_most', smaller(value, whole(terms.atMost)), by('atMost'))
  }
  return { value, billed: rate ? total(timed.stretches) / 1000 : 0, rate: rate ? roundHalfUp(rate) : null, steps, missing: [...new Set(missing)] }
}

const termsOf: Record<TimeStage, (keyof PriceTerms)[]> = { free_time: ['freeTime'], round: ['unit', 'round', 'roundOver', 'order'], cap: ['cap', 'order'], minimum: ['minimum'] }

/** The time that is charged. A flat price counts none, but may have to know when the work began. */
function timeOf({ is, terms }: PriceAnswer, { entries, spent, estimate }: Worked, { calendar: named, surcharges }: Counting): ReturnType<typeof chargedTime> & { missing: string[] } {
  const calendars = surcharges.map(({ answer }) => (answer.during === undefined ? null : named(answer.during)))
  const placed = calendars.some((calendar) => calendar !== null)
  if (entries?.some(({ from, to }) => !within(from) || !within(to))) return { stretches: [], steps: [], missing: ['entries'] }
  if (is !== 'hourly') {
    const first = entries?.reduce((least, { from }) => Math.min(least, from), Infinity)
    if (placed && (first === undefined || first === Infinity)) return { stretches: [], steps: [], missing: ['entries'] }
    return { stretches: placed ? [{ ms: 0, open: calendars.flatMap((calendar, place) => (calendar?.isOpen(first!) ? [place] : [])) }] : [], steps: [], missing: [] }
  }
  // The free time is part of the estimate too: else work that goes over it would be charged above the quote.
  const cap = terms.cap !== 'estimate' ? terms.cap : estimate === undefined ? undefined : Math.max(0, estimate - (terms.freeTime ?? 0))
  const reach = reachOf(terms)
  const groups = !entries ? [timeOnly(Math.round((spent ?? 0) * 1000))] : terms.roundOver === 'entry' ? entries.toSorted((a, b) => a.from - b.from).map((entry) => timelineOf([entry], calendars, reach)) : [timelineOf(entries, calendars, reach)]
  const missing = !entries && (spent === undefined || (placed && spent > 0)) ? [spent === undefined ? 'spent' : 'entries'] : []
  return { ...chargedTime(groups, terms, cap === undefined ? null : Math.round(cap * 1000)), missing }
}

/** The value with its surcharges; null when an amount is not known. */
function surcharged(base: Exact, rate: Exact | null, stretches: readonly Stretch[], { policy, known, surcharges }: Counting): Exact | null {
  const combine = policy.surcharges && policy.surcharges.is !== 'none' ? policy.surcharges.is : 'add'
  const open = new Set(stretches.flatMap((stretch) => stretch.open))
  const worked = rate ? stretches.map((stretch) => timeValue(stretch, rate, surcharges, combine)).reduce(plus, zero) : times(base, multiplier(surcharges, stretches[0]?.open ?? [], combine))
  const once = addedOnce(surcharges, open, combine, policy, known)
  return once && plus(worked, once)
}

function surchargeClauses({ policy, surcharges }: Counting): string[] {
  return [...new Set([...surcharges.flatMap(({ clauses }) => clauses), ...(policy.surcharges?.clauses ?? [])])]
}
