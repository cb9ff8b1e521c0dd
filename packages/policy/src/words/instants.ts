import { cityOfZone } from './cities.ts'
import type { Instant, Lang } from '../model.ts'
import { apostrophe, nbsp } from './typography.ts'
import { happensTwice, wallAt } from './wall.ts'

export const weekdays = {
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const
export const months = {
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const

/** The name of a day of the week, 0 for Monday. */
export function weekdayName(weekday: number, lang: Lang): string {
  return weekdays[lang][weekday] ?? ''
}

/** A time of day, in seconds since midnight: "9 h 00", "17 h 10 min 01 s" · "9:00", "17:10:01". */
export function timeOfDay(seconds: number, lang: Lang): string {
  const h = Math.floor(seconds / 3600)
  const m = String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')
  const s = Math.floor(seconds % 60)
  if (lang === 'en') return s === 0 ? `${h}:${m}` : `${h}:${m}:${String(s).padStart(2, '0')}`
  const base = `${h}${nbsp}h${nbsp}${m}`
  return s === 0 ? base : `${base}${nbsp}min${nbsp}${String(s).padStart(2, '0')}${nbsp}s`
}

/** A day of a month: "24 novembre", "1er novembre" · "24 November". `month` is 1 to 12. */
export function dayOfMonth(month: number, date: number, lang: Lang): string {
  return `${date === 1 && lang === 'fr' ? '1er' : date}${nbsp}${months[lang][month - 1] ?? ''}`
}

/** A date given as `2006-08-22`: "22 août 2006". A text of another form is returned as it is. */
export function dateInWords(iso: string, lang: Lang): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  if (!found) return iso
  return `${dayOfMonth(Number(found[2]), Number(found[3]), lang)}${nbsp}${Number(found[1])}`
}

/** The offset of a zone at an instant: "UTC+1", "UTC−8", "UTC+5:30". */
export function offsetInWords(at: Instant, zone: string): string {
  const { offset } = wallAt(at, zone)
  if (offset === 0) return 'UTC'
  const minutes = Math.floor(Math.abs(offset) / 60)
  const rest = minutes % 60
  return `UTC${offset < 0 ? '−' : '+'}${Math.floor(minutes / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** A zone in words: "heure de Paris", "heure d’Athènes", "heure du Caire", "Los Angeles time"; a fixed offset as it is. */
export function zoneInWords(zone: string, lang: Lang): string {
  const city = cityOfZone(zone, lang)
  if (!city) return zone.replace('-', '−')
  if (lang === 'en') return `${city} time`
  if (city.startsWith('Le ')) return `heure du ${city.slice(3)}`
  return /^[AEIOUYÉ]/i.test(city) ? `heure d${apostrophe}${city}` : `heure de ${city}`
}

export interface InstantWords {
  /** The zone in which the time is told. */
  zone: string
  lang: Lang
  /** When it is read: makes "today" and "tomorrow" possible, and leaves out the current year. */
  now?: Instant
  /** The reader's own zone: when its time differs, the zone of the told time is named. */
  readerZone?: string
  /** Told to the second. Otherwise to the minute that has begun: a deadline is then told early, never late. */
  seconds?: boolean
}

function zoneSuffix(at: Instant, { zone, lang, readerZone }: InstantWords): string {
  const twice = happensTwice(at, zone)
  const differs = readerZone !== undefined && wallAt(at, readerZone).offset !== wallAt(at, zone).offset
  if (differs) return ` (${zoneInWords(zone, lang)}, ${offsetInWords(at, zone)})`
  return twice ? ` (${offsetInWords(at, zone)})` : ''
}

/** The day of an instant: "aujourd’hui", "demain", "mardi 24 novembre", with its year when it is not the current one. */
export function dayInWords(at: Instant, how: InstantWords): string {
  const { lang, now, zone } = how
  const wall = wallAt(at, zone)
  const today = now === undefined ? undefined : wallAt(now, zone)
  const distance = today === undefined ? undefined : wall.day - today.day
  if (distance === 0) return lang === 'fr' ? `aujourd${apostrophe}hui` : 'today'
  if (distance === 1) return lang === 'fr' ? 'demain' : 'tomorrow'
  if (distance === -1) return lang === 'fr' ? 'hier' : 'yesterday'
  const year = today?.year === wall.year ? '' : `${nbsp}${wall.year}`
  return `${weekdayName(wall.weekday, lang)}${nbsp}${dayOfMonth(wall.month, wall.date, lang)}${year}`
}

/** The last day before an instant, when it counts to its end: "jusqu’au mercredi 27 mai 2026 inclus" · "until Wednesday 27 May 2026 included". */
export function untilDay(end: Instant, how: InstantWords): string {
  const day = dayInWords(end - 1, { zone: how.zone, lang: how.lang })
  return how.lang === 'fr' ? `jusqu${apostrophe}au ${day} inclus` : `until ${day} included`
}

/** An instant with its day in words: "mardi 24 novembre à 9 h 00", "aujourd’hui à 17 h 10", "tomorrow at 8:00". */
export function instantInWords(at: Instant, how: InstantWords): string {
  const { seconds } = wallAt(at, how.zone)
  const time = timeOfDay(how.seconds ? seconds : seconds - (seconds % 60), how.lang)
  return `${dayInWords(at, how)} ${how.lang === 'fr' ? 'à' : 'at'} ${time}${zoneSuffix(at, how)}`
}

/** An instant as the shortest unmistakable note: "24/11/2026 9:00" · "2026-11-24 9:00", for tables. */
export function instantInTable(at: Instant, { zone, lang }: InstantWords): string {
  const wall = wallAt(at, zone)
  const two = (n: number) => String(n).padStart(2, '0')
  const time = timeOfDay(wall.seconds, 'en').padStart(wall.seconds % 60 === 0 ? 5 : 8, '0')
  const date = lang === 'fr' ? `${two(wall.date)}/${two(wall.month)}/${wall.year}` : `${wall.year}-${two(wall.month)}-${two(wall.date)}`
  return `${date} ${time}${zoneSuffix(at, { zone, lang })}`
}
