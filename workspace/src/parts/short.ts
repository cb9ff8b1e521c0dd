import { dayInWords, nbsp, timeOfDay, wallAt, weekdayName } from '#ui/formats.ts'
import type { Lang } from '../texts/texts.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** A length of time for a narrow place, to the minute: "58 min", "1 h 40", "3 j 4 h". Never negative; under a minute "< 1 min". */
export function shortLength(seconds: number, lang: Lang): string {
  const total = Math.floor(Math.abs(seconds))
  if (total < minute) return `<${nbsp}1${nbsp}min`
  if (total < hour) return `${Math.floor(total / minute)}${nbsp}min`
  const two = (n: number) => String(n).padStart(2, '0')
  if (total < 2 * day) {
    const minutes = Math.floor((total % hour) / minute)
    return `${Math.floor(total / hour)}${nbsp}h${minutes === 0 ? '' : `${nbsp}${two(minutes)}`}`
  }
  const hours = Math.floor((total % day) / hour)
  return `${Math.floor(total / day)}${nbsp}${lang === 'fr' ? 'j' : 'd'}${hours === 0 ? '' : `${nbsp}${hours}${nbsp}h`}`
}

interface Told { now: number; zone: string; lang: Lang }

/** An instant for a narrow place: "17 h 10" today, "demain 9 h 20", "mar. 8 h 30" this week, "12 déc." beyond. */
export function shortInstant(at: number, { now, zone, lang }: Told): string {
  const [wall, today] = [wallAt(at, zone), wallAt(now, zone)]
  const time = timeOfDay(wall.seconds - (wall.seconds % minute), lang)
  const away = wall.day - today.day
  if (away === 0) return time
  if (Math.abs(away) === 1) return `${dayInWords(at, { zone, lang, now })} ${time}`
  if (Math.abs(away) < 7) return `${weekdayName(wall.weekday, lang).slice(0, 3)}${lang === 'fr' ? '.' : ''}${nbsp}${time}`
  const date = new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short', timeZone: zone, ...(wall.year === today.year ? {} : { year: 'numeric' }) }).format(at)
  return date.replaceAll(' ', nbsp)
}

/** An instant where every minute counts: "24 sept. 2026 17 h 10". */
export function datedInstant(at: number, { zone, lang }: Pick<Told, 'zone' | 'lang'>): string {
  const wall = wallAt(at, zone)
  const date = new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(at)
  return `${date} ${timeOfDay(wall.seconds - (wall.seconds % minute), lang)}`.replaceAll(' ', nbsp)
}

/** A file's size: "84 ko", "1,2 Mo" · "84 kB", "1.2 MB". */
export function shortSize(bytes: number, lang: Lang): string {
  const unit = lang === 'fr' ? 'o' : 'B'
  const figure = (n: number) => new Intl.NumberFormat(lang, { maximumFractionDigits: n < 10 ? 1 : 0 }).format(n)
  if (bytes < 1_000) return `${bytes}${nbsp}${unit}`
  return bytes < 1_000_000 ? `${figure(bytes / 1_000)}${nbsp}k${unit}` : `${figure(bytes / 1_000_000)}${nbsp}M${unit}`
}
