import type { Measure } from '../calendar/measure.ts'
import { measureOf } from '../clocks/read-clock.ts'
import { countedOf, valueOf } from '../decide/commitments.ts'
import type { Facts, FactValue } from '../model.ts'
import type { Policy } from '../policy.ts'

/** How a target is counted, and its value, contract values taken from the facts. null: nothing that can be measured. */
export function targetMeasure(policy: Policy, name: string, facts: Facts): { measure: Measure; value: number } | null {
  const target = policy.families.targets.find(({ answer }) => answer.name === name)?.answer
  if (!target) return null
  const known = (fact: string): FactValue | undefined => facts[fact] ?? policy.facts.get(fact)?.default
  const [counted, value] = [countedOf(policy, target, known), valueOf(target, known)]
  return counted && value !== null ? { measure: measureOf(policy, counted), value } : null
}
