import { parseExamples } from '@guichet/policy'
import type { Facts, Policy } from '@guichet/policy'
import { readGiven } from '@guichet/policy/examples/given'
import { instantOf } from '@guichet/policy/examples/when'

export interface Asked {
  readonly facts: Facts
  readonly at: number
}

/** The requests that a policy's own examples tell of: accepted, held, refused, redirected and asked back, in the mix in which they were written. */
export function requestsOf(policy: Policy, examples: string): Asked[] {
  return parseExamples('examples.yaml', examples).examples.flatMap((example) => {
    if (example.kind !== 'case') return []
    const { facts, differences } = readGiven(policy, example.given)
    const at = example.at === undefined ? policy.effective : instantOf(example.at, policy.zone)
    return at === null || differences.length > 0 ? [] : [{ facts, at }]
  })
}
