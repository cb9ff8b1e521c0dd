/** In which zone a customer is. */
import { zoneProblem } from '../calendar/zone-problem.ts'
import type { Calendar } from '../calendar/types.ts'
import type { Counted, FactValue } from '../model.ts'
import type { Policy } from '../policy.ts'

/** The built-in fact that says it. */
export const customerZoneFact = 'customer_zone'

/** Names found to be zones: there are some hundreds, and each is asked of the platform once. */
const zones = new Set<string>()

/** Whether a value names a zone as a policy would (SEED-05): never an abbreviation. */
export function isZone(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 64) return false
  if (zones.has(value)) return true
  if (zoneProblem(value) !== null) return false
  zones.add(value)
  return true
}

/** The customer's zone; what is not known, or names none, is what the policy declares as the fact's default, else its own zone. */
export function customerZone(policy: Pick<Policy, 'facts' | 'zone'>, value: FactValue | undefined): string {
  if (isZone(value)) return value
  const byDefault = policy.facts.get(customerZoneFact)?.default
  return isZone(byDefault) ? byDefault : policy.zone
}

/** A calendar of the policy; `zone`: of the customer, for hours on the customer's wall. */
export function calendarIn(policy: Pick<Policy, 'calendars' | 'facts' | 'zone'>, name: string, zone?: FactValue): Calendar {
  const { calendar, inZone } = policy.calendars.get(name)!
  return inZone ? inZone(customerZone(policy, zone)) : calendar
}

/** The calendar on which a promise is counted. */
export function countedOn(policy: Pick<Policy, 'calendars' | 'facts' | 'zone'>, counted: Exclude<Counted, { by: 'elapsed' }>): Calendar {
  return calendarIn(policy, counted.calendar, counted.zone)
}
