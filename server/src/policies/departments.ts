import type { Desk } from './policies.ts'

/** The departments that the policy in force declares; undefined where no policy is in force yet. */
export async function declaredDepartments(desk: Desk, providerId: string): Promise<readonly string[] | undefined> {
  const policy = await desk.policies.inForce(providerId, desk.time.now())
  return policy && (policy.facts.get('department')?.options ?? []).map(({ value }) => value)
}
