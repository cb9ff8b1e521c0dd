import { businessDays, duration } from '@guichet/policy/words/formats'
import { readDuration } from '@guichet/protocol'
import type { Lang } from '@guichet/policy'

/** Dates, durations, hours and money as both faces write them: the engine's own formats, so that a page and a promise say the same. */
export * from '@guichet/policy/words/formats'

/** A duration of the wire in words, in seconds or in business days. */
export function amountInWords(wire: string, lang: Lang): string {
  return measuredInWords(readDuration(wire), lang)
}

/** An amount of a measure in words. */
export function measuredInWords({ amount, unit }: { amount: number; unit: 'second' | 'day' }, lang: Lang): string {
  return unit === 'day' ? businessDays(amount, lang) : duration(amount, lang)
}
