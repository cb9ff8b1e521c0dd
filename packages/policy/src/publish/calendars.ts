import type { Instant, Lang } from '../model.ts'
import type { CalendarDeclaration, Policy } from '../policy.ts'
import { calendarInWords, weeklyParts } from '../words/hours.ts'
import { wordsIn } from '../words/fill.ts'
import { weekdayName, zoneInWords } from '../words/instants.ts'
import type { Reading } from '../words/promise.ts'
import type { PublishedCalendar } from './document.ts'
import { openState } from './open-state.ts'

function holidaysInWords({ spec }: CalendarDeclaration, lang: Lang): string | null {
  const observed = new Set(weeklyParts(spec).flatMap(({ holidays }) => (holidays === 'none' ? [] : holidays.of)))
  if (observed.size > 0) return null
  return lang === 'fr' ? 'jours fériés compris' : 'public holidays included'
}

/** A calendar with its hours in words, its state at an instant, and its week as seven rows. */
export function publishCalendar(policy: Policy, declared: CalendarDeclaration, lang: Lang, at: Instant, reading: Reading): PublishedCalendar {
  const { name, label, spec, calendar, clauses } = declared
  return {
    name,
    label: wordsIn(label, policy, lang),
    zone: calendar.zone,
    zoneWords: zoneInWords(calendar.zone, lang),
    hours: calendarInWords(spec, lang, policy.zone),
    holidays: holidaysInWords(declared, lang),
    now: openState(calendar, at, calendar.zone, lang, reading),
    week: calendar.week(at).map((day) => ({
      date: day.date, day: weekdayName(day.weekday - 1, lang), open: day.open, from: day.from, to: day.to,
      holiday: day.holiday, label: day.label ? wordsIn(day.label, policy, lang) : null,
    })),
    clauses,
  }
}
