/** The stages of a price in words. */
import type { Lang } from '../model.ts'
import { amountInWords, centsInWords } from '../money/amount.ts'
import type { BillLine } from '../money/bill.ts'
import type { PriceStage, PriceStep } from '../money/line.ts'
import type { PriceTerms } from '../money/types.ts'
import type { Policy } from '../policy.ts'
import { money, percent } from './amounts.ts'
import { duration } from './durations.ts'

/** The parts of a price that have a placeholder: its amount, which is the empty part, and the slice of time. */
export function priceParts({ rate, amount, unit }: PriceTerms): ('' | 'unit')[] {
  return [...(rate || (amount && amount !== 'quote') ? ['' as const] : []), ...(unit === undefined ? [] : ['unit' as const])]
}

/** "60,00 € HT", of an hour or of the whole; of the part `unit`: "30 minutes". undefined: the price has no such part. */
export function priceInWords(terms: PriceTerms, part: string | undefined, policy: Policy, lang: Lang): string | undefined {
  if (part === 'unit') return terms.unit === undefined ? undefined : duration(terms.unit, lang)
  const amount = terms.rate ?? terms.amount
  if (part !== undefined || !amount || amount === 'quote') return undefined
  return amount.is === 'value' ? money(amount.value, policy.currency ?? 'EUR', lang, terms.tax ?? 'excluded') : amountInWords(amount, policy, lang)
}

export const stages: Record<PriceStage, { fr: string; en: string }> = {
  free_time: { fr: 'Temps offert', en: 'Free time' },
  round: { fr: 'Temps arrondi', en: 'Time rounded' },
  cap: { fr: 'Temps plafonné', en: 'Time capped' },
  minimum: { fr: 'Temps minimal', en: 'Least time' },
  value: { fr: 'Valeur', en: 'Value' },
  surcharges: { fr: 'Majorations', en: 'Surcharges' },
  factor: { fr: 'Coefficient', en: 'Factor' },
  at_least: { fr: 'Montant minimal', en: 'Least amount' },
  at_most: { fr: 'Montant plafonné', en: 'Amount capped' },
  tax_taken_out: { fr: 'Hors taxes', en: 'Without tax' },
}

export function stageInWords({ stage }: PriceStep, lang: Lang): string {
  return stages[stage][lang]
}

/** "1 h 10 → 1 h 30", "60,00 € → 90,00 €"; the value alone where a stage begins or changes nothing. */
export function changeInWords({ stage, in: unit, from, to }: PriceStep, policy: Policy, lang: Lang): string {
  const say = (value: number): string => (unit === 'cents' ? centsInWords(value, policy, lang) : value === 0 ? '0' : duration(value, lang))
  if (stage === 'surcharges' && from === to) return lang === 'fr' ? 'aucune' : 'none'
  return from === to ? say(to) : `${say(from)} → ${say(to)}`
}

export const outcomes: Record<BillLine['outcome'], { fr: string; en: string }> = {
  due: { fr: 'dû', en: 'due' },
  nothing: { fr: 'rien à payer', en: 'nothing to pay' },
  not_due: { fr: 'pas encore dû', en: 'not due yet' },
  barred: { fr: 'ne peut jamais être facturé', en: 'may never be charged' },
  quote_needed: { fr: 'pas sans devis accepté', en: 'not without an accepted quote' },
  undecided: { fr: 'ne peut pas encore être calculé', en: 'cannot be worked out yet' },
}

export function outcomeOfPrice(outcome: BillLine['outcome'], lang: Lang): string {
  return outcomes[outcome][lang]
}

/** "11,76 € (19,6 % de 60,00 €)". */
export function taxInWords({ percent: rate, base, amount }: { percent: string; base: number; amount: number }, policy: Policy, lang: Lang): string {
  const of = lang === 'fr' ? 'de' : 'of'
  return `${centsInWords(amount, policy, lang)} (${percent(rate, lang)} ${of} ${centsInWords(base, policy, lang)})`
}
