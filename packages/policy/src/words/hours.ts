import { complement, intersect, normalise, subtract } from '../calendar/intervals.ts'
import { weeklyParts } from '../calendar/parts.ts'
import type { CalendarSpec, Week, WeeklySpec } from '../calendar/types.ts'
import type { Lang } from '../model.ts'
import { list } from './amounts.ts'
import { dayOfMonth, zoneInWords } from './instants.ts'
import { apostrophe, thin } from './typography.ts'
import { openDaysInWords, weekInWords, type WeekSpans } from './week.ts'

export { weeklyParts }

const weekLength = 7 * 1440

/** Spans of a week as flat minutes; what runs over Sunday comes back on Monday. */
export function weekSpans(week: Week): WeekSpans {
  const pairs: number[] = []
  for (const [weekday, spans] of Object.entries(week)) {
    const midnight = (Number(weekday) - 1) * 1440
    for (const { from, to } of spans ?? []) {
      const until = midnight + (to <= from ? to + 1440 : to)
      pairs.push(midnight + from, Math.min(until, weekLength))
      if (until > weekLength) pairs.push(0, until - weekLength)
    }
  }
  return normalise(pairs)
}

/** The ordinary week of a weekly calendar: the period that is neither dated nor seasonal. */
function ordinary(spec: WeeklySpec): WeekSpans {
  const period = spec.periods.findLast(({ from, until, yearly }) => from === undefined && until === undefined && yearly === undefined)
  return weekSpans(period?.week ?? {})
}

/** The ordinary week of any calendar, without its holidays, closures and seasons. */
export function ordinaryWeek(spec: CalendarSpec): WeekSpans {
  switch (spec.kind) {
    case 'weekly': return ordinary(spec)
    case 'always': return [0, weekLength]
    case 'complement': return complement(ordinaryWeek(spec.of), 0, weekLength)
    case 'union': return normalise(spec.of.flatMap((part) => [...ordinaryWeek(part)]))
    case 'intersection': return spec.of.map(ordinaryWeek).reduce((a, b) => intersect(a, b), [0, weekLength])
    case 'minus': return subtract(ordinaryWeek(spec.of), ordinaryWeek(spec.less))
  }
}

/** Of hours on the customer's wall: in place of a zone. */
export const customersTime = { fr: `à l${apostrophe}heure du client`, en: `in the customer${apostrophe}s time zone` } as const

export const words = {
  fr: {
    holidays: ', hors jours fériés', season: (from: string, to: string, hours: string) => `, sauf du ${from} au ${to}${thin}: ${hours}`,
    complement: (of: string) => `en dehors de${thin}: ${of}`, minus: (of: string, less: string) => `${of}, sauf ${less}`,
  },
  en: {
    holidays: ', public holidays excepted', season: (from: string, to: string, hours: string) => `, but from ${from} to ${to}: ${hours}`,
    complement: (of: string) => `outside ${of}`, minus: (of: string, less: string) => `${of}, except ${less}`,
  },
} as const

function seasons(spec: WeeklySpec, lang: Lang): string {
  const day = (monthDay: string) => dayOfMonth(Number(monthDay.slice(0, 2)), Number(monthDay.slice(3, 5)), lang)
  return spec.periods.map(({ yearly, week }) => (
    yearly ? words[lang].season(day(yearly.from), day(yearly.until), weekInWords(weekSpans(week), lang)) : ''
  )).join('')
}

/** Nothing for the wall of the policy. */
function named({ zone, customer }: Pick<CalendarSpec, 'zone' | 'customer'>, policyZone: string, lang: Lang): string {
  if (customer) return ` (${customersTime[lang]})`
  return zone === undefined || zone === policyZone ? '' : ` (${zoneInWords(zone, lang)})`
}

/**
 * The hours of a calendar in words: the ordinary week, then its seasons, and whether holidays are excepted.
 * A calendar of another zone than the policy's names it. Parts in different zones are told one by one.
 */
export function calendarInWords(spec: CalendarSpec, lang: Lang, policyZone: string): string {
  if (spec.kind === 'weekly') {
    const holidays = spec.holidays === 'none' || spec.holidays.of.length + (spec.holidays.own?.length ?? 0) === 0 ? '' : words[lang].holidays
    return weekInWords(ordinary(spec), lang) + holidays + seasons(spec, lang) + named(spec, policyZone, lang)
  }
  const parts = weeklyParts(spec)
  const simple = parts.every((part) => part.zone === parts[0]?.zone && part.customer === parts[0]?.customer && part.holidays === 'none' && !part.periods.some(({ yearly }) => yearly))
  if (simple) return weekInWords(ordinaryWeek(spec), lang) + named(parts[0] ?? {}, policyZone, lang)
  const tell = (part: CalendarSpec) => calendarInWords(part, lang, policyZone)
  switch (spec.kind) {
    case 'complement': return words[lang].complement(tell(spec.of))
    case 'minus': return words[lang].minus(tell(spec.of), tell(spec.less))
    case 'always': return weekInWords([0, weekLength], lang)
    default: return list(spec.of.map(tell), lang)
  }
}

/** The days on which a calendar ordinarily opens: "du lundi au vendredi". */
export function calendarDaysInWords(spec: CalendarSpec, lang: Lang): string {
  return openDaysInWords(ordinaryWeek(spec), lang)
}
