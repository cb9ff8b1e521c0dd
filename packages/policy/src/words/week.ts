import type { Lang } from '../model.ts'
import { list } from './amounts.ts'
import { timeOfDay, weekdayName } from './instants.ts'
import { nbsp } from './typography.ts'

const dayLength = 1440
const weekLength = 7 * dayLength

/**
 * Opening spans of a week: minutes since Monday 0:00 as sorted flat pairs `[from, until, from, until, …]`
 * within 0–10 080. What ends with Sunday and what begins with Monday is read as one span.
 */
export type WeekSpans = readonly number[]

interface Span { day: number; from: number; until: number }

/** Spans by the day on which they start, whole days apart; the span over Sunday's midnight joined. */
function spansOf(week: WeekSpans): Span[] {
  const pairs: [number, number][] = []
  for (let i = 0; i < week.length; i += 2) pairs.push([week[i] as number, week[i + 1] as number])
  const first = pairs[0]
  const last = pairs.at(-1)
  const whole = (span: [number, number]) => span[0] % dayLength === 0 && span[1] % dayLength === 0
  if (first && last && first !== last && first[0] === 0 && last[1] === weekLength && !(whole(first) && whole(last))) {
    pairs.shift()
    last[1] += first[1]
  }
  return pairs.flatMap((span): Span[] => {
    if (!whole(span)) {
      const day = Math.floor(span[0] / dayLength)
      return [{ day, from: span[0] - day * dayLength, until: span[1] - day * dayLength }]
    }
    const days = Array.from({ length: (span[1] - span[0]) / dayLength }, (_, i) => span[0] / dayLength + i)
    return days.map((day) => ({ day, from: 0, until: dayLength }))
  })
}

interface Run { first: number; last: number; spans: Span[] }

/** Days in a row with the same hours; closed days are left out. */
function runsOf(spans: readonly Span[]): Run[] {
  const hours = (of: readonly Span[]) => of.map((span) => `${span.from}-${span.until}`).join()
  const runs: Run[] = []
  for (let day = 0; day < 7; day++) {
    const today = spans.filter((span) => span.day === day)
    const last = runs.at(-1)
    if (today.length === 0) continue
    if (last && last.last === day - 1 && hours(last.spans) === hours(today)) last.last = day
    else runs.push({ first: day, last: day, spans: today })
  }
  return runs
}

export const words = {
  fr: {
    everyDay: 'tous les jours', always: `24${nbsp}h sur${nbsp}24`, never: 'jamais',
    span: (from: string, to: string) => `de ${from} à ${to}`,
    day: (day: string) => `le ${day}`, two: (a: string, b: string) => `le ${a} et le ${b}`, days: (a: string, b: string) => `du ${a} au ${b}`,
    long: (a: string, from: string, b: string, to: string) => `du ${a} ${from} au ${b} ${to}`,
  },
  en: {
    everyDay: 'every day', always: `24${nbsp}hours a day`, never: 'never',
    span: (from: string, to: string) => `from ${from} to ${to}`,
    day: (day: string) => `on ${day}`, two: (a: string, b: string) => `on ${a} and ${b}`, days: (a: string, b: string) => `${a} to ${b}`,
    long: (a: string, from: string, b: string, to: string) => `from ${a} ${from} to ${b} ${to}`,
  },
} as const

const time = (minutes: number, lang: Lang) => timeOfDay((minutes > dayLength ? minutes - dayLength : minutes) * 60, lang)

function daysInWords({ first, last }: Run, lang: Lang): string {
  const [a, b] = [weekdayName(first, lang), weekdayName(last, lang)]
  if (first === 0 && last === 6) return words[lang].everyDay
  if (first === last) return words[lang].day(a)
  return last === first + 1 ? words[lang].two(a, b) : words[lang].days(a, b)
}

function hoursInWords(spans: readonly Span[], lang: Lang): string {
  return list(spans.map(({ from, until }) => (
    from === 0 && until === dayLength ? words[lang].always : words[lang].span(time(from, lang), time(until, lang))
  )), lang)
}

function longSpan({ day, from, until }: Span, lang: Lang): string {
  const end = (day + Math.floor(until / dayLength)) % 7
  return words[lang].long(weekdayName(day, lang), time(from, lang), weekdayName(end, lang), timeOfDay((until % dayLength) * 60, lang))
}

/**
 * The hours of a week in words: "du lundi au vendredi de 9 h 00 à 18 h 00", "tous les jours de 8 h 00 à 19 h 00",
 * "du vendredi 18 h 00 au lundi 9 h 00" for a span of more than a day.
 */
export function weekInWords(week: WeekSpans, lang: Lang): string {
  const spans = spansOf(week)
  const daily = runsOf(spans.filter(({ from, until }) => until - from <= dayLength))
  const long = spans.filter(({ from, until }) => until - from > dayLength)
  if (spans.length === 0) return words[lang].never
  const parts = daily.map((run) => {
    const [days, hours] = [daysInWords(run, lang), hoursInWords(run.spans, lang)]
    const always = run.spans.every(({ from, until }) => from === 0 && until === dayLength)
    return always && run.last - run.first > 1 ? `${hours}, ${days}` : `${days} ${hours}`
  })
  return [...parts, ...long.map((span) => longSpan(span, lang))].join(', ')
}

/** The days of a week on which it opens: "du lundi au vendredi", "tous les jours". */
export function openDaysInWords(week: WeekSpans, lang: Lang): string {
  const days = new Set(spansOf(week).flatMap(({ day, until }) => (
    Array.from({ length: Math.ceil(until / dayLength) }, (_, i) => (day + i) % 7)
  )))
  const starting = spansOf(week).every(({ from, until }) => until - from <= dayLength)
  const open = starting ? new Set(spansOf(week).map(({ day }) => day)) : days
  const runs = runsOf([...open].sort().map((day) => ({ day, from: 0, until: dayLength })))
  if (runs.length === 0) return words[lang].never
  return list(runs.map((run) => daysInWords(run, lang)), lang)
}
