import type { FactValue, Facts, Policy } from '@guichet/policy'
import { mayAnswer } from '#desk/desk.ts'
import { isInUse, rightsOf } from '#people/people.ts'
import type { Profile } from '#people/people.ts'
import { grantedByRole } from './contact-rights.ts'
import type { Requester } from './requester.ts'

/** What triage adds to what the requester said. */
export interface Circumstances {
  readonly channel: string
  readonly language: string | undefined
  readonly subject: string
  readonly text: string
  readonly attachments: number
  /** Licences recognised by the address or by a key. */
  readonly licences: readonly string[]
  readonly serviceId: string | undefined
  readonly byAgent: boolean
  readonly openTicket: boolean
  readonly at: number
}

/** The contract that counts: the service's own, else the only one in force. Two without a service: neither, we do not choose for them. */
export function contractInForce(profile: Profile, service: Profile['services'][number] | undefined, today: string, at: number): Profile['contracts'][number] | undefined {
  const inForce = profile.contracts.filter((one) => isInUse(one, today, at))
  if (service?.contractId) return inForce.find((one) => one.id === service.contractId)
  return inForce.length === 1 ? inForce[0] : undefined
}

/** The local date of an instant in the policy's zone. */
export function dayOf(policy: Policy, at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(policy.zone).toPlainDate().toString()
}

/** The first licence that the policy names, in the order of its values: the best one a customer has. */
export function bestLicence(policy: Policy, licences: readonly string[]): string | undefined {
  const order = policy.facts.get('licence')?.options.map((option) => option.value) ?? []
  return order.find((value) => licences.includes(value)) ?? licences[0]
}

const ipIn = (address: string | null) => (address !== null && /^(\d{1,3}\.){3}\d{1,3}$|:/.test(address) ? address : null)

/** What a service says of itself. What it does not say is left to its customer to say. */
function ofService(service: Profile['services'][number] | undefined): Facts {
  if (!service) return {}
  const known = { asset: service.kind, service: service.name, product: service.product, product_version: service.version, order_number: service.orderNumber, server_ip: ipIn(service.address) }
  return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== null))
}

/** What the customer's manager lets the contact ask, where the policy looks at it. */
function rightsAsFacts(policy: Policy, { contact, actingFrom }: Requester, at: number): Record<string, boolean> {
  if (!contact) return {}
  const { may } = rightsOf(actingFrom ? contact : { ...contact, granted: grantedByRole(policy, contact.role, at) })
  return { may_ask_technical: may.has('ask_technical'), may_ask_urgent: may.has('ask_urgent') }
}

/**
 * All that is known about a request, under the names of the policy: what it does not declare is left out, so that a name of one
 * provider means nothing at another. What we know ourselves takes the place of what the requester said.
 */
export function factsOf(policy: Policy, said: Facts, requester: Requester, about: Circumstances): { facts: Facts; contractId: string | undefined; serviceId: string | undefined } {
  const { profile, contact, trust } = requester
  // A number given by somebody unproven names a customer; nothing of the account follows from it.
  const trusted = trust === 'T0' ? undefined : profile
  const today = dayOf(policy, about.at)
  // What has ended is nobody's to ask about; what was there when a request came in still was, whenever that is judged again.
  const service = trusted?.services.find((one) => one.id === about.serviceId && isInUse(one, today, about.at))
  const contract = trusted && contractInForce(trusted, service, today, about.at)
  const known: Record<string, FactValue | undefined> = {
    ...said,
    ...contract?.values,
    ...ofService(service),
    channel: about.channel,
    trust,
    customer: profile ? 'known' : requester.wrongNumber ? 'wrong' : 'unknown',
    contact: contact ? (contact.declared ? 'declared' : 'undeclared') : 'unknown',
    contact_role: (trusted && contact?.role) ?? undefined,
    ...(contact && trust !== 'T0' ? rightsAsFacts(policy, requester, about.at) : {}),
    role: trusted?.customer.role ?? undefined,
    customer_zone: trusted?.customer.zone ?? undefined,
    licence: bestLicence(policy, about.licences),
    language: about.language,
    subject: about.subject === '' ? undefined : about.subject,
    description: about.text === '' ? undefined : about.text,
    attachments: about.attachments,
    agent: about.byAgent,
    ticket_exists: about.openTicket,
  }
  const facts = Object.fromEntries(Object.entries(known).filter(([name, value]) => value !== undefined && value !== '' && policy.facts.has(name)))
  return { facts, contractId: contract?.id, serviceId: service?.id }
}

/** What is wrong with a requester's answers, by name; empty when all may be used. A value of the wrong form is for the policy to ask again. */
export function wrongAnswers(policy: Policy, said: Facts): { name: string; why: 'unknown-fact' | 'unknown-value' }[] {
  return Object.entries(said).flatMap(([name, value]): { name: string; why: 'unknown-fact' | 'unknown-value' }[] => {
    if (identifying(policy, name)) return typeof value === 'string' ? [] : [{ name, why: 'unknown-value' }]
    const fact = policy.facts.get(name)
    if (!fact || !mayAnswer(policy, name)) return [{ name, why: 'unknown-fact' }]
    if (fact.type === 'flag') return typeof value === 'boolean' ? [] : [{ name, why: 'unknown-value' }]
    if (fact.type !== 'one_of' || fact.open) return []
    return fact.options.some((option) => option.value === value) ? [] : [{ name, why: 'unknown-value' }]
  })
}

/** Answers that say who asks rather than what: a customer number, a licence key, where the policy knows such things. */
export function identifying(policy: Policy, name: string): boolean {
  return (name === 'customer_number' && policy.customerNumber !== undefined) || (name === 'licence_key' && policy.recognition.some((one) => one.by.includes('key')))
}
