/** Amounts of money as whole cents. */

/** Cents of `60`, `60.5` or `60.00`; null when it is no such amount, or holds parts of a cent. */
export function parseMoney(text: string): number | null {
  const found = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text)
  if (!found) return null
  const cents = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0'))
  return found[1] === '-' ? -cents || 0 : cents
}

/**
 * Whole cents of an amount as people type it, in units: `1 234,56`, `1234.56`, `60`. null when it is no such amount. A separator of
 * thousands other than a space is not guessed at: `1,234` could be either.
 */
export function parseTypedMoney(text: string): number | null {
  const bare = text.trim().replace(/[ \u00a0\u202f]*€$/, '')
  if (!/^-?\d{1,3}([ \u00a0\u202f]\d{3})+([.,]\d{1,2})?$|^-?\d{1,12}([.,]\d{1,2})?$/.test(bare)) return null
  return parseMoney(bare.replaceAll(/[ \u00a0\u202f]/g, '').replace(',', '.'))
}

/** `60.00` of whole cents. */
export function moneyText(cents: number): string {
  const sign = cents < 0 ? '-' : ''
  const size = Math.abs(cents)
  return `${sign}${Math.trunc(size / 100)}.${String(size % 100).padStart(2, '0')}`
}
