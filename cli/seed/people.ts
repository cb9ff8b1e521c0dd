import { readFacts } from '@guichet/policy/examples/given'
import type { Lang, Policy } from '@guichet/policy'
import { transaction } from '#platform/database.ts'
import { shortToken } from '#platform/tokens.ts'
import { addAgent, addContact, addContract, addCustomer, addLicence, addService, findProfile, makeGrant, makeTeam } from '#people/people.ts'
import type { Agent, Provider } from '#people/people.ts'
import type { CastAgent, CastCustomer } from '#channels/demonstration/cast.ts'
import type { Desk } from '#policies/policies.ts'
import { dateOf, datesIn } from './moments.ts'
import type { ProviderScript, Script, ScriptCustomer } from './script.ts'

/** A contact as the stories name them. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: Lang
  readonly customerId: string
  /** Services of their customer by name. */
  readonly services: ReadonlyMap<string, string>
}

/** Everybody of a provider, by the names that its stories use. */
export interface People {
  readonly agents: ReadonlyMap<string, Agent>
  readonly contacts: ReadonlyMap<string, Person>
  readonly cast: { readonly agents: CastAgent[]; readonly customers: CastCustomer[] }
}

/** Enough for one machine; never used anywhere else. */
const signInBits = 130
const passwordBits = 60

/** Facts of the policy as the desk keeps them. @throws Error on a value that the policy does not know */
export function factsIn(policy: Policy, given: Readonly<Record<string, unknown>>) {
  const { facts, differences } = readFacts(policy, given)
  const wrong = differences[0]
  if (wrong) throw new Error(`${policy.id}: ${wrong.key} is ${wrong.actual}, expected ${wrong.expected}`)
  return facts
}

async function addOne(desk: Desk, provider: Provider, policy: Policy, customer: ScriptCustomer, now: number): Promise<[string, Person][]> {
  const { number, name, kind, language } = customer
  const customerId = await addCustomer(desk, provider.id, {
    number, name, kind, language, ...(customer.role ? { role: customer.role } : {}), ...(customer.zone ? { zone: customer.zone } : {}),
  })
  const contracts = new Map<string, string>()
  for (const { name: called, values, starts, ends } of customer.contracts) {
    contracts.set(called, await addContract(desk, provider.id, {
      customerId, name: called, values: factsIn(policy, datesIn(values, now, policy.zone)), startsOn: dateOf(starts, now, policy.zone), ...(ends ? { endsOn: dateOf(ends, now, policy.zone) } : {}),
    }))
  }
  const services = new Map<string, string>()
  for (const { name: called, kind: sort, contract, address, addresses, tags, order, product, version } of customer.services) {
    const contractId = contract === undefined ? undefined : contracts.get(contract)
    services.set(called, await addService(desk, provider.id, {
      customerId, kind: sort, name: called, ...(contractId ? { contractId } : {}), addresses: address ? [address, ...addresses] : addresses, tags, ...(order ? { orderNumber: order } : {}),
      ...(product ? { product } : {}), ...(version ? { version } : {}),
    }))
  }
  const addressCase = policy.recognition[0]?.addressCase
  for (const { kind: sort, key, delivered_to: deliveredTo } of customer.licences) {
    await addLicence(desk, provider.id, { kind: sort, key, ...(deliveredTo ? { deliveredTo } : { customerId }), ...(addressCase ? { addressCase } : {}) })
  }
  const people: [string, Person][] = []
  for (const [called, contact] of Object.entries(customer.contacts)) {
    const spoken = contact.language ?? language
    const id = await addContact(desk, provider.id, { ...contact, customerId, language: spoken })
    people.push([called, { id, name: contact.name, email: contact.email, language: spoken, customerId, services }])
  }
  return people
}

/** @throws Error naming a department that the policy does not declare: nobody's tickets would ever be of it */
function checkDepartments(policy: Policy, { agents, teams }: Script): void {
  const known = (policy.facts.get('department')?.options ?? []).map(({ value }) => value)
  const named = [...Object.values(agents).flatMap(({ departments }) => departments), ...teams.flatMap(({ department }) => department ?? [])]
  const strange = named.find((one) => !known.includes(one))
  if (strange !== undefined) throw new Error(`${policy.id}: the policy has no department ${strange}`)
}

/** Makes the teams of agents. @throws Error naming what is wrong in the script */
async function makeTeams(desk: Desk, provider: Provider, teams: Script['teams'], agents: ReadonlyMap<string, Agent>): Promise<void> {
  for (const { name, department, members } of teams) {
    const made = await makeTeam(desk, provider.id, { kind: 'system' }, { name, department: department ?? null, members: members.map((called) => agents.get(called)?.id ?? called) })
    if (typeof made === 'string') throw new Error(`team ${name}: ${made}`)
  }
}

/** Adds everybody of a provider. @param now the instant that dates of contracts are seen from */
export async function addPeople(desk: Desk, provider: Provider, policy: Policy, { script }: ProviderScript, now: number): Promise<People> {
  checkDepartments(policy, script)
  const agents = new Map<string, Agent>()
  const cast: People['cast'] = { agents: [], customers: [] }
  const hired = Object.entries(script.agents).map(async ([called, given]) => {
    const password = shortToken(passwordBits)
    const { language = provider.language, ...rest } = given
    const agent = await addAgent(desk, provider.id, { ...rest, language, password })
    return { called, agent, password }
  })
  for (const { called, agent, password } of await Promise.all(hired)) {
    agents.set(called, agent)
    cast.agents.push({ id: agent.id, name: agent.name, email: agent.email, password, token: shortToken(signInBits) })
  }
  await makeTeams(desk, provider, script.teams, agents)
  const contacts = new Map<string, Person>()
  for (const customer of script.customers) {
    const people = await addOne(desk, provider, policy, customer, now)
    for (const [called, person] of people) contacts.set(called, person)
    const first = people[0]?.[1]
    if (customer.card && first) {
      cast.customers.push({ id: first.id, name: `${first.name} (${customer.name})`, about: customer.card, language: first.language, token: shortToken(signInBits) })
    }
  }
  await letAct(desk, provider, script.customers)
  return { agents, contacts, cast }
}

/** Lets customers act for those that the script names. @throws Error on a number that is nobody's, or the customer's own */
async function letAct(desk: Desk, provider: Provider, customers: readonly ScriptCustomer[]): Promise<void> {
  const idOf = async (number: string) => (await findProfile(desk, provider.id, { number }))?.customer.id ?? ''
  for (const { number, acts_for: others } of customers) {
    for (const other of others) {
      const two = { customerId: await idOf(number), forCustomerId: await idOf(other) }
      if (two.customerId === '' || two.forCustomerId === '') throw new Error(`${provider.slug}: ${number} cannot act for ${other}`)
      const rights = ['all', 'ask_technical', 'ask_urgent']
      const made = await transaction(desk.database.db, (trx) => makeGrant(trx, desk, provider.id, { ...two, rights }, { kind: 'system' }))
      if (made === undefined) throw new Error(`${provider.slug}: ${number} cannot act for ${other}`)
    }
  }
}
