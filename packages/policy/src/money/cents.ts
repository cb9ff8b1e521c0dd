/** Amounts of money as whole cents. */

/** Cents of `60`, `60.5` or `60.00`; null when it is no such amount, or holds parts of a cent. */
export function parseMoney(text: string): number | null {
  const found = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text)
  if (!found) return null
  const cents = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0'))
  return found[1] === '-' ? -cents || 0 : cents
}

/** `60.00` of whole cents. */
export function moneyText(cents: number): string {
  const sign = cents < 0 ? '-' : ''
  const size = Math.abs(cents)
  return `${sign}${Math.trunc(size / 100)}.${String(size % 100).padStart(2, '0')}`
}
