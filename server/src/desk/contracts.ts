import { quota } from '@guichet/policy'
import type { FactDeclaration, Facts, FactValue, Policy, QuotaReading } from '@guichet/policy'
import { banksOf, movementsOf } from '#imports/imports.ts'
import type { Movement } from '#imports/imports.ts'
import { isInUse } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

export interface ContractRow { readonly id: string; readonly name: string; readonly values: Facts; readonly startsOn: string; readonly endsOn: string | null; readonly inForce: boolean }

/** A customer's contracts, those in force first; another's do not exist. */
export async function contractsOf(desk: Desk, providerId: string, customerId: string, when: { today: string; now: number }, id?: string): Promise<ContractRow[]> {
  let query = desk.database.db
    .selectFrom('contracts').select(['id', 'name', 'values', 'starts_on', 'ends_on', 'retired_at']).where('provider_id', '=', providerId).where('customer_id', '=', customerId)
    .orderBy('starts_on', 'desc').orderBy('id')
  if (id !== undefined) query = query.where('id', '=', id)
  const found = await query.execute()
  return found
    .map((row) => ({ id: row.id, name: row.name, values: row.values, startsOn: row.starts_on, endsOn: row.ends_on, inForce: isInUse({ startsOn: row.starts_on, endsOn: row.ends_on, retiredAt: row.retired_at }, when.today, when.now) }))
    .sort((a, b) => Number(b.inForce) - Number(a.inForce))
}

/** A value that the policy leaves to the contract: what this one says, else what holds when a contract is silent. */
export interface ContractValue { readonly fact: FactDeclaration; readonly value: FactValue | undefined; readonly fallback: FactValue | undefined; /** A promise is made of it. */ readonly promises: boolean }

/** Every value that the policy leaves to a contract, in the order in which the policy declares them. */
export function valuesOf(policy: Policy, values: Facts): ContractValue[] {
  const within = new Set(policy.families.targets.flatMap(({ answer }) => (answer.within.is === 'fact' ? [answer.within.fact] : [])))
  return [...policy.facts.values()].filter((fact) => fact.from === 'contract').map((fact) => ({ fact, value: values[fact.name], fallback: fact.default, promises: within.has(fact.name) }))
}

/** A counted right of a contract: what is left of it, and everything that made it so. */
export interface CountedRight { readonly reading: QuotaReading; readonly name: string; readonly movements: readonly Movement[] }

/** What the policy counts for a contract. Of a right that hangs on the kind of request, the first kind that has it. */
export async function countedRights(desk: Desk, providerId: string, policy: Policy, known: Facts, contract: ContractRow, now: number): Promise<CountedRight[]> {
  const banks = banksOf(policy)
  if (banks.length === 0) return []
  const movements = await movementsOf(desk.database.db, providerId, contract.id)
  const since = Temporal.PlainDate.from(contract.startsOn).toZonedDateTime(policy.zone).epochMilliseconds
  const kinds = [undefined, ...(policy.facts.get('kind')?.options ?? []).map(({ value }) => value)]
  const names = [...new Set(banks.map(({ name }) => name))]
  return names.flatMap((name): CountedRight[] => {
    const own = movements.filter((one) => one.quota === name)
    const uses = own.filter(({ kind }) => kind === 'use').map(({ at, quantity }) => ({ at, took: quantity }))
    const grants = own.filter(({ kind }) => kind === 'purchase').map(({ at, quantity }) => ({ at, holds: quantity }))
    const bought = banks.some((bank) => bank.name === name && bank.per === 'purchase')
    const readings = kinds.map((kind) => quota(policy, { name, uses, since, ...(bought ? { grants } : {}) }, kind === undefined ? known : { ...known, kind }, now))
    const reading = readings.find(({ outcome }) => outcome !== 'unspecified')
    return reading ? [{ reading, name, movements: own }] : []
  })
}
