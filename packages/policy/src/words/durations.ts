import type { Counted, Lang } from '../model.ts'
import { nbsp } from './typography.ts'

export const names = {
  fr: { second: ['seconde', 'secondes'], minute: ['minute', 'minutes'], hour: ['heure', 'heures'], day: ['jour', 'jours'] },
  en: { second: ['second', 'seconds'], minute: ['minute', 'minutes'], hour: ['hour', 'hours'], day: ['day', 'days'] },
} as const

/** A count with its noun: "1 heure", "2 heures"; in French, zero and one take the singular. */
function count(n: number, noun: keyof (typeof names)['fr'], lang: Lang): string {
  const many = lang === 'fr' ? n >= 2 : n !== 1
  return `${n}${nbsp}${names[lang][noun][many ? 1 : 0]}`
}

/**
 * A length of time in words: "10 minutes", "2 h", "1 h 30", "1 min 40 s", "3 jours" (whole days from two on).
 * `seconds` is rounded to the whole second; a negative length keeps its sign.
 */
export function duration(seconds: number, lang: Lang): string {
  const total = Math.round(Math.abs(seconds))
  const sign = seconds < 0 && total > 0 ? '−' : ''
  if (total >= 172_800 && total % 86_400 === 0) return sign + count(total / 86_400, 'day', lang)
  const h = Math.floor(total / 3600)
  const m = Math.floor((total % 3600) / 60)
  const s = total % 60
  if (h === 0 && s === 0) return sign + count(m, 'minute', lang)
  if (h === 0 && m === 0) return sign + count(s, 'second', lang)
  const parts: string[] = []
  if (h > 0) parts.push(`${h}${nbsp}h`)
  if (m > 0 || (h > 0 && s > 0)) parts.push(h > 0 && s === 0 ? String(m).padStart(2, '0') : `${m}${nbsp}min`)
  if (s > 0) parts.push(`${s}${nbsp}s`)
  return sign + parts.join(nbsp)
}

/**
 * A length of time counted on a calendar: "2 heures ouvrées", "1 h 30 ouvrée", "2 business hours".
 * `calendar` is the name to show when the policy has several, so that "ouvrée" is never used bare.
 */
export function workingDuration(seconds: number, lang: Lang, calendar?: string): string {
  const total = Math.round(seconds)
  const named = calendar === undefined ? '' : ` (${calendar})`
  if (total % 3600 === 0 && total > 0) {
    const n = total / 3600
    return (lang === 'fr'
      ? `${n}${nbsp}${n >= 2 ? 'heures ouvrées' : 'heure ouvrée'}`
      : `${n}${nbsp}business ${n === 1 ? 'hour' : 'hours'}`) + named
  }
  const plain = total >= 172_800 ? hoursOnly(total) : duration(total, lang)
  if (lang === 'en') return `${plain} of business time${named}`
  return `${plain} ${total >= 7200 || total < 3600 && total >= 120 ? 'ouvrées' : 'ouvrée'}${named}`
}

function hoursOnly(total: number): string {
  const minutes = Math.round((total % 3600) / 60)
  return `${Math.floor(total / 3600)}${nbsp}h${nbsp}${String(minutes).padStart(2, '0')}`
}

/** A number of working days: "2 jours ouvrés", "1 business day". */
export function businessDays(days: number, lang: Lang): string {
  if (lang === 'fr') return `${days}${nbsp}${days >= 2 ? 'jours ouvrés' : 'jour ouvré'}`
  return `${days}${nbsp}business ${days === 1 ? 'day' : 'days'}`
}

/** Two lengths in words as a range; a unit that both have is said once: "15 à 30 minutes", "1 to 2 business hours". */
export function rangeOf(from: string, to: string, lang: Lang): string {
  const joined = lang === 'fr' ? `${nbsp}à ` : ' to '
  const [low, high] = [from, to].map((text) => /^(\d+)\u00a0(\D+)$/.exec(text))
  const singular = (unit: string) => unit.replaceAll(/s\b/g, '')
  const once = low && high && singular(low[2]!) === singular(high[2]!)
  return `${once ? low[1]! : from}${joined}${to}`
}

/** A promised value in the words of its measure. `calendar`: see `workingDuration`. */
export function promisedLength(value: number, counted: Counted, lang: Lang, calendar?: string): string {
  if (counted.by === 'elapsed') return duration(value, lang)
  if (counted.by === 'calendar') return workingDuration(value, lang, calendar)
  return businessDays(value, lang)
}
