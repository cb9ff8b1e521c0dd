/** What a policy lets agents take on at their discretion: by which fact, and whether it would here (S3-31). */
import type { Facts } from '../model.ts'
import type { Policy } from '../policy.ts'
import { decide } from './decide.ts'

const known = new WeakMap<Policy, string | null>()

/** The flag that staff set so that what is not covered is taken on all the same; undefined where a policy provides for none. */
export function discretionFact(policy: Policy): string | undefined {
  const kept = known.get(policy)
  if (kept !== undefined) return kept ?? undefined
  const found = policy.families.scope.filter(({ answer }) => answer === 'discretionary').flatMap(({ when }) => when.flat())
    .find((test) => test.test === 'in' && test.values.includes(true) && isStaffFlag(policy, test.fact))
  const fact = found && 'fact' in found ? found.fact : null
  known.set(policy, fact)
  return fact ?? undefined
}

function isStaffFlag(policy: Policy, name: string): boolean {
  const fact = policy.facts.get(name)
  return fact?.type === 'flag' && fact.from === 'staff'
}

/** Whether setting that flag makes of this request one that is answered at discretion, and it is not one already. */
export function grantable(policy: Policy, facts: Facts, at: number): boolean {
  const fact = discretionFact(policy)
  if (fact === undefined || facts[fact] === true) return false
  return decide(policy, { ...facts, [fact]: true }, at).scope === 'discretionary'
}
