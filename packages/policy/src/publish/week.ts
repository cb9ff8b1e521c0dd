import type { CalendarSpec, Instant, Period, Span } from '../calendar/types.ts'
import { formatDay } from '../calendar/days.ts'
import type { Lang, Words } from '../model.ts'
import { list } from '../words/amounts.ts'
import { ordinaryWeek, weekSpans } from '../words/hours.ts'
import { dateInWords, dayOfMonth, timeOfDay, weekdayName } from '../words/instants.ts'
import type { WeekSpans } from '../words/week.ts'
import { nbsp } from '../words/typography.ts'
import { wallAt } from '../words/wall.ts'
import type { PublishedDay } from './document.ts'

const dayLength = 1440

/** The hours of one day in words: "9 h 00 – 12 h 00 et 14 h 00 – 18 h 00", "24 h sur 24", "fermé". */
export function dayHours(spans: readonly Span[], lang: Lang): string {
  if (spans.length === 0) return lang === 'fr' ? 'fermé' : 'closed'
  if (spans.length === 1 && spans[0]!.from === 0 && spans[0]!.to === dayLength) return lang === 'fr' ? `24${nbsp}h sur${nbsp}24` : `24${nbsp}hours`
  return list(spans.map(({ from, to }) => `${timeOfDay(from * 60, lang)}${nbsp}– ${timeOfDay(to * 60, lang)}`), lang)
}

/** Seven days, Monday first, cut at their midnights. `today`: the weekday to mark, 0 for Monday. */
function daysOf(week: WeekSpans, lang: Lang, today: number | null): PublishedDay[] {
  return Array.from({ length: 7 }, (_, weekday) => {
    const [start, end] = [weekday * dayLength, (weekday + 1) * dayLength]
    const spans: Span[] = []
    for (let i = 0; i < week.length; i += 2) {
      const [from, to] = [Math.max(week[i]!, start), Math.min(week[i + 1]!, end)]
      if (from < to) spans.push({ from: from - start, to: to - start })
    }
    return { day: weekdayName(weekday, lang), spans, words: dayHours(spans, lang), today: weekday === today }
  })
}

/** Whether a period speaks for a date `2026-11-24`. */
function covers({ from, until, yearly }: Period, date: string): boolean {
  if ((from !== undefined && date < from) || (until !== undefined && date > until)) return false
  if (yearly === undefined) return true
  const day = date.slice(5)
  return yearly.from <= yearly.until ? day >= yearly.from && day <= yearly.until : day >= yearly.from || day <= yearly.until
}

function periodInWords({ from, until, yearly }: Period, lang: Lang): string {
  const monthDay = (text: string) => dayOfMonth(Number(text.slice(0, 2)), Number(text.slice(3)), lang)
  const [first, last] = yearly ? [monthDay(yearly.from), monthDay(yearly.until)] : [from && dateInWords(from, lang), until && dateInWords(until, lang)]
  if (lang === 'fr') return first === undefined ? `jusqu’au ${last}` : last === undefined ? `à partir du ${first}` : `du ${first} au ${last}`
  return first === undefined ? `until ${last}` : last === undefined ? `from ${first}` : `from ${first} to ${last}`
}

/** The ordinary week and those of its seasons that are not over; the week in force at the instant has its day marked. */
export function publishWeeks(spec: CalendarSpec, zone: string, lang: Lang, at: Instant, named: (label: Words) => string): { ordinary: PublishedDay[]; seasons: { when: string; days: PublishedDay[] }[] } {
  const wall = wallAt(at, zone)
  const date = formatDay(wall.day)
  const seasons = spec.kind === 'weekly'
    ? spec.periods.filter(({ from, until, yearly }) => (from !== undefined || until !== undefined || yearly !== undefined) && (until === undefined || until >= date))
    : []
  const current = seasons.findLast((season) => covers(season, date))
  return {
    ordinary: daysOf(ordinaryWeek(spec), lang, current ? null : wall.weekday),
    seasons: seasons.map((season) => ({ when: `${season.label ? `${named(season.label)}, ` : ''}${periodInWords(season, lang)}`, days: daysOf(weekSpans(season.week), lang, season === current ? wall.weekday : null) })),
  }
}
