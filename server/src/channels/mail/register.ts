import type { Policy } from '@guichet/policy'
import { addToDirectory } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { World } from '#server/tables.ts'
import { mailboxKey } from './addresses.ts'

/** Media whose addresses are mailboxes of ours. */
const mailMedia = new Set(['mail', 'list'])

/** A mailbox that a policy gives to one of its channels. */
export interface PolicyMailbox {
  readonly address: string
  readonly channel: string
}

/**
 * The mailboxes of a policy: the published address of each channel by mail; for a channel by mail without one (answers to
 * tickets only), `<slug>@<domain>`, so that letters can always be answered.
 */
export function mailboxesOf(policy: Policy, slug: string, domain: string): PolicyMailbox[] {
  return [...policy.channels.values()].flatMap((channel) => {
    if (!mailMedia.has(channel.medium)) return []
    const declared = channel.address === undefined ? undefined : policy.addresses.get(channel.address)
    const address = declared?.form === 'mail' ? declared.value : channel.medium === 'mail' ? `${slug}@${domain}` : undefined
    const key = address === undefined ? undefined : mailboxKey(address)
    return key === undefined ? [] : [{ address: key, channel: channel.name }]
  })
}

/** Where mail for policies without an address of their own comes in. */
export function intakeDomain(world: World): string {
  return world.demonstration ? 'guichet.test' : new URL(world.settings.baseUrl).hostname
}

/** Puts a policy's mailboxes into the directory, so that mail to them is the provider's. Called when it is published or seeded. */
export async function registerMailboxes(world: World, provider: Pick<Provider, 'id' | 'slug'>, policy: Policy): Promise<PolicyMailbox[]> {
  const mailboxes = mailboxesOf(policy, provider.slug, intakeDomain(world))
  for (const { address, channel } of mailboxes) await addToDirectory(world, { kind: 'mail_address', key: address, providerId: provider.id, channel })
  return mailboxes
}
