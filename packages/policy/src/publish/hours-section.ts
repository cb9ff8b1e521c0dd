import type { Instant, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { sentence } from '../words/typography.ts'
import type { PublishedCalendar } from './document.ts'
import { labels } from './labels.ts'
import { words, type Block, type Line, type Section } from './sections.ts'
import { specialTable } from './special-table.ts'

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
    ...seasons.flatMap(({ when, days }): Block[] => {
      const title = words(sentence(when), { strong: true })
      if (days.every(({ spans }) => spans.length === 0)) return [{ is: 'text', lines: [[...title, ...words(` · ${days[0]!.words}`)]] }]
      return [{ is: 'text', lines: [title] }, { is: 'week', caption: say.weekOf(`${label}, ${when}`), days }]
    }),
    ...(notes.length === 0 ? [] : [{ is: 'text', lines: notes } as const]),
  ]
}

/** The week of every calendar, and the special days of the twelve months that follow. */
export function hoursSections(policy: Policy, calendars: readonly PublishedCalendar[], at: Instant, lang: Lang): Section[] {
  if (calendars.length === 0) return []
  const named = new Map(calendars.map(({ name, label }) => [name, sentence(label)]))
  const blocks = calendars.flatMap((calendar) => calendarBlocks(calendar, policy, named, lang))
  const special = specialTable(calendars, at, policy.zone, lang)
  return [{ id: 'hours', title: labels[lang].hours, blocks: [...blocks, ...special] }]
}
