import { newToken } from '#platform/tokens.ts'
import type { Desk } from '#policies/policies.ts'
import { bytes, insertAll } from './bulk.ts'
import { companyName, personName } from './words.ts'

/** A customer with its one contact. */
export interface Person {
  readonly customerId: string
  readonly contactId: string
  readonly contractId: string
  readonly serviceId: string
  readonly email: string
  readonly name: string
  /** Key of the customer for the API. */
  readonly token: string
}

/** Seconds: late within the day, or not before the day after tomorrow. No deadline passes for hundreds of copies at once while pages are looked at. */
const guaranteed = [2 * 3600, 6 * 3600, 72 * 3600]
const month = 30 * 86_400_000

/** Customers, each with a verified contact, a contract with a guaranteed time, a server, and a key for the API. `domain`: of each address. */
export async function addCustomers(desk: Desk, providerId: string, count: number, domain: (index: number) => string): Promise<Person[]> {
  const now = desk.time.now()
  const people = Array.from({ length: count }, (_, index) => ({
    customerId: desk.ids.next(), contactId: desk.ids.next(), contractId: desk.ids.next(), serviceId: desk.ids.next(),
    email: `contact-${index}@${domain(index)}`, name: personName(index), ...newToken(),
  }))
  const provider_id = providerId
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  await insertAll(desk, 'customers', people.map(({ customerId }, index) => ({
    provider_id, id: customerId, number: String(index).padStart(5, '0'), name: companyName(index), kind: 'professional', role: null, zone: 'Europe/Paris', language: 'fr', created_at: now,
  })))
  await insertAll(desk, 'contacts', people.map(({ contactId, customerId, email, name }) => ({
    provider_id, id: contactId, customer_id: customerId, name, email, email_key: email, verified_at: now, language: 'fr', declared: true, rights: [], created_at: now,
  })))
  await insertAll(desk, 'contracts', people.map(({ contractId, customerId }, index) => ({
    provider_id, id: contractId, customer_id: customerId, name: 'Infogérance', values: { 'contract.gti': guaranteed[index % guaranteed.length], 'contract.24x7': true }, starts_on: day(now - month), ends_on: null,
  })))
  await insertAll(desk, 'services', people.map(({ serviceId, customerId, contractId }, index) => ({
    provider_id, id: serviceId, customer_id: customerId, contract_id: contractId, kind: 'dedicated', name: `srv-${index}`, addresses: [], order_number: null, product: null, version: null, tags: [],
  })))
  await insertAll(desk, 'api_tokens', people.map(({ customerId, hash }) => ({
    provider_id, id: desk.ids.next(), token_hash: bytes(hash), name: 'bench', scopes: ['requests:write', 'tickets:read'], customer_id: customerId, created_at: now, expires_at: now + month,
    // A key in steady use notes its use once a minute, not at each request.
    last_used_at: now + month, revoked_at: null,
  })))
  return people
}
