import { businessDays, duration } from '@guichet/policy/words/formats'
import type { Lang } from '@guichet/policy'

/** Dates, durations, hours and money as both faces write them: the engine's own formats, so that a page and a promise say the same. */
export * from '@guichet/policy/words/formats'

/** An amount of a measure in words. */
export function measuredInWords({ amount, unit }: { amount: number; unit: 'second' | 'day' }, lang: Lang): string {
  return unit === 'day' ? businessDays(amount, lang) : duration(amount, lang)
}
