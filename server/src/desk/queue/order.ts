import type { Desk } from '#policies/policies.ts'
import { listFor } from './page.ts'
import type { QueueQuestion } from './page.ts'
import { keysOf, orderOf as orderBy, Values } from './statement.ts'

/** The first rows of a list by their numbers; `more`: others follow. */
export interface ListOrder { readonly numbers: number[]; readonly more: boolean }

/** As many as a screen reads at once. */
const most = 100

/** The order in which the beginning of a list stands. `key` is the same for all whose list is the same. */
export function orderOf(desk: Desk, question: QueueQuestion, now: number): { readonly key: string; readonly read: () => Promise<ListOrder> } {
  const list = listFor(question, now)
  const values = new Values()
  values.put(question.providerId, 'uuid')
  const keys = keysOf(list, values, values.put(most + 1, 'int'))
  const text = `select t.number from (${keys}) k join tickets t on t.provider_id = $1 and t.id = k.id order by ${orderBy(list)}`
  return {
    key: JSON.stringify([text, values.all]),
    async read() {
      const { rows } = await desk.database.pool.query<{ number: number }>({ ...(list.name === undefined ? {} : { name: `queue-order-${list.name}` }), text, values: values.all })
      return { numbers: rows.slice(0, most).map(({ number }) => number), more: rows.length > most }
    },
  }
}
