/** Numbers that prove themselves by their check digits: payment cards, bank accounts, French social security numbers. */
import type { Span } from './span.ts'

const cards = /(?<![\d.,-])(?:\d{13,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?|\d{4}[ -]\d{6}[ -]\d{4,5})(?![\d-])/g
const issuers = /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|5\d\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|35\d{14})$/

/** Card numbers: a known issuer, the right length, and Luhn's digit. */
export function findCards(text: string): Span[] {
  return [...text.matchAll(cards)].flatMap((found) => {
    const digits = found[0].replaceAll(/[ -]/g, '')
    return issuers.test(digits) && hasLuhnDigit(digits) && !/^(\d)\1+$/.test(digits) ? [{ kind: 'card', from: found.index, to: found.index + found[0].length }] : []
  })
}

function hasLuhnDigit(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

const accounts = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g

/** International bank account numbers (ISO 13616): the remainder by 97 is 1. */
export function findAccounts(text: string): Span[] {
  return [...text.matchAll(accounts)].flatMap((found) => {
    const account = found[0].replaceAll(/[ \u00a0]/g, '')
    return account.length >= 15 && account.length <= 34 && remainder(account.slice(4) + account.slice(0, 4)) === 1 ? [{ kind: 'iban', from: found.index, to: found.index + found[0].length }] : []
  })
}

/** Letters count 10 to 35. */
function remainder(text: string): number {
  let rest = 0
  for (const char of text) {
    const value = Number.parseInt(char, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

const socialNumbers = /(?<!\d)[12378][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}[ .]?\d{2}(?!\d)/g

/** French social security numbers with their key: 97 less the remainder by 97. */
export function findSocialNumbers(text: string): Span[] {
  return [...text.matchAll(socialNumbers)].flatMap((found) => {
    const written = found[0].replaceAll(/[ .]/g, '')
    const number = Number(written.slice(0, 13).replace('2A', '19').replace('2B', '18'))
    return 97 - (number % 97) === Number(written.slice(13)) ? [{ kind: 'social_security', from: found.index, to: found.index + found[0].length }] : []
  })
}
