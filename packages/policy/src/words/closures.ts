/** The days on which a calendar is closed by exception, in words. */
import type { CalendarException, CalendarSpec } from '../calendar/types.ts'
import type { Lang } from '../model.ts'
import { list } from './amounts.ts'
import { dateInWords, dayOfMonth } from './instants.ts'
import { nbsp } from './typography.ts'

/** The exceptions that only close; a calendar made of others has none of its own. */
export function closed(spec: CalendarSpec): CalendarException[] {
  return spec.kind === 'weekly' ? spec.exceptions.filter(({ spans }) => spans.length === 0) : []
}

/** "du 9 au 22 août 2027 et le 24 décembre"; undefined: nothing closes it by exception. */
export function closuresInWords(spec: CalendarSpec, lang: Lang): string | undefined {
  const days = closed(spec)
  return days.length === 0 ? undefined : list(days.map((one) => closure(one, lang)), lang)
}

function closure({ on, until = on }: CalendarException, lang: Lang): string {
  if (on === until) return lang === 'fr' ? `le ${day(on, lang)}` : `on ${day(on, lang)}`
  const [first, last] = [startOf(on, until, lang), day(until, lang)]
  return lang === 'fr' ? `du ${first} au ${last}` : `from ${first} to ${last}`
}

/** A day of every year has no year to tell. */
function day(date: string, lang: Lang): string {
  return date.length > 5 ? dateInWords(date, lang) : dayOfMonth(Number(date.slice(0, 2)), Number(date.slice(3)), lang)
}

/** The first of two dates says only what the second does not. */
function startOf(on: string, until: string, lang: Lang): string {
  const [from, to] = [on.slice(-5), until.slice(-5)]
  if (on.slice(0, -5) !== until.slice(0, -5)) return day(on, lang)
  const short = dayOfMonth(Number(from.slice(0, 2)), Number(from.slice(3)), lang)
  return from.slice(0, 2) === to.slice(0, 2) ? short.split(nbsp)[0]! : short
}
