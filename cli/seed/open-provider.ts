import { compile } from '@guichet/policy'
import type { Finding, Policy } from '@guichet/policy'
import { addProvider, addToDirectory, providerOf, setFace } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import { registerMailboxes } from '#channels/mail/mail.ts'
import type { Desk } from '#policies/policies.ts'

export type OpenedProvider =
  | { readonly ok: true; readonly provider: Provider; readonly policy: Policy; /** Where mail for each channel comes in. */ readonly mailboxes: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly findings: readonly Finding[] }

/** Used where a policy gives no colour. */
const plainAccent = '#3b5b8c'

/** Adds a provider with its first policy and its mailboxes. Nothing is added when the policy has an error. @throws Error when the slug is taken */
export async function openProvider(
  desk: Desk, given: { slug: string; name?: string; source: string; file: string; examples?: string; by: string; hosts?: readonly string[] },
): Promise<OpenedProvider> {
  const { slug, source, file, examples, by } = given
  const { policy, findings } = compile([{ file, text: source }])
  if (!policy || findings.some((finding) => finding.severity === 'error')) return { ok: false, findings }
  const provider = await addProvider(desk, {
    slug, name: given.name ?? policy.provider.name, accent: policy.provider.accent ?? plainAccent, language: policy.languages.authoritative,
    // Who plays agents in a demonstration has no telephone at hand.
    secondFactor: desk.demonstration ? 'offered' : 'required',
  })
  const published = await desk.policies.publish(provider.id, { source, file, by, ...(examples === undefined ? {} : { examples }) })
  if (!published.ok) return published
  const mailboxes = await registerMailboxes(desk, provider, policy)
  const [own, ...others] = given.hosts ?? []
  // The first is its own address, in letters too; a host that all share only leads to it.
  const shared = own !== undefined && (await setFace(desk, provider, { kind: 'system', name: by }, { host: own })) !== undefined ? [own] : []
  for (const key of [...shared, ...others]) await addToDirectory(desk, { kind: 'host', key, providerId: provider.id })
  return { ok: true, provider: await providerOf(desk, provider.id), policy, mailboxes: new Map(mailboxes.map(({ channel, address }) => [channel, address])) }
}
