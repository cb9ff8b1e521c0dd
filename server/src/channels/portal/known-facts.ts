import type { Facts, Policy } from '@guichet/policy'
import type { Desk } from '#policies/policies.ts'
import { judge } from '#triage/decide.ts'
import { dayOf } from '#triage/facts.ts'
import type { SignedVisitor } from './own-page.ts'

/** What is known of somebody who is about to ask, about a service or none, on the policy's own form. */
export interface Known { readonly policy: Policy; readonly channel: string; readonly facts: Facts; readonly today: string }

/** Undefined where the provider has no policy, or its policy no form. */
export async function knownOf(desk: Desk, visitor: SignedVisitor, serviceId?: string): Promise<Known | undefined> {
  const { provider, contact, policy, lang, now } = visitor
  const channel = policy && [...policy.channels.values()].find((one) => one.medium === 'portal')
  if (!policy || !channel) return undefined
  const judged = await judge(desk, {
    providerId: provider.id, channel: channel.name, receivedAt: now, sender: { trust: contact.trust, contactId: contact.id, address: contact.email }, language: lang,
    subject: '', text: '', attachments: [], facts: {}, ...(serviceId === undefined ? {} : { serviceId }),
  })
  return judged && { policy, channel: channel.name, facts: judged.facts, today: dayOf(policy, now) }
}

/** Today for a provider without a policy too. */
export function todayOf({ policy, now, readerZone }: SignedVisitor): string {
  return policy ? dayOf(policy, now) : Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(readerZone).toPlainDate().toString()
}
