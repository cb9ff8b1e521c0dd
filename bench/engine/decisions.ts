import { decide } from '@guichet/policy'
import { budgets } from '../budgets.ts'
import { median, rates, spread } from '../measure/windows.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'
import { compiled, shippedPolicies } from './policies.ts'
import { requestsOf } from './requests.ts'

/** How many of each outcome, the most frequent first. */
function mix(outcomes: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([outcome, count]) => `${count} ${outcome}`).join(', ')
}

/** Whole decisions, with their steps, clauses and promises, on the requests of each policy's examples. */
export function measureDecisions(quick: boolean): Line[] {
  return shippedPolicies().map((shipped) => {
    const policy = compiled(shipped)
    const requests = requestsOf(policy, shipped.examples)
    const found = rates(
      (index) => {
        const request = requests[index % requests.length]
        return request && decide(policy, request.facts, request.at)
      },
      { windows: quick ? 3 : 7, milliseconds: quick ? 60 : 300, batch: 512 },
    )
    const outcomes = mix(requests.map(({ facts, at }) => decide(policy, facts, at).outcome))
    return {
      part: 'engine', what: `decision, ${shipped.slug}`, measured: median(found), unit: '/s', budget: budgets.decisions,
      note: `one core; ${requests.length} requests: ${outcomes}; windows ${spread(found, figure)}`,
    }
  })
}
