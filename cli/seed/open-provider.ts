import { compile } from '@guichet/policy'
import type { Finding, Policy } from '@guichet/policy'
import { addProvider, addToDirectory } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

export type OpenedProvider =
  | { readonly ok: true; readonly provider: Provider; readonly policy: Policy; /** Mail addresses of the policy by channel. */ readonly addresses: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly findings: readonly Finding[] }

/** Used where a policy gives no colour. */
const plainAccent = '#3b5b8c'

/** The addresses at which a policy takes mail, by channel. */
export function mailAddresses(policy: Policy): Map<string, string> {
  const addresses = new Map<string, string>()
  for (const channel of policy.channels.values()) {
    const address = channel.address === undefined ? undefined : policy.addresses.get(channel.address)
    if (channel.medium === 'mail' && address?.form === 'mail') addresses.set(channel.name, address.value)
  }
  return addresses
}

/** Says which mail comes to a provider, as its policy now reads. */
export async function registerMail(desk: Desk, providerId: string, policy: Policy): Promise<Map<string, string>> {
  const addresses = mailAddresses(policy)
  for (const [channel, key] of addresses) await addToDirectory(desk, { kind: 'mail_address', key, providerId, channel })
  return addresses
}

/** Adds a provider with its first policy and its mail addresses. Nothing is added when the policy has an error. @throws Error when the slug is taken */
export async function openProvider(
  desk: Desk, given: { slug: string; name?: string; source: string; file: string; examples?: string; by: string; hosts?: readonly string[] },
): Promise<OpenedProvider> {
  const { slug, source, file, examples, by } = given
  const { policy, findings } = compile([{ file, text: source }])
  if (!policy || findings.some((finding) => finding.severity === 'error')) return { ok: false, findings }
  const provider = await addProvider(desk, {
    slug, name: given.name ?? policy.provider.name, accent: policy.provider.accent ?? plainAccent, language: policy.languages.authoritative,
  })
  const published = await desk.policies.publish(provider.id, { source, file, by, ...(examples === undefined ? {} : { examples }) })
  if (!published.ok) return published
  const addresses = await registerMail(desk, provider.id, policy)
  for (const key of given.hosts ?? []) await addToDirectory(desk, { kind: 'host', key, providerId: provider.id })
  return { ok: true, provider, policy, addresses }
}
