import type { MonthDay } from '../calendar/days.ts'
import type { CivilPeriod, Recurring, Stretch } from '../calendar/stretch.ts'
import type { Lang } from '../model.ts'
import { list } from './amounts.ts'
import { dayOfMonth } from './instants.ts'
import { nbsp } from './typography.ts'

function count(value: number, one: string, many: string): string {
  return `${value}${nbsp}${value === 1 ? one : many}`
}

/** A length counted on the wall: "12 mois", "30 jours", "1 year". */
export function stretchInWords({ months, days }: Stretch, lang: Lang): string {
  const fr = lang === 'fr'
  if (months > 0) return months % 12 === 0 && months > 12 ? count(months / 12, fr ? 'an' : 'year', fr ? 'ans' : 'years') : count(months, fr ? 'mois' : 'month', fr ? 'mois' : 'months')
  return count(days, fr ? 'jour' : 'day', fr ? 'jours' : 'days')
}

export const periods: Record<CivilPeriod, Record<Lang, string>> = { month: { fr: 'par mois', en: 'per month' }, quarter: { fr: 'par trimestre', en: 'per quarter' }, year: { fr: 'par an', en: 'per year' } }

/** "par mois", "per quarter", "per period (a new count on 1 January and 1 September)". */
export function periodInWords(period: Recurring, lang: Lang): string {
  if (typeof period === 'string') return periods[period][lang]
  const day = (first: MonthDay): string => dayOfMonth(Number(first.slice(0, 2)), Number(first.slice(3)), lang)
  const days = list(period.map((first) => (lang === 'fr' ? `le ${day(first)}` : day(first))), lang)
  return lang === 'fr' ? `par période (nouveau compte ${days})` : `per period (a new count on ${days})`
}
