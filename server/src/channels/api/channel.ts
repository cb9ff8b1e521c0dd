import type { Desk } from '#policies/policies.ts'

/** The channel of a medium in the policy in force: the first declared; the medium's own name when it declares none. */
export async function defaultChannel(desk: Desk, providerId: string, medium: 'portal' | 'api'): Promise<string> {
  const policy = await desk.policies.inForce(providerId, desk.time.now())
  const channels = [...(policy?.channels.values() ?? [])]
  return (channels.find((one) => one.medium === medium) ?? (medium === 'api' ? channels.find((one) => one.medium === 'portal') : undefined))?.name ?? medium
}
