/** When somebody is there for a request like this one. */
import type { Facts, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import { calendarIn, customerZoneFact } from '../facts/zone.ts'
import { standing } from './standing.ts'

const soon = 8 * 24 * 3_600_000

/** The calendar of those who handle it, else that of its channel; undefined where somebody always is, or the policy does not say. */
export function attendedDuring(policy: Policy, facts: Facts, now: Instant): string | undefined {
  const during = standing(policy, facts, now).winner(policy.machine.families.handling)?.rule.answer.during
  if (during !== undefined && policy.calendars.has(during)) return during
  const channel = policy.channels.get(typeof facts.channel === 'string' ? facts.channel : '')?.calendar
  return channel !== undefined && policy.calendars.has(channel) ? channel : undefined
}

/** When those hours open next: while they are open, after the next time that they close. Null where they never do. */
export function nextAttended(policy: Policy, facts: Facts, calendar: string, now: Instant): Instant | null {
  const hours = calendarIn(policy, calendar, facts[customerZoneFact])
  if (!hours.isOpen(now)) return hours.nextOpening(now)
  const closed = hours.segments(now, now + soon).find((segment) => segment.state !== 'open')
  return closed ? hours.nextOpening(closed.from) : null
}
