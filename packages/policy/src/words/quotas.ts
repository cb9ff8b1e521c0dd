/** Counted rights in words. */
import type { Lang } from '../model.ts'
import type { QuotaReading } from '../quotas/quota.ts'
import type { QuotaOf } from '../quotas/types.ts'
import { number } from './amounts.ts'
import { duration } from './durations.ts'
import { nbsp } from './typography.ts'

/** A quantity of a right: "7 h", "12 demandes". */
export function quantityInWords(of: QuotaOf, quantity: number, lang: Lang): string {
  if (of === 'time') return duration(quantity, lang)
  const noun = lang === 'fr' ? (quantity >= 2 ? 'demandes' : 'demande') : quantity === 1 ? 'request' : 'requests'
  return `${number(quantity, lang)}${nbsp}${noun}`
}

export const outcomes: Record<QuotaReading['outcome'], Record<Lang, string>> = {
  covered: { fr: 'compris', en: 'included' },
  refuse: { fr: 'épuisé, la demande n’est pas prise', en: 'used up, the request is not taken' },
  priced: { fr: 'épuisé, facturé au tarif', en: 'used up, charged at the rate' },
  ask_quote: { fr: 'épuisé, sur devis', en: 'used up, on a quote' },
  held: { fr: 'épuisé, la demande attend', en: 'used up, the request waits' },
  unlimited: { fr: 'sans limite', en: 'no limit' },
  unspecified: { fr: 'rien n’est dit', en: 'nothing is said' },
  unknown: { fr: 'à préciser', en: 'to be told' },
}
/** What a right comes to: "compris", "épuisé, sur devis". */
export function quotaOutcome(outcome: QuotaReading['outcome'], lang: Lang): string {
  return outcomes[outcome][lang]
}

export const parts = {
  fr: { granted: 'accordé', used: 'utilisé', expired: 'perdu', over: 'en plus', remaining: 'reste' },
  en: { granted: 'granted', used: 'used', expired: 'lost', over: 'beyond', remaining: 'left' },
} as const

/** The sums of a right: "accordé 10 h, utilisé 3 h, reste 7 h". */
export function balanceInWords({ of, balance }: Pick<QuotaReading, 'of' | 'balance'>, lang: Lang): string {
  const keys = ['granted', 'used', 'expired', 'over', 'remaining'] as const
  const told = keys.filter((key) => balance[key] > 0 || key === 'granted' || key === 'remaining')
  return told.map((key) => `${parts[lang][key]} ${quantityInWords(of, balance[key], lang)}`).join(', ')
}
