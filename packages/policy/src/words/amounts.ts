import type { Lang } from '../model.ts'
import { moneyText } from '../money/cents.ts'
import { nbsp, unbreakable } from './typography.ts'

const locales = { fr: 'fr-FR', en: 'en-GB' } as const
const decimal = (text: string) => text as Intl.StringNumericLiteral

const numbers = { fr: new Intl.NumberFormat(locales.fr, { maximumFractionDigits: 20 }), en: new Intl.NumberFormat(locales.en, { maximumFractionDigits: 20 }) }

/** A number: "1 234,5" · "1,234.5". Takes a decimal text to stay exact. */
export function number(value: number | string, lang: Lang): string {
  return numbers[lang].format(decimal(String(value)))
}

/** A percentage given in percent ("19.6"): "19,6 %" · "19.6%". */
export function percent(value: number | string, lang: Lang): string {
  return `${number(value, lang)}${lang === 'fr' ? `${nbsp}%` : '%'}`
}

export const taxes = {
  excluded: { fr: 'HT', en: 'excl. tax' },
  included: { fr: 'TTC', en: 'incl. tax' },
} as const

/** An amount given as a decimal text: "350,00 € HT" · "€350.00 excl. tax". */
export function money(amount: string, currency: string, lang: Lang, tax?: 'excluded' | 'included'): string {
  const digits = new Intl.NumberFormat(locales[lang], { style: 'currency', currency }).format(decimal(amount))
  return tax === undefined ? digits : `${digits}${nbsp}${taxes[tax][lang]}`
}

/** The same, given in whole cents. */
export function moneyOfCents(cents: number, currency: string, lang: Lang, tax?: 'excluded' | 'included'): string {
  return money(moneyText(cents), currency, lang, tax)
}

/** A telephone number that no line break cuts; French ones in pairs. */
export function phone(number: string): string {
  const french = /^\+33\s?(\d)((?:\d{2}){4})$/.exec(number.replaceAll(/[\s.]/g, ''))
  if (!french) return unbreakable(number)
  return unbreakable(`+33 ${french[1]} ${(french[2] ?? '').match(/../g)?.join(' ') ?? ''}`)
}

// Made once: making one costs more than a page of their answers.
const listsIn = (locale: string) => ({ and: new Intl.ListFormat(locale, { type: 'conjunction' }), or: new Intl.ListFormat(locale, { type: 'disjunction' }) })
const lists = { fr: listsIn(locales.fr), en: listsIn(locales.en) }

/** Several things in a row: "a, b et c" · "a, b and c"; `or`: "a ou b". */
export function list(items: readonly string[], lang: Lang, joined: 'and' | 'or' = 'and'): string {
  return items.length === 1 ? items[0]! : lists[lang][joined].format(items)
}
