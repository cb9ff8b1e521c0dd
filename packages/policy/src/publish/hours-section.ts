import { formatDay, parseDay } from '../calendar/days.ts'
import type { Instant, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { dateInWords } from '../words/instants.ts'
import { sentence } from '../words/typography.ts'
import { wallAt } from '../words/wall.ts'
import type { PublishedCalendar, SpecialDate } from './document.ts'
import { labels } from './labels.ts'
import { cell, words, type Block, type Line, type Row, type Section } from './sections.ts'

/** A calendar as its week drawn day by day, then what a week does not say. */
function calendarBlocks(calendar: PublishedCalendar, policy: Policy, named: ReadonlyMap<string, string>, lang: Lang): Block[] {
  const say = labels[lang]
  const { name, label, always, restOf, ordinary, seasons, holidays, hours, zone } = calendar
  const heading: Block = { is: 'heading', text: sentence(label), id: `hours-${name}` }
  if (restOf !== null) return [heading, { is: 'text', lines: [words(say.rest(named.get(restOf)!))] }]
  if (always) return [heading, { is: 'text', lines: [words(say.allDay(holidays ?? ''))] }]
  const kind = policy.calendars.get(name)!.spec.kind
  const notes: Line[] = [
    ...(kind === 'weekly' || kind === 'always' ? [] : [words(sentence(hours), { quiet: true })]),
    ...(policy.calendars.get(name)!.inZone ? [words(say.customerZone, { quiet: true })] : []),
    ...(zone === policy.zone ? [] : [words(sentence(calendar.zoneWords), { quiet: true })]),
    ...(holidays === null ? [] : [words(`${sentence(holidays)}.`, { quiet: true })]),
  ]
  return [
    heading,
    { is: 'week', caption: say.weekOf(label), days: ordinary, calendar: name },
    ...seasons.flatMap(({ when, days }): Block[] => [{ is: 'text', lines: [words(sentence(when), { strong: true })] }, { is: 'week', caption: say.weekOf(`${label}, ${when}`), days }]),
    ...(notes.length === 0 ? [] : [{ is: 'text', lines: notes } as const]),
  ]
}

/** The dates on which hours are not those of the week, one table for all the calendars that have any. */
function specialTable(calendars: readonly PublishedCalendar[], at: Instant, zone: string, lang: Lang): Block[] {
  const say = labels[lang]
  const concerned = calendars.filter(({ special, restOf }) => special.length > 0 && restOf === null)
  if (concerned.length === 0) return []
  const until = dateInWords(formatDay(wallAt(at, zone).day + 364), lang)
  const key = ({ from, until: last, label }: SpecialDate) => `${from} ${last} ${label ?? ''}`
  const dates = new Map(concerned.flatMap(({ special }) => special.map((one) => [key(one), one] as const)))
  const rows = [...dates].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, one]): Row => ({
    cells: [cell(sentence(one.date)), cell(one.label ?? ''), ...concerned.map((calendar) => cell(calendar.special.find((other) => key(other) === id)?.hours ?? neverThatDay(calendar, one) ?? say.usual))],
  }))
  const heads = [say.date, say.reason, ...concerned.map(({ label }) => sentence(label))]
  return [{ is: 'table', caption: say.special(until), heads, rows, id: 'special-days' }]
}

/** What is told of a date on whose day of the week nobody is ever there: "as usual" would send people to look it up. */
function neverThatDay({ ordinary, seasons }: PublishedCalendar, { from, until }: SpecialDate): string | undefined {
  const weekday = (parseDay(from)! + 3) % 7
  const weeks = [ordinary, ...seasons.map(({ days }) => days)]
  return from === until && weeks.every((days) => days[weekday]?.spans.length === 0) ? ordinary[weekday]?.words : undefined
}

/** The week of every calendar, and the special days of the twelve months that follow. */
export function hoursSections(policy: Policy, calendars: readonly PublishedCalendar[], at: Instant, lang: Lang): Section[] {
  if (calendars.length === 0) return []
  const named = new Map(calendars.map(({ name, label }) => [name, sentence(label)]))
  const blocks = calendars.flatMap((calendar) => calendarBlocks(calendar, policy, named, lang))
  const special = specialTable(calendars, at, policy.zone, lang)
  return [{ id: 'hours', title: labels[lang].hours, blocks: [...blocks, ...special] }]
}
