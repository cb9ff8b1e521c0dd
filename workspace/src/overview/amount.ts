import type { FigureLine } from '@guichet/protocol'
import { duration } from '#ui/formats.ts'
import type { Lang } from '../texts/texts.ts'
import { overviewTexts } from './texts.ts'

/** How a promise is judged, which is how it is drawn and worded: a mean over many, or each by its bond. */
export type Kind = 'guaranteed' | 'objective' | 'none' | 'mean'
export const kinds: readonly Kind[] = ['guaranteed', 'mean', 'objective', 'none']
export const kindOf = ({ statistic, bond }: Pick<FigureLine, 'statistic' | 'bond'>): Kind => (statistic === 'mean' ? 'mean' : bond)

/** An amount of a promise's own calendar, in words; above a minute to the minute, as nobody reads seconds of an average. */
export function amountInWords(amount: number, unit: 'second' | 'day', lang: Lang): string {
  if (unit === 'day') return overviewTexts(lang).days(new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(amount))
  return duration(amount >= 60 ? Math.round(amount / 60) * 60 : Math.round(amount), lang)
}

/** A share in words: never rounded up to all when one is missing. */
export function shareInWords(share: number, lang: Lang): string {
  const shown = share < 100 ? Math.min(99.9, Math.round(share * 10) / 10) : 100
  return `${new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(shown)}${lang === 'fr' ? '\u202f' : ''}%`
}
