/** The sum of digits in which every second one, from the right, counts double: what the numbers of French companies are checked by. */
function luhn(digits: string): number {
  return [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
}

/** Numbers as people write them, with spaces, dots or dashes, without these. */
export function bareNumber(text: string): string {
  return text.replace(/[\s\u00a0\u202f.-]/g, '').toUpperCase()
}

/** Whether nine digits are a SIREN. */
export function isSirenNumber(digits: string): boolean {
  return /^\d{9}$/.test(digits) && !/^0+$/.test(digits) && luhn(digits) % 10 === 0
}

const laPoste = '356000000'

/**
 * Whether fourteen digits are a SIRET: a SIREN and an establishment. The establishments of La Poste are too many for the usual
 * check; theirs is that the plain sum of digits is a multiple of five, and its head office keeps the usual one.
 */
export function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits) || !isSirenNumber(digits.slice(0, 9))) return false
  if (luhn(digits) % 10 === 0) return true
  return digits.startsWith(laPoste) && [...digits].reduce((total, digit) => total + Number(digit), 0) % 5 === 0
}

/** The forms of VAT numbers in the Union, and of Northern Ireland, after their country. */
const vatForms: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/, BE: /^[01]\d{9}$/, BG: /^\d{9,10}$/, CY: /^\d{8}[A-Z]$/, CZ: /^\d{8,10}$/, DE: /^\d{9}$/, DK: /^\d{8}$/, EE: /^\d{9}$/, EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/, FI: /^\d{8}$/, FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/, HR: /^\d{11}$/, HU: /^\d{8}$/, IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/, IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/, LU: /^\d{8}$/, LV: /^\d{11}$/, MT: /^\d{8}$/, NL: /^\d{9}B\d{2}$/, PL: /^\d{10}$/, PT: /^\d{9}$/, RO: /^\d{2,10}$/, SE: /^\d{12}$/,
  SI: /^\d{8}$/, SK: /^\d{10}$/, XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
}

/** Whether a text has the form of a VAT number of the Union; a French one also has the key of its SIREN. That it is registered, only the tax office knows. */
export function isVatNumber(text: string): boolean {
  const [country, rest] = [text.slice(0, 2), text.slice(2)]
  if (vatForms[country]?.test(rest) !== true) return false
  if (country !== 'FR') return true
  const siren = rest.slice(2)
  // Keys with letters are given since 1995 and follow another sum, which nobody publishes for certain: their form must do.
  return isSirenNumber(siren) && (!/^\d\d$/.test(rest.slice(0, 2)) || Number(rest.slice(0, 2)) === (12 + 3 * (Number(siren) % 97)) % 97)
}

/** Whether a name is a time zone that the machine knows, by its IANA name; an abbreviation such as EST is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*(?:\/[A-Za-z0-9_+-]+)*$/.test(name) || (!name.includes('/') && name !== 'UTC')) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
