/** What the policy itself derives of facts, before anything is asked of it. */
import type { Facts, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import { tier } from './admission.ts'
import { derived } from './qualification.ts'
import { Run } from './run.ts'

/** The facts as they stand at an instant, with the tier, the priority and the department that the policy gives them. */
export function standing(policy: Policy, facts: Facts, now: Instant): Run {
  const run = new Run(policy, facts, now)
  tier(run)
  derived(run, 'priority')
  derived(run, 'department')
  return run
}
