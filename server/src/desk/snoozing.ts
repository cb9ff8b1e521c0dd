import { countedOn } from '@guichet/policy'
import type { Facts, Policy } from '@guichet/policy'
import { attendedDuring, nextAttended } from '@guichet/policy/decide/attended'
import type { Due } from '#clocks/clocks.ts'

const second = 1_000
const hour = 3_600 * second
/** The longest that a ticket is put off. */
export const longestSnooze = 366 * 24 * hour

/**
 * One hour, as the promise counts it, before what is due first: when a ticket that was put off comes back at the latest. Found by
 * walking the same hours backwards, never by taking an hour off the wall (TIME-03). Null where that is past: then nothing is left
 * to warn of in time, and it comes back when it falls due, unless it is late already.
 */
export function wakesBefore(policy: Policy | undefined, due: Due | null, now: number): number | null {
  if (due === null || due.dueAt <= now) return null
  const calendar = due.counted.by === 'calendar' && policy?.calendars.has(due.counted.calendar) ? countedOn(policy, due.counted) : undefined
  if (!calendar) return due.dueAt - hour > now ? due.dueAt - hour : due.dueAt
  if (calendar.elapsed(now, due.dueAt) <= 3_600) return due.dueAt
  // The latest instant at which an hour is still left: what is left only falls, so it is found by halving.
  let [low, high] = [now, due.dueAt]
  while (high - low > second) {
    const middle = Math.floor((low + high) / 2)
    if (calendar.elapsed(middle, due.dueAt) >= 3_600) low = middle
    else high = middle
  }
  return low
}

/** When a ticket put off until then comes back: earlier where a promise falls due before. */
export function wakesAt(policy: Policy | undefined, due: Due | null, until: number, now: number): number {
  const before = wakesBefore(policy, due, now)
  return before === null ? until : Math.min(until, before)
}

/** When somebody is there again for such a request, and by which hours; undefined where that is always, or never. */
export function nextOpening(policy: Policy, facts: Facts, now: number): { at: number; calendar: string } | undefined {
  const calendar = attendedDuring(policy, facts, now)
  const at = calendar === undefined ? null : nextAttended(policy, facts, calendar, now)
  return calendar === undefined || at === null ? undefined : { at, calendar }
}

/** A time to put a ticket off to, by a name that screens put in words. */
export interface SnoozeChoice { readonly name: 'hour' | 'afternoon' | 'tomorrow' | 'monday' | 'opening'; readonly at: number; readonly calendar?: string }

/** Times that are often wanted, on the wall of the policy's zone; the next opening is the engine's. Those that are past, or come twice, are left out. */
export function snoozeChoices(policy: Policy, facts: Facts, now: number): SnoozeChoice[] {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(policy.zone)
  const at = (days: number, time: string) => here.toPlainDate().add({ days }).toZonedDateTime({ timeZone: policy.zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds
  const opens = nextOpening(policy, facts, now)
  const choices: SnoozeChoice[] = [
    { name: 'hour', at: now + hour },
    { name: 'afternoon', at: at(0, '14:00') },
    { name: 'tomorrow', at: at(1, '09:00') },
    { name: 'monday', at: at(8 - here.dayOfWeek, '09:00') },
    ...(opens ? [{ name: 'opening' as const, ...opens }] : []),
  ]
  return choices.filter((choice) => choice.at > now && (choice.name !== 'afternoon' || choice.at > now + hour) && (choice.name !== 'monday' || here.dayOfWeek !== 7))
}
