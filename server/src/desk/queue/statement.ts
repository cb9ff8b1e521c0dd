import type { Spot } from './cursor.ts'

/** A condition on `tickets t`; its parameters begin at `$from`. */
export interface Condition { readonly text: (from: number) => string; readonly values: readonly unknown[] }

/** The places of tickets, in the order in which a list that spans several shows them: what is to do comes first, what is in no view last. */
export const lanes = ['todo', 'waiting', 'solved', 'closed', 'merged', 'spam'] as const
export type Lane = (typeof lanes)[number]

/** By the policy's rank, then by what it says; by what is late first within a rank; by opening; by the last change. */
export type Order = 'policy' | 'late' | 'oldest' | 'changed'

/** Which tickets, in which order. */
export interface List {
  /** Where they may stand. */
  readonly lanes: readonly Lane[]
  readonly order: Order
  readonly where: readonly Condition[]
  /** What names its statement, planned once for each connection; undefined for a filter of somebody's own words. */
  readonly name: string | undefined
}

/** Ranks that a policy may have; an order that follows another index looks at each. */
const ranks = 64

const columns: Readonly<Record<Order, string>> = { policy: 't.sort_at', late: 't.late_at', oldest: 't.opened_at', changed: 't.changed_at' }

/** The values of a statement in the making, and the names of their parameters. */
export class Values {
  readonly all: unknown[] = []
  put(value: unknown, type: string): string {
    this.all.push(value)
    return `$${this.all.length}::${type}`
  }
  condition({ text, values }: Condition): string {
    const from = this.all.length + 1
    this.all.push(...values)
    return text(from)
  }
}

/** Where to begin, after a place, and where to end, with it. */
export interface Stretch { readonly after?: Spot | undefined; readonly until?: Spot | undefined }

/** How the rows of `keys` are ordered. */
export function orderOf({ order }: List, alias = 'k'): string {
  switch (order) {
    case 'policy': case 'late': return `${alias}.lane, ${alias}.rank, ${alias}.sort, ${alias}.id`
    case 'oldest': return `${alias}.sort, ${alias}.id`
    case 'changed': return `${alias}.sort desc, ${alias}.id desc`
  }
}

/**
 * The keys of a list in its order, as a statement that reads one index for each place: `lane`, `rank`, `sort`, `id`, at most `limit`.
 * `$1` is the provider.
 */
export function keysOf(list: List, values: Values, limit: string, { after, until }: Stretch = {}): string {
  const conditions = list.where.map((condition) => values.condition(condition))
  const byRank = list.order === 'policy' || list.order === 'late'
  const spot = (at: Spot) => (byRank
    ? `(${values.put(at.rank, 'smallint')}, ${values.put(at.sort, 'bigint')}, ${values.put(at.id, 'uuid')})`
    : `(${values.put(at.sort, 'bigint')}, ${values.put(at.id, 'uuid')})`)
  const [begin, end] = [after && spot(after), until && spot(until)]
  const column = columns[list.order]
  const sorted = byRank ? `(t.rank, ${column}, t.id)` : `(${column}, t.id)`
  const [past, upTo] = list.order === 'changed' ? ['<', '>='] : ['>', '<=']
  const down = list.order === 'changed' ? ' desc' : ''

  const arm = (lane: Lane): string => {
    const index = lanes.indexOf(lane)
    const where = [
      't.provider_id = $1', `t.place = '${lane}'`, ...conditions,
      ...(begin !== undefined && (!byRank || after?.lane === index) ? [`${sorted} ${past} ${begin}`] : []),
      ...(end !== undefined && (!byRank || until?.lane === index) ? [`${sorted} ${upTo} ${end}`] : []),
    ].join(' and ')
    // What an order does not go by is not read: its index holds all the rest.
    const key = `${index} as lane, ${byRank ? 't.rank' : '0::smallint as rank'}, ${column} as sort, t.id`
    if (list.order === 'late') {
      const first = after === undefined ? '0' : `(${values.put(after.rank, 'int')})`
      return `select ${key} from generate_series(${first}, ${ranks}) r(rank) cross join lateral (
        select t.* from tickets t where t.rank = r.rank::smallint and ${where} order by t.late_at, t.id limit ${limit}) t`
    }
    return `select ${key} from tickets t where ${where} order by ${byRank ? 't.rank, ' : ''}${column}${down}, t.id${down} limit ${limit}`
  }

  const places = list.lanes.filter((lane) => {
    const index = lanes.indexOf(lane)
    return !byRank || (index >= (after?.lane ?? 0) && index <= (until?.lane ?? lanes.length))
  })
  // A list of no place is empty; each parameter is named there too, as the database asks.
  const none = () => `select k.* from (${arm('todo')}) k where ${['false', ...[begin, end].filter((one) => one !== undefined).map((one) => `${one} is null`)].join(' and ')}`
  if (places.length === 0) return none()
  if (!byRank || places.length === 1) return `select k.* from (${places.map((lane) => `(${arm(lane)})`).join(' union all ')}) k order by ${orderOf(list)} limit ${limit}`
  // One place comes after the other: the next is read only when those before it do not suffice.
  const found = (upTo: number) => Array.from({ length: upTo }, (_, index) => `(select count(*) from a${index})`).join(' + ')
  const each = places.map((lane, index) => `a${index} as materialized (${index === 0 ? arm(lane) : `select a.* from (${arm(lane)}) a where ${found(index)} < ${limit}`})`)
  return `with ${each.join(', ')} select k.* from (${places.map((_, index) => `select * from a${index}`).join(' union all ')}) k order by ${orderOf(list)} limit ${limit}`
}
