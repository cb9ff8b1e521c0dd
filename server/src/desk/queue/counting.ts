import type { Desk } from '#policies/policies.ts'
import { Values } from './statement.ts'
import type { List } from './statement.ts'

/** Counting stops here: "1000 or more". */
export const mostCounted = 1_000

function countOf(list: List, values: Values): string {
  const where = ['t.provider_id = $1', list.lanes.length === 0 ? 'false' : `t.place in (${list.lanes.map((lane) => `'${lane}'`).join(', ')})`, ...list.where.map((condition) => values.condition(condition))]
  return `(select count(*)::int from (select 1 from tickets t where ${where.join(' and ')} limit ${mostCounted}) n)`
}

/** How many tickets each of these lists holds, up to a thousand each, in one statement. `name`: of those that are always the same. */
export async function countLists<Key extends string>(desk: Desk, providerId: string, lists: ReadonlyMap<Key, List>, name?: string): Promise<Map<Key, number>> {
  if (lists.size === 0) return new Map()
  const values = new Values()
  values.put(providerId, 'uuid')
  const parts = [...lists.values()].map((list, index) => `${countOf(list, values)} as c${index}`)
  const { rows } = await desk.database.pool.query<Record<string, number>>({
    ...(name === undefined ? {} : { name }), text: `select ${parts.join(', ')}`, values: values.all,
  })
  return new Map([...lists.keys()].map((key, index) => [key, rows[0]?.[`c${index}`] ?? 0]))
}
