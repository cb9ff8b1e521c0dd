/** What surcharges make of the value of work. */
import type { Rule } from '../policy.ts'
import { type Amount, amountOf, type Known } from './amount.ts'
import { decimal, exact, type Exact, larger, over, plus, times, zero } from './exact.ts'
import type { Stretch } from './stretches.ts'
import type { Combine, SurchargeAnswer } from './types.ts'

type Surcharges = readonly Rule<SurchargeAnswer>[]
type Names = Parameters<typeof amountOf>[1]

/** What a stretch is worth: its time at the rate, times what the percentages that hold then make of it. */
export function timeValue(stretch: Stretch, rate: Exact, surcharges: Surcharges, combine: Combine): Exact {
  return times(baseValue(stretch, rate), multiplier(surcharges, stretch.open, combine))
}

/** What a stretch is worth at a rate by the hour, before surcharges. */
export function baseValue({ ms }: Stretch, rate: Exact): Exact {
  return exact(BigInt(ms) * rate.num, 3_600_000n * rate.den)
}

/** By how much percentages multiply, of the surcharges without a calendar and of those whose calendar is open: 150/100. */
export function multiplier(surcharges: Surcharges, open: readonly number[], combine: Combine): Exact {
  const percents = surcharges.flatMap(({ answer }, place) => {
    const holds = answer.during === undefined || open.includes(place)
    return holds && answer.percent !== undefined ? [over(decimal(answer.percent)!, exact(100n))] : []
  })
  const one = exact(1n)
  if (combine === 'multiply') return percents.reduce((product, percent) => times(product, plus(one, percent)), one)
  return plus(one, percents.reduce(combine === 'add' ? plus : larger, zero))
}

/** The amounts added once to a line, by the surcharges that any of its time bears; null when one is not known. */
export function addedOnce(surcharges: Surcharges, open: ReadonlySet<number>, combine: Combine, names: Names, known: Known): Exact | null {
  const amounts: Amount[] = surcharges.flatMap(({ answer }, place) => (answer.amount && (answer.during === undefined || open.has(place)) ? [answer.amount] : []))
  const values = amounts.map((amount) => amountOf(amount, names, known))
  if (values.some((value) => value === null)) return null
  return (values as Exact[]).reduce(combine === 'highest' ? larger : plus, zero)
}
