import type { CalendarSpec } from '../calendar/types.ts'
import type { Instant, Lang } from '../model.ts'
import { calendarIn } from '../facts/zone.ts'
import type { CalendarDeclaration, Policy } from '../policy.ts'
import { calendarInWords, customersTime, ordinaryWeek, weeklyParts } from '../words/hours.ts'
import { wordsIn } from '../words/fill.ts'
import { weekdayName, zoneInWords } from '../words/instants.ts'
import type { Reading } from '../words/promise.ts'
import type { PublishedCalendar } from './document.ts'
import { openState } from './open-state.ts'
import { specialDates } from './special-dates.ts'
import { publishWeeks } from './week.ts'

function holidaysInWords({ spec }: CalendarDeclaration, lang: Lang): string | null {
  const observed = new Set(weeklyParts(spec).flatMap(({ holidays }) => (holidays === 'none' ? [] : holidays.of)))
  if (observed.size > 0) return null
  return lang === 'fr' ? 'jours fériés compris' : 'public holidays included'
}

/** Open at every instant: nothing to draw. */
function isAlways(spec: CalendarSpec): boolean {
  const [from, until, ...more] = ordinaryWeek(spec)
  const bare = weeklyParts(spec).every((part) => part.holidays === 'none' && part.exceptions.length === 0 && part.periods.length === 1)
  return from === 0 && until === 10_080 && more.length === 0 && bare
}

/** The calendar of the policy that a complement is the rest of. */
function restOf(policy: Policy, { spec }: CalendarDeclaration): string | null {
  if (spec.kind !== 'complement') return null
  const of = JSON.stringify(spec.of)
  return [...policy.calendars.values()].find((other) => JSON.stringify(other.spec) === of)?.name ?? null
}

/** A calendar with its hours in words, its state at an instant, its weeks, the dates on which they do not hold, and the week of the instant. */
export function publishCalendar(policy: Policy, declared: CalendarDeclaration, lang: Lang, at: Instant, reading: Reading): PublishedCalendar {
  const { name, label, spec, clauses } = declared
  const calendar = calendarIn(policy, name, reading.readerZone)
  return {
    name,
    label: wordsIn(label, policy, lang),
    zone: calendar.zone,
    zoneWords: spec.customer ? customersTime[lang] : zoneInWords(calendar.zone, lang),
    hours: calendarInWords(spec, lang, policy.zone),
    holidays: holidaysInWords(declared, lang),
    now: openState(calendar, at, calendar.zone, lang, reading),
    ...publishWeeks(spec, calendar.zone, lang, at, (label) => wordsIn(label, policy, lang)),
    special: specialDates(policy, declared, lang, at),
    always: isAlways(spec),
    restOf: restOf(policy, declared),
    week: calendar.week(at).map((day) => ({
      date: day.date, day: weekdayName(day.weekday - 1, lang), open: day.open, from: day.from, to: day.to,
      holiday: day.holiday, label: day.label ? wordsIn(day.label, policy, lang) : null,
    })),
    clauses,
  }
}
