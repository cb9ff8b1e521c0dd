/** Prices, taxes, surcharges and quotes that contradict or do not suffice. */
import type { Amount } from '../money/amount.ts'
import { rateOn } from '../money/tax.ts'
import type { PriceAnswer, SurchargesSaid, SurchargeAnswer } from '../money/types.ts'
import type { Condition, Families, Rule } from '../policy.ts'
import type { Context } from '../read/context.ts'
import { isEmpty, meet, spaceOf } from '../resolve/dimensions.ts'

/** `effective`: the instant and the day on which the policy comes into force. */
export function checkMoney(ctx: Context, families: Families, said: SurchargesSaid | undefined, effective: { at: number; day: string }): void {
  const paid = families.prices.filter(({ answer }) => answer.is === 'hourly' || answer.is === 'flat')
  checkTaxes(ctx, families, paid, effective.day)
  if (said?.is === 'none') for (const rule of families.surcharges) ctx.findings.add('surcharges-contradict', rule, {}, rule.clause)
  else if (!said) checkCombination(ctx, families.surcharges, effective.at)
  checkEstimates(ctx, families, paid)
}

function checkTaxes(ctx: Context, { taxes }: Families, paid: readonly Rule<PriceAnswer>[], day: string): void {
  if (ctx.unread.has('taxes')) return
  for (const rule of paid) {
    if (taxes.length === 0) ctx.findings.add('tax-missing', rule, { price: nameOf(rule) }, rule.clause)
    const { rate, amount, atLeast, atMost } = rule.answer.terms
    const stated = [rate, amount, atLeast, atMost].flatMap((one) => (one && one !== 'quote' ? figuresOf(one) : []))
    for (const name of new Set(stated)) {
      const figure = ctx.figures.get(name)
      if (figure?.form !== 'money' || figure.vat === undefined) continue
      const rates = taxes.flatMap(({ answer }) => rateOn(answer, day) ?? [])
      const { vat } = figure
      if (rates.length > 0 && !rates.some((percent) => sameDecimal(percent, vat))) ctx.findings.add('tax-disagrees', ctx.places.get(`figure ${name}`)!, { figure: name, vat, percent: rates[0]! }, figure.clause)
    }
  }
}

function figuresOf(amount: Amount): string[] {
  if (amount.is === 'figure') return [amount.figure]
  if (amount.is === 'percent' || amount.is === 'times') return figuresOf(amount.of)
  return amount.is === 'max' || amount.is === 'min' || amount.is === 'sum' ? amount.amounts.flatMap(figuresOf) : []
}

const sameDecimal = (a: string, b: string): boolean => trimmed(a) === trimmed(b)
const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** Each pair for which some request and some moment bear both. */
function checkCombination(ctx: Context, rules: readonly Rule<SurchargeAnswer>[], from: number): void {
  if (rules.length < 2 || rules.length > 100) {
    if (rules.length > 100) ctx.findings.add('limit', rules[0]!, { limit: 'rules' }, rules[0]!.clause)
    return
  }
  const whens = rules.map(({ when, answer }): Condition => (answer.during === undefined ? when : when.map((tests) => [...tests, { test: 'open', calendars: [answer.during!] }])))
  const space = spaceOf(whens, { facts: ctx.facts, calendars: ctx.calendars, from })
  const regions = whens.map((when) => space.region(when))
  for (const [index, one] of rules.entries()) for (const [offset, other] of rules.slice(index + 1).entries()) {
    if (sort(one) !== sort(other)) continue
    const together = regions[index]!.some((a) => regions[index + 1 + offset]!.some((b) => !isEmpty(meet(a, b), space.dimensions)))
    if (together) return ctx.findings.add('surcharge-combination', other, { one: nameOf(one), other: nameOf(other) }, other.clause)
  }
}

/** Percentages combine with percentages, amounts with amounts. */
const sort = ({ answer }: Rule<SurchargeAnswer>): 'percent' | 'amount' => (answer.percent === undefined ? 'amount' : 'percent')

/** Rounding that follows the cap keeps the quote only when estimates are whole units (BILL-11). */
function checkEstimates(ctx: Context, { quotes }: Families, paid: readonly Rule<PriceAnswer>[]): void {
  const said = quotes.find(({ answer }) => answer.multipleOf !== undefined)
  if (!said) return
  for (const rule of paid) {
    const { unit, cap } = rule.answer.terms
    if (unit === undefined || cap !== 'estimate') continue
    if (Math.round(said.answer.multipleOf! * 1000) % Math.round(unit * 1000) !== 0) ctx.findings.add('estimate-not-multiple', said, { price: nameOf(rule) }, said.clause)
  }
}

const nameOf = ({ name, clause }: Rule<unknown>): string => name ?? `§ ${clause}`
