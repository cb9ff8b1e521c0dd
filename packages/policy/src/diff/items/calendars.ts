/** Opening hours: the week, its holidays, closures, seasons and zone. A calendar made of others is told by what it is made of. */
import type { CalendarSpec, WeeklySpec } from '../../calendar/types.ts'
import type { Lang } from '../../model.ts'
import type { CalendarDeclaration, Policy } from '../../policy.ts'
import { list } from '../../words/amounts.ts'
import { wordsIn } from '../../words/fill.ts'
import { calendarInWords, customersTime } from '../../words/hours.ts'
import { dateInWords, dayOfMonth, timeOfDay, zoneInWords } from '../../words/instants.ts'
import { apostrophe, nbsp } from '../../words/typography.ts'
import { type Item, type Part, part } from '../types.ts'

export function calendarItems(policy: Policy): Item[] {
  return [...policy.calendars.values()].map((declared) => ({
    what: 'calendar', name: declared.name, clause: declared.clause,
    subject: (lang) => (lang === 'fr' ? `Horaires «${nbsp}${wordsIn(declared.label, policy, lang)}${nbsp}»` : `Hours “${wordsIn(declared.label, policy, lang)}”`),
    whole: (lang) => calendarInWords(declared.spec, lang, policy.zone),
    parts: [part('label', ['nom', 'name'], declared.label, (lang) => wordsIn(declared.label, policy, lang)), ...partsOf(policy, declared)],
  }))
}

function partsOf(policy: Policy, { spec }: CalendarDeclaration): Part[] {
  const zone = spec.zone ?? policy.zone
  const own = spec.customer
    ? part('zone', ['fuseau horaire', 'time zone'], 'customer', (lang) => customersTime[lang])
    : part('zone', ['fuseau horaire', 'time zone'], zone === policy.zone ? null : zone, (lang) => (zone === policy.zone ? '' : zoneInWords(zone, lang)))
  if (spec.kind !== 'weekly') return [part('hours', null, madeOf(policy, spec, true), (lang) => calendarInWords(spec, lang, policy.zone)), own]
  const ordinary = spec.periods.filter(({ from, until, yearly }) => from === undefined && until === undefined && yearly === undefined)
  const seasons = spec.periods.filter((period) => !ordinary.includes(period))
  const alone = (periods: WeeklySpec['periods'], lang: Lang) => calendarInWords({ ...withoutWall(spec), periods, holidays: 'none', exceptions: [] }, lang, spec.zone)
  return [
    part('hours', null, ordinary, (lang) => alone(ordinary, lang)),
    part('holidays', ['jours fériés', 'public holidays'], spec.holidays, (lang) => holidaysInWords(spec, lang)),
    part('closures', ['jours particuliers', 'special days'], spec.exceptions, (lang) => list(spec.exceptions.map((day) => closureInWords(policy, day, lang)), lang)),
    part('seasons', ['saisons', 'seasons'], seasons, (lang) => list(seasons.map((period) => {
      const { from = '', until = '' } = period.yearly ?? period
      return `${period.label ? `${wordsIn(period.label, policy, lang)} ` : ''}${spanOfDays(from, until, lang, alone([{ week: period.week }], lang))}`
    }), lang)),
    own,
  ]
}

/** A calendar by the names of those that it is made of, so that their own changes are told once, as theirs. */
function madeOf(policy: Policy, spec: CalendarSpec, root = false): unknown {
  const named = root ? undefined : [...policy.calendars.values()].find((one) => one.spec === spec)
  if (named) return named.name
  switch (spec.kind) {
    case 'weekly': case 'always': return spec
    case 'complement': return { complement: madeOf(policy, spec.of) }
    case 'minus': return { minus: [madeOf(policy, spec.of), madeOf(policy, spec.less)] }
    default: return { [spec.kind]: spec.of.map((one) => madeOf(policy, one)) }
  }
}

export const lists: Record<string, readonly [string, string]> = { 'fr-metropole': ['France métropolitaine', 'metropolitan France'] }

function holidaysInWords({ holidays }: WeeklySpec, lang: Lang): string {
  if (holidays === 'none') return lang === 'fr' ? 'ouvert les jours fériés' : 'open on public holidays'
  const without = holidays.without ?? []
  const of = list(holidays.of.map((one) => lists[one]?.[lang === 'fr' ? 0 : 1] ?? one), lang)
  const start = holidays.appliesTo === 'startDay' ? (lang === 'fr' ? ', comptés au jour du début' : ', by the day on which hours start') : ''
  return `${lang === 'fr' ? 'fermé' : 'closed'} (${of}${without.length === 0 ? '' : `${lang === 'fr' ? ', sauf ' : ', but '}${list([...without], lang)}`}${start})`
}

/** Of a date, or of a day of every year. */
function dayInWords(text: string, lang: Lang): string {
  return text.length === 5 ? dayOfMonth(Number(text.slice(0, 2)), Number(text.slice(3, 5)), lang) : dateInWords(text, lang)
}

function spanOfDays(from: string, until: string, lang: Lang, hours: string): string {
  const day = (text: string) => dayInWords(text, lang)
  const days = lang === 'fr' ? `du ${day(from)} au ${day(until)}` : `from ${day(from)} to ${day(until)}`
  return `${days} (${hours})`
}

function closureInWords(policy: Policy, { on, until, spans, label }: WeeklySpec['exceptions'][number], lang: Lang): string {
  const time = (minutes: number) => timeOfDay(minutes * 60, lang)
  const hours = spans.map(({ from, to }) => (lang === 'fr' ? `de ${time(from)} à ${time(to)}` : `from ${time(from)} to ${time(to)}`))
  const state = spans.length === 0 ? (lang === 'fr' ? 'fermé' : 'closed') : list(hours, lang)
  const named = label ? `${wordsIn(label, policy, lang)}, ` : ''
  if (until !== undefined) return `${named}${spanOfDays(on, until, lang, state)}`
  return `${named}${lang === 'fr' ? `le${nbsp}` : ''}${dayInWords(on, lang)} (${state.replaceAll("'", apostrophe)})`
}

/** The hours alone: on whose wall they are told is a part of its own. */
function withoutWall({ customer: _, ...spec }: WeeklySpec): WeeklySpec {
  return spec
}
