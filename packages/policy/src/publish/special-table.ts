import { formatDay, parseDay } from '../calendar/days.ts'
import type { Instant, Lang } from '../model.ts'
import { dateInWords } from '../words/instants.ts'
import { sentence } from '../words/typography.ts'
import { wallAt } from '../words/wall.ts'
import type { PublishedCalendar, SpecialDate } from './document.ts'
import { labels } from './labels.ts'
import { cell, type Block, type Row } from './sections.ts'
import { datesInWords } from './special-dates.ts'

type Dates = Pick<SpecialDate, 'from' | 'until' | 'since' | 'through' | 'label'>

/** The dates on which hours are not those of the week, one table for all the calendars that have any. */
export function specialTable(calendars: readonly PublishedCalendar[], at: Instant, zone: string, lang: Lang): Block[] {
  const say = labels[lang]
  const concerned = calendars.filter(({ special, restOf }) => special.length > 0 && restOf === null)
  if (concerned.length === 0) return []
  const last = dateInWords(formatDay(wallAt(at, zone).day + 364), lang)
  const rows = together(concerned.flatMap(({ special }) => special)).map((one): Row => ({
    cells: [cell(sentence(datesInWords(one.from, one.until, lang))), cell(one.label ?? ''), ...concerned.map((calendar) => cell(hoursOn(calendar, one, say.otherLines) ?? neverThatDay(calendar, one) ?? say.usual))],
  }))
  const heads = [say.date, say.reason, ...concerned.map(({ label }) => sentence(label))]
  return [{ is: 'table', caption: say.special(last), heads, rows, id: 'special-days' }]
}

/** One line for one reason: where one calendar is closed to Thursday and another to Friday, since the first is never open on a Friday. */
function together(dates: readonly SpecialDate[]): Dates[] {
  const rows: Dates[] = []
  for (const date of dates.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.until < b.until ? -1 : 1))) {
    const row = rows.find((one) => one.label === date.label && covers(one, date) && covers(date, one))
    if (!row) rows.push({ ...date })
    else Object.assign(row, { from: earlier(row.from, date.from), until: later(row.until, date.until), since: later(row.since, date.since), through: earlier(row.through, date.through) })
  }
  return rows
}

function covers({ since, through }: Pick<Dates, 'since' | 'through'>, { from, until }: Pick<Dates, 'from' | 'until'>): boolean {
  return since <= from && until <= through
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

function later(a: string, b: string): string {
  return a > b ? a : b
}

/** What a calendar says of these dates, be it under another name or as a part of a longer time; what it says of some of them only stands on a line of its own. */
function hoursOn({ special }: PublishedCalendar, row: Dates, inPart: string): string | undefined {
  const met = special.filter((one) => one.from <= row.until && row.from <= one.until)
  return (met.find((one) => covers(one, row)) ?? (met.length === 0 ? undefined : { hours: inPart }))?.hours
}

/** What is told of a date on whose day of the week nobody is ever there: "as usual" would send people to look it up. */
function neverThatDay({ ordinary, seasons }: PublishedCalendar, { from, until }: Dates): string | undefined {
  const weekday = (parseDay(from)! + 3) % 7
  const weeks = [ordinary, ...seasons.map(({ days }) => days)]
  return from === until && weeks.every((days) => days[weekday]?.spans.length === 0) ? ordinary[weekday]?.words : undefined
}
