import { compileCalendar } from '../calendar/calendar.ts'
import { dayMs, formatDay, minuteMs, parseDay } from '../calendar/days.ts'
import type { Calendar, CalendarSpec, Span } from '../calendar/types.ts'
import { zoneOf } from '../calendar/zone.ts'
import type { Instant, Lang, Words } from '../model.ts'
import type { CalendarDeclaration, Policy } from '../policy.ts'
import { wordsIn } from '../words/fill.ts'
import { dateInWords, dayOfMonth, weekdayName } from '../words/instants.ts'
import { nbsp } from '../words/typography.ts'
import type { SpecialDate } from './document.ts'
import { dayHours } from './week.ts'

const days = 365

/** The same hours without holidays and exceptions; null when there are none to take away. */
function plainSpec(spec: CalendarSpec): CalendarSpec | null {
  if (spec.kind === 'always') return null
  if (spec.kind === 'weekly') return spec.holidays === 'none' && spec.exceptions.length === 0 ? null : { ...spec, holidays: 'none', exceptions: [] }
  if (spec.kind === 'complement') {
    const of = plainSpec(spec.of)
    return of && { ...spec, of }
  }
  if (spec.kind === 'minus') {
    const [of, less] = [plainSpec(spec.of), plainSpec(spec.less)]
    return of || less ? { ...spec, of: of ?? spec.of, less: less ?? spec.less } : null
  }
  const parts = spec.of.map(plainSpec)
  return parts.some((part) => part !== null) ? { ...spec, of: spec.of.map((part, i) => parts[i] ?? part) } : null
}

interface Day { day: number; spans: Span[]; holiday: boolean; label?: Words }

/** The first instants of a day and of those that follow it for a year. */
function midnights(zone: string, at: Instant): { first: number; starts: Instant[] } {
  const { wallAt: wall, instantOf } = zoneOf(zone)
  const first = Math.floor(wall(at) / dayMs)
  return { first, starts: Array.from({ length: days + 1 }, (_, i) => instantOf((first + i) * dayMs)) }
}

/** What is open on each of these days, and what explains a closing. Asked once for the whole year: a page has no time for each day. */
function daysOf(calendar: Calendar, { first, starts }: ReturnType<typeof midnights>): Day[] {
  const { wallAt: wall } = zoneOf(calendar.zone)
  const segments = calendar.segments(starts[0]!, starts[days]!)
  let next = 0
  return Array.from({ length: days }, (_, i) => {
    const [from, to] = [starts[i]!, starts[i + 1]!]
    const minutes = (instant: Instant) => (instant <= from ? 0 : instant >= to ? 1440 : Math.floor((wall(instant) % dayMs) / minuteMs))
    const day: Day = { day: first + i, spans: [], holiday: false }
    while (next < segments.length && segments[next]!.to <= from) next++
    for (let at = next; at < segments.length && segments[at]!.from < to; at++) {
      const { state, label, from: start, to: end } = segments[at]!
      if (state === 'open') day.spans.push({ from: minutes(start), to: minutes(end) })
      if (state === 'holiday') day.holiday = true
      if (label) day.label ??= label
    }
    return day
  })
}

const plainCalendars = new WeakMap<CalendarSpec, Calendar | null>()

/** The calendar without holidays and exceptions, compiled once; null when it has none. */
function plainCalendar(spec: CalendarSpec): Calendar | null {
  const known = plainCalendars.get(spec)
  if (known !== undefined) return known
  const plain = plainSpec(spec)
  const made = plain && compileCalendar(plain)
  plainCalendars.set(spec, made)
  return made
}

/** "mercredi 11 novembre 2026", "du 3 au 14 août 2026". */
export function datesInWords(from: string, until: string, lang: Lang): string {
  const weekday = (date: string) => weekdayName((parseDay(date)! + 3) % 7, lang)
  if (from === until) return `${weekday(from)} ${dateInWords(from, lang)}`
  const day = (date: string) => dayOfMonth(Number(date.slice(5, 7)), Number(date.slice(8)), lang)
  const sameMonth = from.slice(0, 7) === until.slice(0, 7)
  const first = sameMonth ? day(from).split(nbsp)[0]! : from.slice(0, 4) === until.slice(0, 4) ? day(from) : dateInWords(from, lang)
  return lang === 'fr' ? `du ${first} au ${dateInWords(until, lang)}` : `${first} to ${dateInWords(until, lang)}`
}

/**
 * The days of the twelve months that follow when the hours are not those of the week: holidays, closures, half-days, extra
 * openings. A holiday that falls on a day when nobody is there anyway is not one of them. Days in a row for one reason are one line.
 */
export function specialDates(policy: Policy, { spec, calendar }: CalendarDeclaration, lang: Lang, at: Instant): SpecialDate[] {
  const plain = plainCalendar(spec)
  if (plain === null) return []
  const year = midnights(calendar.zone, at)
  const ordinary = daysOf(plain, year)
  const found: SpecialDate[] = []
  const actual = daysOf(calendar, year)
  actual.forEach((day, i) => {
    if (sameSpans(day.spans, ordinary[i]!.spans)) return
    const label = day.label ? wordsIn(day.label, policy, lang) : null
    const hours = dayHours(day.spans, lang)
    const last = found.at(-1)
    const date = formatDay(day.day)
    if (last && last.hours === hours && last.label === label && nothingBetween(parseDay(last.until)!, day.day, ordinary)) last.until = date
    else found.push({ from: date, until: date, since: date, through: date, date: '', label, hours, holiday: day.holiday })
  })
  const expected = actual.filter(({ spans }, i) => spans.length > 0 || ordinary[i]!.spans.length > 0).map(({ day }) => day)
  return found.map((one) => ({
    ...one, date: datesInWords(one.from, one.until, lang),
    since: formatDay((expected.findLast((day) => day < parseDay(one.from)!) ?? year.first - 1) + 1),
    through: formatDay((expected.find((day) => day > parseDay(one.until)!) ?? year.first + days) - 1),
  }))
}

function sameSpans(a: readonly Span[], b: readonly Span[]): boolean {
  return a.length === b.length && a.every(({ from, to }, i) => from === b[i]!.from && to === b[i]!.to)
}

/** A closing of two weeks is one line though its Sundays are closed anyway. */
function nothingBetween(after: number, before: number, ordinary: readonly Day[]): boolean {
  return ordinary.every(({ day, spans }) => day <= after || day >= before || spans.length === 0)
}
