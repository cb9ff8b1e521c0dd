import { decide } from '@guichet/policy'
import type { Lang, Policy } from '@guichet/policy'
import { say } from '@guichet/policy/words/fill'
import { actorOfContact, findProfile, licencesOfAddress, tryLicence } from '#people/people.ts'
import type { SignedContact } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { bestLicence } from '../facts.ts'
import { raiseTiers } from '../tier-change.ts'

/** A licence that counts for a customer, and why. */
export interface OwnLicence {
  readonly kind: string
  readonly label: string
  /** entered: a key that one of them gave · recorded: by the provider · delivered: to the address of who looks */
  readonly why: 'entered' | 'recorded' | 'delivered'
  readonly enteredAt: number | null
}

export interface OwnLicences {
  readonly licences: readonly OwnLicence[]
  /** The tier they make, in words; undefined where licences make none. */
  readonly tier: string | undefined
  /** Whether the policy takes keys, and recognises the address that an order was delivered to. */
  readonly byKey: boolean
  readonly byAddress: boolean
  readonly onTierChange: Policy['changes']['onTierChange']
  /** Clauses that say so. */
  readonly clauses: readonly string[]
}

/** The word that a policy has for a value of one of its facts. */
function labelOf(policy: Policy, fact: string, value: string, lang: Lang): string {
  const option = policy.facts.get(fact)?.options.find((one) => one.value === value)
  return option ? say(option.label, policy, lang) : value
}

async function tierOf(desk: Desk, providerId: string, policy: Policy, contact: SignedContact, lang: Lang): Promise<{ name: string; label: string } | undefined> {
  const kinds = (await countingFor(desk, providerId, policy, contact)).map(({ kind }) => kind)
  const { tier } = decide(policy, { ...(kinds.length > 0 ? { licence: bestLicence(policy, kinds) as string } : {}), customer: 'known', trust: contact.trust }, desk.time.now())
  return tier === undefined ? undefined : { name: tier, label: labelOf(policy, 'tier', tier, lang) }
}

async function countingFor(desk: Desk, providerId: string, policy: Policy, contact: SignedContact): Promise<Omit<OwnLicence, 'label'>[]> {
  const profile = await findProfile(desk, providerId, { customerId: contact.customer.id })
  const rule = policy.recognition.find((one) => one.fact === 'licence')
  if (!profile || !rule) return []
  const delivered = rule.by.includes('delivery_address') && !contact.acting ? await licencesOfAddress(desk, providerId, contact.email, rule.addressCase) : []
  const own = profile.licences.map(({ kind, enteredAt }) => ({ kind, why: enteredAt === null ? ('recorded' as const) : ('entered' as const), enteredAt }))
  return [...own, ...delivered.filter((kind) => !own.some((one) => one.kind === kind)).map((kind) => ({ kind, why: 'delivered' as const, enteredAt: null }))]
}

/** What is recognised of a customer's licences; undefined where the policy recognises none: there is no such page then. */
export async function readOwnLicences(desk: Desk, providerId: string, contact: SignedContact, lang: Lang): Promise<OwnLicences | undefined> {
  const policy = await desk.policies.inForce(providerId, desk.time.now())
  const rule = policy?.recognition.find((one) => one.fact === 'licence')
  if (!policy || !rule) return undefined
  const licences = (await countingFor(desk, providerId, policy, contact)).map((one) => ({ ...one, label: labelOf(policy, 'licence', one.kind, lang) }))
  return {
    licences, tier: (await tierOf(desk, providerId, policy, contact, lang))?.label, byKey: rule.by.includes('key'), byAddress: rule.by.includes('delivery_address'),
    onTierChange: policy.changes.onTierChange, clauses: [rule.clause, policy.changes.clause],
  }
}

export type KeyEntered =
  | { readonly ok: true; readonly licence: string; readonly from: string | undefined; readonly to: string | undefined; readonly raised: readonly number[]; readonly onTierChange: Policy['changes']['onTierChange'] }
  /** unknown: no such key, or another's: told alike (AB-26). */
  | { readonly ok: false; readonly why: 'empty' | 'unknown' | 'slow' }

/** Enters a key that a contact types, once; open tickets follow as the policy says (S2-17, S2-33, S2-34). */
export async function enterOwnKey(desk: Desk, providerId: string, contact: SignedContact, key: string, lang: Lang): Promise<KeyEntered> {
  if (!/[0-9A-Za-z]/.test(key)) return { ok: false, why: 'empty' }
  const policy = await desk.policies.inForce(providerId, desk.time.now())
  const rule = policy?.recognition.find((one) => one.fact === 'licence' && one.by.includes('key'))
  if (!policy || !rule) return { ok: false, why: 'unknown' }
  const before = await tierOf(desk, providerId, policy, contact, lang)
  const tried = await tryLicence(desk, providerId, { key, contactId: contact.id, customerId: contact.customer.id, reuse: rule.keyReuse })
  if ('waitMs' in tried) return { ok: false, why: 'slow' }
  if (tried.kind === undefined) return { ok: false, why: 'unknown' }
  const after = await tierOf(desk, providerId, policy, contact, lang)
  const raised = await raiseTiers(desk, providerId, contact.customer.id, actorOfContact(contact))
  return { ok: true, licence: labelOf(policy, 'licence', tried.kind, lang), from: before?.label, to: after?.label, raised, onTierChange: policy.changes.onTierChange }
}
