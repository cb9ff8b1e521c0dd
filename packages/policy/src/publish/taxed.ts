import { formatDay } from '../calendar/days.ts'
import { Run } from '../decide/run.ts'
import type { Instant, Lang } from '../model.ts'
import { amountInWords, amountOf, centsInWords, taxesOfAmount, type Amount } from '../money/amount.ts'
import { roundHalfUp } from '../money/exact.ts'
import { rateOn, taxOn, withoutTax } from '../money/tax.ts'
import type { TaxBasis } from '../money/types.ts'
import type { Policy } from '../policy.ts'
import { wallAt } from '../words/wall.ts'

/** An amount without and with the tax in force; `gross` is null where no rate is stated or the amount depends on a contract. */
export interface Taxed { net: string; gross: string | null }

/** Says amounts without and with tax, at the rate of a day for somebody of whom nothing is known. */
export function taxedAmounts(policy: Policy, at: Instant, lang: Lang): (amount: Amount, basis?: TaxBasis) => Taxed {
  const run = new Run(policy, {}, at)
  const won = run.winner(policy.machine.families.taxes)
  const rate = won ? rateOn(won.rule.answer, formatDay(wallAt(at, policy.zone).day)) : null
  return (amount, basis) => {
    const value = amountOf(amount, policy, () => undefined)
    const included = basis === 'included' || (basis === undefined && [...taxesOfAmount(amount, policy.figures)].join() === 'included')
    if (value === null || value.num === 0n) return { net: amountInWords(amount, policy, lang), gross: null }
    if (included) return { net: rate === null ? '—' : centsInWords(roundHalfUp(withoutTax(value, rate)), policy, lang), gross: centsInWords(roundHalfUp(value), policy, lang) }
    const net = roundHalfUp(value)
    return { net: centsInWords(net, policy, lang), gross: rate === null ? null : centsInWords(net + taxOn(net, rate), policy, lang) }
  }
}
