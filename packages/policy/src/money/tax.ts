/** The rate of a tax on a day, and taxes on amounts. */
import { exact, type Exact, decimal, over, plus, roundHalfUp, share, times } from './exact.ts'
import type { TaxAnswer } from './types.ts'

/** The percentage in force on a day (`2006-08-22`): that of the tax point, never of today (BILL-16). null: none is stated for it. */
export function rateOn({ rates }: TaxAnswer, day: string): string | null {
  return rates.findLast(({ from }) => from === null || from <= day)?.percent ?? null
}

/** The tax on whole cents, half up to the cent (BILL-17, EN 16931 BR-CO-17). */
export function taxOn(cents: number, percent: string): number {
  return roundHalfUp(share(exact(BigInt(cents)), decimal(percent)!))
}

/** The amount without the tax that it holds. */
export function withoutTax(amount: Exact, percent: string): Exact {
  return over(times(amount, exact(100n)), plus(exact(100n), decimal(percent)!))
}
