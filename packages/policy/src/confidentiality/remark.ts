import type { Decision, Facts, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import { secretsIn } from './secrets.ts'

/**
 * The decision, with a remark for the author of the text when it holds a secret that the policy does not want there and says why
 * (S2-53, S2-55). Nothing of the secret is in it.
 */
export function withSecretsRemark(policy: Policy, decision: Decision, facts: Facts, now: Instant, text: string): Decision {
  const { outcome, reason, clauses, rule } = secretsIn(policy, facts, now, { text })
  if (outcome === 'allowed' || !reason) return decision
  const remark = { clauses, words: reason, tags: [], ...(rule === undefined ? {} : { rule }) }
  return { ...decision, clauses: [...new Set([...decision.clauses, ...clauses])], remarks: [...decision.remarks, remark] }
}
