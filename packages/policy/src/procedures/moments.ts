/** The instants at which time alone may change what a procedure answers: hours that open or close, days that end. */
import type { Calendar } from '../calendar/types.ts'
import { dayMs, parseDay } from '../calendar/days.ts'
import { zoneOf } from '../calendar/zone.ts'
import { calendarIn, customerZoneFact } from '../facts/zone.ts'
import type { Facts, Instant } from '../model.ts'
import type { Condition, Policy } from '../policy.ts'
import { isValueTest } from '../resolve/cells.ts'

/** What is not open within so many days is said never to open. */
const searched = 800 * dayMs

const derivedFacts = ['tier', 'priority', 'department'] as const

interface Timed { calendars: Set<string>; dates: Set<string> }

function timedOf(policy: Policy, conditions: readonly Condition[]): Timed {
  const timed: Timed = { calendars: new Set(), dates: new Set() }
  for (const test of conditions.flat(2)) {
    if (!isValueTest(test)) for (const name of test.calendars) timed.calendars.add(name)
    else if (policy.facts.get(test.fact)?.type === 'date') timed.dates.add(test.fact)
  }
  return timed
}

/** Facts that the policy derives by rules which look at hours or dates: time alone may change them. */
export function timedFacts(policy: Policy): Set<string> {
  return new Set(derivedFacts.filter((name) => {
    const { calendars, dates } = timedOf(policy, policy.families[name].map((rule) => rule.when))
    return calendars.size + dates.size > 0
  }))
}

/** The next instant after `at` at which any of this may change; null: none. */
export type NextMoment = (at: Instant) => Instant | null

/** `conditions` and `calendars`: what is looked at; `instants`: known ones, such as the end of a wait. */
export function momentsOf(policy: Policy, facts: Facts, looked: { conditions: readonly Condition[]; calendars: readonly string[]; instants: readonly Instant[] }): NextMoment {
  const { calendars, dates } = timedOf(policy, [...looked.conditions, ...derivedFacts.flatMap((name) => policy.families[name].map((rule) => rule.when))])
  const hours = [...new Set([...looked.calendars, ...calendars])].map((name) => calendarIn(policy, name, facts[customerZoneFact]))
  const zone = zoneOf(policy.zone)
  const ends = [...dates].flatMap((name) => {
    const value = facts[name] ?? policy.facts.get(name)?.default
    const day = typeof value === 'string' ? parseDay(value) : null
    return day === null ? [] : [zone.instantOf((day + 1) * dayMs)]
  })
  const known = [...looked.instants, ...ends]
  return (at) => [...known, ...hours.map((calendar) => changeOf(calendar, at))].reduce<Instant | null>((next, one) => (one !== null && one > at && (next === null || one < next) ? one : next), null)
}

function changeOf(calendar: Calendar, at: Instant): Instant | null {
  return calendar.isOpen(at) ? calendar.nextClosing(at) : calendar.nextOpening(at)
}

/** The first instant from `now` on at which something is so; null: not in the days that are searched. */
export function firstAt(isSo: (at: Instant) => boolean, next: NextMoment, now: Instant): Instant | null {
  for (let at: Instant | null = now; at !== null && at <= now + searched; at = next(at)) if (isSo(at)) return at
  return null
}
