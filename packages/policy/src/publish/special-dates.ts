import { compileCalendar } from '../calendar/calendar.ts'
import { dayMs, parseDay } from '../calendar/days.ts'
import type { Calendar, CalendarSpec, Instant, Span, WeekDay } from '../calendar/types.ts'
import type { Lang } from '../model.ts'
import type { CalendarDeclaration, Policy } from '../policy.ts'
import { wordsIn } from '../words/fill.ts'
import { dateInWords, dayOfMonth, weekdayName } from '../words/instants.ts'
import { nbsp } from '../words/typography.ts'
import { wallAt } from '../words/wall.ts'
import type { SpecialDate } from './document.ts'
import { dayHours } from './week.ts'

const weeks = 53

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

function spansOn({ open, to: end }: WeekDay, zone: string): Span[] {
  const minutes = (at: Instant) => Math.floor(wallAt(at, zone).seconds / 60)
  return open.map(({ from, to }) => ({ from: minutes(from), to: to >= end ? 1440 : minutes(to) }))
}

/** The days of the year from an instant on, today included. */
function yearOf(calendar: Calendar, at: Instant): WeekDay[] {
  const first = calendar.week(at)
  const today = first.find((day) => at < day.to)!.date
  const limit = parseDay(today)! + 365
  const days = Array.from({ length: weeks }, (_, week) => calendar.week(first[2]!.from + week * 7 * dayMs)).flat()
  return days.filter(({ date }) => date >= today && parseDay(date)! < limit)
}

/** "mercredi 11 novembre 2026", "du 3 au 14 août 2026". */
function datesInWords(from: string, until: string, lang: Lang): string {
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
  const plain = plainSpec(spec)
  if (plain === null) return []
  const ordinary = yearOf(compileCalendar(plain), at)
  const found: SpecialDate[] = []
  yearOf(calendar, at).forEach((day, i) => {
    const usual = ordinary[i]!
    if (JSON.stringify(day.open) === JSON.stringify(usual.open)) return
    const label = day.label ? wordsIn(day.label, policy, lang) : null
    const hours = dayHours(spansOn(day, calendar.zone), lang)
    const last = found.at(-1)
    const follows = last && last.hours === hours && last.label === label && gap(last.until, day.date, ordinary)
    if (follows) last.until = day.date
    else found.push({ from: day.date, until: day.date, date: '', label, hours, holiday: day.holiday })
  })
  return found.map((one) => ({ ...one, date: datesInWords(one.from, one.until, lang) }))
}

/** Whether nothing opens between two days: a closing of two weeks is one line though its Sundays are closed anyway. */
function gap(after: string, before: string, ordinary: readonly WeekDay[]): boolean {
  return ordinary.every(({ date, open }) => date <= after || date >= before || open.length === 0)
}
