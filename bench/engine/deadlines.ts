import { compileCalendar } from '@guichet/policy/calendar/calendar'
import type { Weekday, Week } from '@guichet/policy/calendar/calendar'
import { budgets } from '../budgets.ts'
import { median, rates, spread } from '../measure/windows.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'

const workdays: readonly Weekday[] = [1, 2, 3, 4, 5]
const hours = [{ from: 9 * 60, to: 12 * 60 }, { from: 14 * 60, to: 18 * 60 }]

/** Monday to Friday in two halves, closed on French holidays. */
function office() {
  const week: Week = Object.fromEntries(workdays.map((day) => [day, hours]))
  return compileCalendar({ kind: 'weekly', name: 'office', zone: 'Europe/Paris', periods: [{ week }], holidays: { of: ['fr-metropole'] }, exceptions: [] })
}

const year = Date.UTC(2026, 0, 1)
const hour = 3600
const distances = [
  { said: 'in 4 h', seconds: 4 * hour },
  { said: 'in 10 weeks', seconds: 350 * hour },
  { said: 'in 20 years', seconds: 34_000 * hour },
]

/** Deadlines from instants all over a year: the further ones must cost no more than the near ones. */
export function measureDeadlines(quick: boolean): Line[] {
  const calendar = office()
  const starts = Float64Array.from({ length: 8192 }, (_, index) => year + ((index * 7919 * 3_847_321) % (365 * 86_400_000)))
  return distances.map(({ said, seconds }) => {
    const found = rates((index) => calendar.deadline(starts[index & 8191] ?? year, seconds), { windows: quick ? 3 : 7, milliseconds: quick ? 60 : 300, batch: 8192 })
    return { part: 'engine', what: `deadline ${said}`, measured: median(found), unit: '/s', budget: budgets.deadlines, note: `one core; windows ${spread(found, figure)}` }
  })
}
