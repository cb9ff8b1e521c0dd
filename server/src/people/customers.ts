import type { Insertable, Kysely } from 'kysely'
import type { Facts } from '@guichet/policy/model'
import type { Tables, World } from '#server/tables.ts'
import { foldAddress } from './address.ts'

type Lang = 'fr' | 'en'

/** A row as whoever adds one knows it; what is left out is what it is for somebody of whom nothing is said. */
type New<Row, Kept extends keyof Row> = Omit<Row, 'provider_id' | 'id' | 'created_at' | Kept> & Partial<Pick<Row, Kept>>
export type NewCustomer = New<Insertable<Tables['customers']>, 'kind' | 'language'>
export type NewContact = New<Insertable<Tables['contacts']>, 'language' | 'declared' | 'email_key'>

/** Only what is said: an absent value must not undo what stands for it. */
const said = <Row extends object>(row: Row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row

/** The one place where a customer comes to be, however they came. Gives the id; undefined when the number is taken. */
export async function insertCustomer(db: Kysely<Tables>, world: World, providerId: string, given: NewCustomer): Promise<string | undefined> {
  const id = world.ids.next()
  const added = await db
    .insertInto('customers').values({ kind: 'unknown', language: 'fr', ...said(given), provider_id: providerId, id, created_at: world.time.now() })
    .onConflict((oc) => oc.columns(['provider_id', 'number']).doNothing()).returning('id').executeTakeFirst()
  return added?.id
}

/** The one place where a person of a customer comes to be. Gives the id; undefined when the address is taken. @throws Error on an address that is none */
export async function insertContact(db: Kysely<Tables>, world: World, providerId: string, given: NewContact): Promise<string | undefined> {
  const key = foldAddress(given.email)
  if (key === undefined) throw new Error(`not an address: ${given.email}`)
  const id = world.ids.next()
  const added = await db
    .insertInto('contacts').values({ language: 'fr', declared: true, rights: [], ...said(given), provider_id: providerId, id, email_key: key, created_at: world.time.now() })
    .onConflict((oc) => oc.columns(['provider_id', 'email_key']).doNothing()).returning('id').executeTakeFirst()
  return added?.id
}

/** A number or an address that is somebody's already, under the code by which the database would say so. */
class Taken extends Error {
  readonly code = '23505'
}

/** Adds a customer: a company or person with an account. @throws Error when the number, unique at the provider, is taken */
export async function addCustomer(
  world: World,
  providerId: string,
  given: { number: string; name: string; kind?: 'professional' | 'consumer' | 'unknown'; role?: string; zone?: string; language?: Lang },
): Promise<string> {
  const id = await insertCustomer(world.database.db, world, providerId, given)
  if (id === undefined) throw new Taken(`number taken: ${given.number}`)
  return id
}

/** Adds a person of a customer. `declared`: the customer named them as one who may ask. @throws Error on an address that is none, or is taken */
export async function addContact(
  world: World,
  providerId: string,
  given: { customerId: string; name: string; email: string; language?: Lang; declared?: boolean; verified?: boolean; rights?: string[] },
): Promise<string> {
  const { customerId, verified, ...rest } = given
  const id = await insertContact(world.database.db, world, providerId, { ...rest, customer_id: customerId, verified_at: verified ? world.time.now() : null })
  if (id === undefined) throw new Taken(`address taken: ${given.email}`)
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
