import { decide } from '@guichet/policy'
import type { Decision, Facts, Policy, Rule } from '@guichet/policy'
import { withSecretsRemark } from '@guichet/policy/confidentiality/remark'
import { runPrepared } from '#platform/database.ts'
import type { Desk } from '#policies/policies.ts'
import { factsOf } from './facts.ts'
import { recogniseLicences } from './licences.ts'
import { findRequester } from './requester.ts'
import type { Requester } from './requester.ts'

/** A request as triage judges it: who, what, on which channel, when. */
export interface Question {
  readonly providerId: string
  readonly channel: string
  readonly receivedAt: number
  readonly sender: { readonly trust: Requester['trust']; readonly address?: string; readonly contactId?: string; readonly customerId?: string }
  readonly subject: string
  readonly text: string
  readonly language?: string
  readonly attachments: readonly unknown[]
  readonly facts: Facts
  readonly serviceId?: string
  readonly recordedBy?: unknown
}

/** What the policy answers, and everything that was known when it was asked. */
export interface Judged {
  readonly policy: Policy
  readonly decision: Decision
  readonly facts: Facts
  readonly requester: Requester
  readonly contractId: string | undefined
  readonly serviceId: string | undefined
}

async function hasOpenTicket(desk: Desk, providerId: string, customerId: string | undefined): Promise<boolean> {
  if (customerId === undefined) return false
  const found = await runPrepared(desk.database, {
    name: 'open-ticket-of-customer', text: "select 1 from tickets where provider_id = $1 and customer_id = $2 and place in ('todo', 'waiting') limit 1", values: [providerId, customerId],
  })
  return found.length > 0
}

/** Asks the policy in force when the request came in. Undefined when the provider had published none by then. */
export async function judge(desk: Desk, question: Question): Promise<Judged | undefined> {
  const { providerId, sender, receivedAt } = question
  const policy = await desk.policies.inForce(providerId, receivedAt)
  if (!policy) return undefined
  const answer = (name: string) => (typeof question.facts[name] === 'string' ? (question.facts[name] as string) : undefined)
  const requester = await findRequester(desk, providerId, { ...sender, customerNumber: policy.customerNumber ? answer('customer_number') : undefined })
  const licences = await recogniseLicences(desk, providerId, policy, requester, { address: sender.address, key: answer('licence_key') })
  const { facts, contractId, serviceId } = factsOf(policy, question.facts, requester, {
    channel: question.channel,
    language: question.language ?? requester.contact?.language,
    subject: question.subject,
    text: question.text,
    attachments: question.attachments.length,
    licences,
    serviceId: question.serviceId,
    byAgent: question.recordedBy !== undefined,
    openTicket: mentions(policy, 'ticket_exists') && (await hasOpenTicket(desk, providerId, requester.profile?.customer.id)),
    at: receivedAt,
  })
  const decision = withSecretsRemark(policy, decide(policy, facts, receivedAt), facts, receivedAt, `${question.subject}\n${question.text}`)
  return { policy, decision, facts, requester, contractId, serviceId }
}

const mentioned = new WeakMap<Policy, Map<string, boolean>>()

/** Whether any rule of a policy looks at a fact: what nobody looks at need not be looked up. */
function mentions(policy: Policy, fact: string): boolean {
  const kept = mentioned.get(policy) ?? new Map<string, boolean>()
  mentioned.set(policy, kept)
  const rules: Rule<unknown>[] = Object.values(policy.families).flat()
  const known = kept.get(fact) ?? rules.some((rule) => rule.when.some((all) => all.some((test) => 'fact' in test && test.fact === fact)))
  kept.set(fact, known)
  return known
}
