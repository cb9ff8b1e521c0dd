import type { Measure } from '../calendar/measure.ts'
import type { Counted, Facts } from '../model.ts'
import type { Policy } from '../policy.ts'

/** How a promise is counted, its calendar looked up. null: the policy has no such calendar. */
export function measureOf(policy: Policy, counted: Counted): Measure | null {
  if (counted.by === 'elapsed') return { by: 'elapsed' }
  const calendar = policy.calendars.get(counted.calendar)?.calendar
  if (!calendar) return null
  if (counted.by === 'calendar') return { by: 'calendar', calendar }
  const { dayRule, cutoff } = counted
  return { by: 'business_days', calendar, dayRule, ...(cutoff === undefined ? {} : { cutoff }) }
}

/** How a target is counted, and its value, contract values taken from the facts. null: nothing that can be measured. */
export function targetMeasure(policy: Policy, name: string, facts: Facts): { measure: Measure; value: number } | null {
  const target = policy.families.targets.find(({ answer }) => answer.name === name)?.answer
  if (!target) return null
  const { within, counted } = target
  const value = within.is === 'value' ? within.value : within.is === 'fact' ? facts[within.fact] : undefined
  if (typeof value !== 'number') return null
  if (counted.by !== 'fact') {
    const measure = measureOf(policy, counted)
    return measure && { measure, value }
  }
  const by = facts[counted.fact]
  const measure = by === 'elapsed' || by === 'always' ? measureOf(policy, { by: 'elapsed' }) : typeof by === 'string' ? measureOf(policy, { by: 'calendar', calendar: by }) : null
  return measure && { measure, value }
}
