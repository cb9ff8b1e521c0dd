/** Shares and amounts of a credit, exactly. */
import { amountOf, type Known } from '../money/amount.ts'
import { decimal, exact, type Exact, over, share, smaller, times } from '../money/exact.ts'
import type { Policy } from '../policy.ts'
import type { CreditAnswer, Worth } from './types.ts'

/** Exact cents; null when a fact of the amount is not known. */
export function centsOf(worth: Worth, of: CreditAnswer['of'], policy: Pick<Policy, 'figures' | 'facts'>, known: Known): Exact | null {
  if (worth.is === 'amount') return amountOf(worth.amount, policy, known)
  const whole = of ? amountOf(of, policy, known) : null
  return whole && share(whole, decimal(worth.percent)!)
}

/** So many times a worth, within a limit, as a percentage to a ten-thousandth: "25". null when one of them is an amount. */
export function percentOf(worth: Worth, count: number, atMost: Worth | undefined): string | null {
  if (worth.is !== 'percent' || atMost?.is === 'amount') return null
  const all = times(decimal(worth.percent)!, exact(BigInt(count)))
  const { num, den } = atMost ? smaller(all, decimal(atMost.percent)!) : all
  return String(Number((num * 10_000n) / den) / 10_000)
}

/** The percentage of a length that remains when part of it is lost; both in seconds. */
export function availability(whole: number, lost: number): Exact {
  const [all, gone] = [BigInt(Math.round(whole * 1000)), BigInt(Math.round(Math.min(lost, whole) * 1000))]
  return over(exact((all - gone) * 100n), exact(all))
}
