/** What a fee comes to, and several together. */
import type { Run } from '../decide/run.ts'
import { amountOf } from '../money/amount.ts'
import { roundHalfUp } from '../money/exact.ts'
import { rateOn, taxOn, withoutTax } from '../money/tax.ts'
import type { FeeProposal } from './propose.ts'
import type { FeeAnswer } from './types.ts'

/** Whole cents. `gross` is null when the policy states no rate for a price. */
export interface FeeTotal { net: number | null; taxes: { rate: string; base: number; amount: number }[]; tax: number | null; gross: number | null }

export const noMoney: FeeTotal = { net: 0, taxes: [], tax: 0, gross: 0 }

/** Cents without tax and the rate of the day (`0` for what is no price), with the clauses of the rate. */
export function amountOfFee(run: Run, { amount, tax, nature }: FeeAnswer, day: string): { net: number | null; rate: string | null; clauses: string[] } {
  const value = amountOf(amount, run.policy, (fact) => run.value(fact))
  if (nature !== 'price') return { net: value && roundHalfUp(value), rate: '0', clauses: [] }
  const won = run.winner(run.policy.machine.families.taxes)
  const rate = won && rateOn(won.rule.answer, day)
  const clauses = won ? [...won.rule.clauses] : []
  if (!value || tax === 'excluded') return { net: value && roundHalfUp(value), rate, clauses }
  return { net: rate === null ? null : roundHalfUp(withoutTax(value, rate)), rate, clauses }
}

/** The tax is that of each rate on the sum of the amounts that bear it (BILL-17). */
export function totalOf(proposals: readonly FeeProposal[]): FeeTotal {
  if (proposals.some(({ net }) => net === null)) return { net: null, taxes: [], tax: null, gross: null }
  const net = sum(proposals)
  if (proposals.some(({ rate }) => rate === null)) return { net, taxes: [], tax: null, gross: null }
  const taxes = [...Map.groupBy(proposals, ({ rate }) => rate!)].map(([rate, own]) => ({ rate, base: sum(own), amount: taxOn(sum(own), rate) }))
  const tax = taxes.reduce((all, { amount }) => all + amount, 0)
  return { net, taxes, tax, gross: net + tax }
}

function sum(proposals: readonly FeeProposal[]): number {
  return proposals.reduce((all, { net }) => all + net!, 0)
}
