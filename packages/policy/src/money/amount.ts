/** Amounts as a policy writes them: figures, contract values, shares, the larger or smaller of several. */
import type { FactValue, Lang } from '../model.ts'
import type { FactDeclaration, Figure, Policy } from '../policy.ts'
import { list, money, moneyOfCents, number, percent } from '../words/amounts.ts'
import { figureInWords } from '../words/figures.ts'
import { wordsIn } from '../words/words-in.ts'
import { decimal, type Exact, exact, larger, plus, share, smaller, times, zero } from './exact.ts'

/** Plain data that survives JSON: decimal texts, names of figures and facts. */
export type Amount =
  | { is: 'value'; value: string }
  | { is: 'figure'; figure: string }
  /** A fact of type `money`. */
  | { is: 'fact'; fact: string }
  | { is: 'percent'; percent: string; of: Amount }
  /** `times`: a decimal text, or the name of a fact of type `number`. */
  | { is: 'times'; times: string | { fact: string }; of: Amount }
  | { is: 'max' | 'min' | 'sum'; amounts: Amount[] }

/** Amounts inside amounts, at most. */
export const deepest = 8

interface Names { figures: ReadonlyMap<string, Figure>; facts: ReadonlyMap<string, FactDeclaration> }
/** What is known of a fact: derived, given, or its default. */
export type Known = (fact: string) => FactValue | undefined

/** The amount in exact cents; null when a fact that it needs is not known. */
export function amountOf(amount: Amount, policy: Names, known: Known): Exact | null {
  switch (amount.is) {
    case 'value': return cents(amount.value)
    case 'figure': {
      const figure = policy.figures.get(amount.figure)
      return figure?.form === 'money' ? cents(figure.amount) : null
    }
    case 'fact': {
      const value = known(amount.fact)
      return typeof value === 'number' && Number.isSafeInteger(value) ? exact(BigInt(value)) : null
    }
    case 'percent': {
      const whole = amountOf(amount.of, policy, known)
      return whole && share(whole, decimal(amount.percent) ?? zero)
    }
    case 'times': {
      const one = amountOf(amount.of, policy, known)
      const count = factor(amount.times, known)
      return one && count && times(one, count)
    }
    case 'max': case 'min': case 'sum': {
      const all = amount.amounts.map((inner) => amountOf(inner, policy, known))
      if (all.some((one) => one === null)) return null
      const join = amount.is === 'max' ? larger : amount.is === 'min' ? smaller : plus
      return (all as Exact[]).reduce(join)
    }
  }
}

function cents(units: string): Exact | null {
  const value = decimal(units)
  return value && times(value, exact(100n))
}

function factor(count: string | { fact: string }, known: Known): Exact | null {
  if (typeof count === 'string') return decimal(count)
  const value = known(count.fact)
  return typeof value === 'number' ? decimal(String(value)) : null
}

/** The facts of which the amount is made: each must be known. */
export function factsOfAmount(amount: Amount): string[] {
  switch (amount.is) {
    case 'value': case 'figure': return []
    case 'fact': return [amount.fact]
    case 'percent': return factsOfAmount(amount.of)
    case 'times': return [...(typeof amount.times === 'string' ? [] : [amount.times.fact]), ...factsOfAmount(amount.of)]
    default: return amount.amounts.flatMap(factsOfAmount)
  }
}

/** How the figures in an amount say that they stand to tax: an amount is with tax, without, or does not say. */
export function taxesOfAmount(amount: Amount, figures: Names['figures']): Set<'excluded' | 'included'> {
  if (amount.is === 'figure') {
    const figure = figures.get(amount.figure)
    return new Set(figure?.form === 'money' && figure.tax ? [figure.tax] : [])
  }
  if (amount.is === 'value' || amount.is === 'fact') return new Set()
  const inner = amount.is === 'percent' || amount.is === 'times' ? [amount.of] : amount.amounts
  return new Set(inner.flatMap((one) => [...taxesOfAmount(one, figures)]))
}

export const joined = {
  max: { fr: 'le plus élevé de ', en: 'the highest of ' }, min: { fr: 'le plus bas de ', en: 'the lowest of ' }, sum: { fr: 'la somme de ', en: 'the sum of ' },
} as const

/** "60,00 € HT", "10 % de Abonnement mensuel", "le plus élevé de 25,00 € et …". */
export function amountInWords(amount: Amount, policy: Policy, lang: Lang): string {
  const currency = policy.currency ?? 'EUR'
  const factLabel = (name: string): string => wordsIn(policy.facts.get(name)?.label ?? {}, policy, lang) || name
  switch (amount.is) {
    case 'value': return money(amount.value, currency, lang)
    case 'figure': {
      const figure = policy.figures.get(amount.figure)
      return figure ? (figureInWords(figure, undefined, currency, lang) ?? '') : ''
    }
    case 'fact': return factLabel(amount.fact)
    case 'percent': return `${percent(amount.percent, lang)} ${lang === 'fr' ? 'de' : 'of'} ${amountInWords(amount.of, policy, lang)}`
    case 'times': return `${typeof amount.times === 'string' ? number(amount.times, lang) : factLabel(amount.times.fact)} × ${amountInWords(amount.of, policy, lang)}`
    default: return `${joined[amount.is][lang]}${list(amount.amounts.map((one) => amountInWords(one, policy, lang)), lang)}`
  }
}

/** Whole cents in words: "1 234,56 € HT" (BILL-19). */
export function centsInWords(cents: number, policy: Pick<Policy, 'currency'>, lang: Lang, tax?: 'excluded' | 'included'): string {
  return moneyOfCents(cents, policy.currency ?? 'EUR', lang, tax)
}
