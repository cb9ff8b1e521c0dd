/** The holiday calendars that a policy may name. */
import { canada } from './canada.ts'
import { english } from './english.ts'
import { europe } from './europe.ts'
import { france } from './france.ts'
import type { HolidaySpec } from './rules.ts'

const calendars: Readonly<Record<string, readonly HolidaySpec[]>> = { ...france, ...europe, ...english, ...canada }

/** Names for `holidays:` in a policy, in a stable order. */
export function holidayCalendarNames(): string[] {
  return Object.keys(calendars)
}

/** The rules behind a name; null when there is no such calendar. */
export function holidayCalendar(name: string): readonly HolidaySpec[] | null {
  return Object.hasOwn(calendars, name) ? calendars[name]! : null
}
