import type { Facts } from '@guichet/policy/model'
import type { World } from '#server/tables.ts'
import { foldAddress } from './address.ts'

type Lang = 'fr' | 'en'

/** Adds a customer: a company or person with an account. `number` is unique at the provider. */
export async function addCustomer(
  world: World,
  providerId: string,
  given: { number: string; name: string; kind?: 'professional' | 'consumer' | 'unknown'; role?: string; zone?: string; language?: Lang },
): Promise<string> {
  const id = world.ids.next()
  await world.database.db
    .insertInto('customers')
    .values({
      provider_id: providerId, id, number: given.number, name: given.name, kind: given.kind ?? 'unknown', role: given.role ?? null,
      zone: given.zone ?? null, language: given.language ?? 'fr', created_at: world.time.now(),
    })
    .execute()
  return id
}

/** Adds a person of a customer. `declared`: the customer named them as one who may ask. @throws Error on an address that is none, or is taken */
export async function addContact(
  world: World,
  providerId: string,
  given: { customerId: string; name: string; email: string; language?: Lang; declared?: boolean; verified?: boolean; rights?: string[] },
): Promise<string> {
  const key = foldAddress(given.email)
  if (!key) throw new Error(`not an address: ${given.email}`)
  const id = world.ids.next()
  const now = world.time.now()
  await world.database.db
    .insertInto('contacts')
    .values({
      provider_id: providerId, id, customer_id: given.customerId, name: given.name, email: given.email, email_key: key,
      verified_at: given.verified ? now : null, language: given.language ?? 'fr', declared: given.declared ?? true, rights: given.rights ?? [], created_at: now,
    })
    .execute()
  return id
}

/** Adds what a customer bought of support; `values` fill the policy's holes (`contract.gti` in seconds, …), by their full names. */
export async function addContract(
  world: World,
  providerId: string,
  given: { customerId: string; name: string; values: Facts; startsOn: string; endsOn?: string },
): Promise<string> {
  const id = world.ids.next()
  await world.database.db
    .insertInto('contracts')
    .values({
      provider_id: providerId, id, customer_id: given.customerId, name: given.name, values: JSON.stringify(given.values),
      starts_on: given.startsOn, ends_on: given.endsOn ?? null,
    })
    .execute()
  return id
}

/** Adds what a customer has; `kind` is a value of the policy's fact `asset`. */
export async function addService(
  world: World,
  providerId: string,
  given: {
    customerId: string; contractId?: string; kind: string; name: string; addresses?: readonly string[]; orderNumber?: string; product?: string; version?: string
    endsOn?: string; tags?: readonly string[]
  },
): Promise<string> {
  const id = world.ids.next()
  await world.database.db
    .insertInto('services')
    .values({
      provider_id: providerId, id, customer_id: given.customerId, contract_id: given.contractId ?? null, kind: given.kind, name: given.name,
      tags: [...(given.tags ?? [])], addresses: [...(given.addresses ?? [])], ends_on: given.endsOn ?? null, order_number: given.orderNumber ?? null, product: given.product ?? null, version: given.version ?? null,
    })
    .execute()
  return id
}
