import type { Measure } from '../calendar/measure.ts'
import { measureOf } from '../clocks/read-clock.ts'
import type { Counted, Facts } from '../model.ts'
import type { Policy } from '../policy.ts'

/** How a promise is counted, when its calendar exists; null otherwise. */
export function measureIfKnown(policy: Policy, counted: Counted): Measure | null {
  return counted.by === 'elapsed' || policy.calendars.has(counted.calendar) ? measureOf(policy, counted) : null
}

/** How a target is counted, and its value, contract values taken from the facts. null: nothing that can be measured. */
export function targetMeasure(policy: Policy, name: string, facts: Facts): { measure: Measure; value: number } | null {
  const target = policy.families.targets.find(({ answer }) => answer.name === name)?.answer
  if (!target) return null
  const { within, counted } = target
  const value = within.is === 'value' ? within.value : within.is === 'fact' ? facts[within.fact] : undefined
  if (typeof value !== 'number') return null
  if (counted.by !== 'fact') {
    const measure = measureIfKnown(policy, counted)
    return measure && { measure, value }
  }
  const by = facts[counted.fact]
  const measure = by === 'elapsed' || by === 'always' ? measureOf(policy, { by: 'elapsed' }) : typeof by === 'string' ? measureIfKnown(policy, { by: 'calendar', calendar: by }) : null
  return measure && { measure, value }
}
