import { commitments, decide } from '@guichet/policy'
import type { Decision, Facts, Policy } from '@guichet/policy'

/**
 * Asks a policy again about a request that is a ticket already, from the instant of receipt: rank, department, promises.
 * It stays accepted, whatever would be asked of a new one.
 */
export function decideAgain(policy: Policy, facts: Facts, before: Decision): Decision {
  const again = decide(policy, facts, before.at)
  if (again.outcome === 'accepted' || again.outcome === 'held') return again
  return { ...again, outcome: before.outcome, commitments: before.entitlement === 'open' ? commitments(policy, facts, before.at) : [] }
}
