import { notify, typeOfLetters } from '@guichet/policy/notifications/notify'
import type { Notified } from '@guichet/policy/notifications/notify'
import type { Carried } from '@guichet/policy/notifications/types'
import type { Facts, FactValue, Policy } from '@guichet/policy'
import type { World } from '#server/tables.ts'
import { refusedAmong } from '#outbox/outbox.ts'
import { foldAddress, rightsOf } from '#people/people.ts'
import type { Power } from '#people/people.ts'
import { grantedByRole } from '#policies/contact-rights.ts'
import type { Reader, Told } from './people.ts'

/** What the policy says of a type, whoever is told. */
export function generally(policy: Policy, type: string, now: number): Notified {
  return notify(policy, {}, now, { type, event: '', customers: [{ name: '', affected: true }], bounced: [] })
}

/** What becomes of one person of a customer. */
export interface Copy {
  readonly reader: Reader
  readonly reference: string
  readonly inClientArea: boolean
  /** Where its mail goes; an address of two people of one customer gets it once. */
  readonly addresses: readonly { readonly address: string; readonly key: string }[]
  /** Addresses that refuse mail for good and that somebody is to see to. */
  readonly tasks: readonly string[]
}

/** What the policy may ask about a customer; names that it does not declare are left out. */
function factsOf(policy: Policy, told: Pick<Told, 'role' | 'zone' | 'contracts'>, reader: Pick<Reader, 'role' | 'language'>): Facts {
  const known: Record<string, FactValue | undefined> = {
    ...(told.contracts.length === 1 ? told.contracts[0] : {}),
    customer: 'known', role: told.role ?? undefined, customer_zone: told.zone ?? undefined, contact_role: reader.role ?? undefined, language: reader.language,
  }
  return Object.fromEntries(Object.entries(known).filter(([name, value]) => value !== undefined && value !== '' && policy.facts.has(name))) as Facts
}

/** The folded addresses at which these people might be written to: those to ask the outbox about. */
export function keysOf(customers: readonly Told[]): string[] {
  const addresses = customers.flatMap(({ people }) => people.flatMap(({ email, own }) => [email, ...Object.values(own)]))
  return [...new Set(addresses.flatMap((address) => foldAddress(address) ?? []))]
}

/** Of these customers, the addresses that refuse mail for good. */
export async function refusedBy(world: World, providerId: string, customers: readonly Told[]): Promise<Set<string>> {
  return refusedAmong(world.database.db, providerId, keysOf(customers))
}

/** Who of a customer is told, and where: asked of the policy, person by person, since each has addresses of their own. */
export function copiesFor(
  policy: Policy, now: number, about: { type: string; code: string; right: string | undefined }, told: Told, refused: ReadonlySet<string>,
): Copy[] {
  const written = new Set<string>()
  return told.people.flatMap((reader): Copy[] => {
    if (about.right !== undefined && !rightsOf({ rights: reader.rights, granted: grantedByRole(policy, reader.role, now) }).may.has(about.right as Power)) return []
    const facts = factsOf(policy, told, reader)
    const ask = (own: string | undefined) =>
      notify(policy, facts, now, {
        type: about.type, event: about.code, bounced: [reader.email, ...Object.values(reader.own)].filter((address) => refused.has(foldAddress(address) ?? '')),
        customers: [{ name: told.number, affected: told.affected, registered: reader.email, unsubscribed: reader.given_up.includes(about.type), ...(own === undefined ? {} : { own }) }],
      })
    const first = ask(undefined)
    const own = first.addressOf === null ? undefined : reader.own[first.addressOf]
    const [one] = (own === undefined ? first : ask(own)).notifications
    if (!one) return []
    const addresses = one.messages.flatMap(({ address }) => {
      const key = address === undefined ? undefined : foldAddress(address)
      if (address === undefined || key === undefined || written.has(key)) return []
      written.add(key)
      return [{ address, key }]
    })
    return [{ reader, reference: one.id, inClientArea: one.messages.some(({ medium }) => medium === 'client_area'), addresses, tasks: one.tasks }]
  })
}

/** Where letters that are no notices go for a person, when the policy gives them a type: an address set for it counts. */
export function addressesOfLetters(policy: Policy, now: number, letters: Carried, told: Told, refused: ReadonlySet<string>): (Copy & { type: string }) | undefined {
  const type = typeOfLetters(policy, {}, now, letters)
  const [copy] = type === null ? [] : copiesFor(policy, now, { type, code: '', right: undefined }, told, refused)
  return copy && type !== null ? { ...copy, type } : undefined
}
