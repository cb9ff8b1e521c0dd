import { sql } from 'kysely'
import { isInUse } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

/** A service as lists and its own page show it. */
export interface ServiceRow {
  readonly id: string; readonly kind: string; readonly name: string; readonly addresses: readonly string[]; readonly orderNumber: string | null; readonly product: string | null
  readonly version: string | null; readonly contract: { readonly id: string; readonly name: string } | null; readonly startsOn: string | null; readonly endsOn: string | null
  /** Offered for asking: it has begun and has not ended. */
  readonly inUse: boolean
}
export interface ServicesQuestion { readonly customerId: string; readonly words?: string | undefined; readonly kind?: string | undefined; readonly contractId?: string | undefined; readonly ended: boolean; readonly after?: { name: string; id: string } | undefined; readonly limit: number }

interface When { readonly today: string; readonly now: number }

function rows(desk: Desk, providerId: string, customerId: string) {
  return desk.database.db
    .selectFrom('services as s').leftJoin('contracts as k', (join) => join.onRef('k.provider_id', '=', 's.provider_id').onRef('k.id', '=', 's.contract_id'))
    .select(['s.id', 's.kind', 's.name', 's.addresses', 's.order_number', 's.product', 's.version', 's.starts_on', 's.ends_on', 's.retired_at', 'k.id as contract_id', 'k.name as contract'])
    .where('s.provider_id', '=', providerId).where('s.customer_id', '=', customerId)
}

type Found = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]
const rowOf = ({ today, now }: When) => (found: Found): ServiceRow => ({
  id: found.id, kind: found.kind, name: found.name, addresses: found.addresses, orderNumber: found.order_number, product: found.product, version: found.version,
  contract: found.contract_id !== null && found.contract !== null ? { id: found.contract_id, name: found.contract } : null, startsOn: found.starts_on, endsOn: found.ends_on,
  inUse: isInUse({ startsOn: found.starts_on, endsOn: found.ends_on, retiredAt: found.retired_at }, today, now),
})

/** One page of a customer's services by name; `next` where there are more. What has ended only when asked for. */
export async function servicesOf(desk: Desk, providerId: string, question: ServicesQuestion, when: When): Promise<{ rows: ServiceRow[]; next: { name: string; id: string } | null }> {
  let query = rows(desk, providerId, question.customerId).orderBy('s.name').orderBy('s.id').limit(question.limit + 1)
  const { words, kind, contractId, ended, after } = question
  if (contractId !== undefined) query = query.where('s.contract_id', '=', contractId)
  if (kind !== undefined) query = query.where('s.kind', '=', kind)
  if (words !== undefined && words !== '') {
    const like = `%${words.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`
    query = query.where((eb) => eb.or([eb('s.name', 'ilike', like), eb('s.order_number', 'ilike', like), eb('s.product', 'ilike', like), sql<boolean>`array_to_string(s.addresses, ' ') ilike ${like}`]))
  }
  if (!ended) query = query.where((eb) => eb.and([eb.or([eb('s.retired_at', 'is', null), eb('s.retired_at', '>', when.now)]), eb.or([eb('s.ends_on', 'is', null), eb('s.ends_on', '>=', when.today)])]))
  if (after) query = query.where((eb) => eb(eb.refTuple('s.name', 's.id'), '>', eb.tuple(after.name, after.id)))
  const found = await query.execute()
  const shown = found.slice(0, question.limit).map(rowOf(when))
  const last = shown.at(-1)
  return { rows: shown, next: found.length > question.limit && last ? { name: last.name, id: last.id } : null }
}

/** A customer's service; undefined for another's, as for none at all. */
export async function serviceOf(desk: Desk, providerId: string, customerId: string, id: string, when: When): Promise<ServiceRow | undefined> {
  const found = await rows(desk, providerId, customerId).where('s.id', '=', id).executeTakeFirst()
  return found && rowOf(when)(found)
}

/** How many services a customer has in use, the kinds among them, and how many have ended. */
export async function countServices(desk: Desk, providerId: string, customerId: string, when: When): Promise<{ inUse: number; ended: number; kinds: string[] }> {
  const found = await rows(desk, providerId, customerId).execute()
  const all = found.map(rowOf(when))
  return { inUse: all.filter((one) => one.inUse).length, ended: all.filter((one) => !one.inUse).length, kinds: [...new Set(all.map((one) => one.kind))].sort() }
}
