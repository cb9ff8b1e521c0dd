/** Amounts as exact fractions: nothing is lost between the price and the one place where the pipeline rounds. */

/** A fraction of cents; `den` is positive. */
export interface Exact { num: bigint; den: bigint }

export const zero: Exact = { num: 0n, den: 1n }

/** A fraction in its lowest terms; `den` is above zero. */
export function exact(num: bigint, den = 1n): Exact {
  const divisor = greatestCommon(num < 0n ? -num : num, den)
  return divisor > 1n ? { num: num / divisor, den: den / divisor } : { num, den }
}

/** The fraction that a decimal text is (`19.6`, `-0.05`, exponents of a computed number included); null when it is none. */
export function decimal(text: string): Exact | null {
  const found = /^(-?)(\d{1,15})(?:\.(\d{1,20}))?(?:e([+-]\d{1,2}))?$/i.exec(text)
  if (!found) return null
  const [, sign, whole, part = '', power = '0'] = found
  const digits = BigInt(`${whole}${part}`) * (sign === '-' ? -1n : 1n)
  const places = Number(power) - part.length
  return places < 0 ? exact(digits, 10n ** BigInt(-places)) : exact(digits * 10n ** BigInt(places))
}

export const plus = (a: Exact, b: Exact): Exact => exact(a.num * b.den + b.num * a.den, a.den * b.den)
export const minus = (a: Exact, b: Exact): Exact => plus(a, { num: -b.num, den: b.den })
export const times = (a: Exact, b: Exact): Exact => exact(a.num * b.num, a.den * b.den)
/** @throws RangeError when `b` is zero: no caller divides by what an author wrote */
export const over = (a: Exact, b: Exact): Exact => (b.num < 0n ? exact(-a.num * b.den, a.den * -b.num) : exact(a.num * b.den, a.den * b.num))
export const less = (a: Exact, b: Exact): boolean => a.num * b.den < b.num * a.den
export const smaller = (a: Exact, b: Exact): Exact => (less(b, a) ? b : a)
export const larger = (a: Exact, b: Exact): Exact => (less(a, b) ? b : a)

/** `percent` of an amount. */
export function share(amount: Exact, percent: Exact): Exact {
  return exact(amount.num * percent.num, amount.den * percent.den * 100n)
}

/** Whole cents, halves away from zero: of 0.5 cent, 1; of −0.5, −1 (BILL-17, BILL-18). Beyond 2^53 cents nothing is exact and nobody pays. */
export function roundHalfUp({ num, den }: Exact): number {
  const size = num < 0n ? -num : num
  const cents = Number((2n * size + den) / (2n * den))
  return num < 0n ? -cents || 0 : cents
}

function greatestCommon(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b]
  return a
}
