import pg from 'pg'
import type { CopiedRow } from '../load/jobs.ts'

/** The tables that the opening of a ticket writes, parents first, and how their rows belong to the ticket $1. */
const tables: readonly (readonly [table: string, where: string])[] = [
  ['requests', 'ticket_id = $1'], ['tickets', 'id = $1'], ['messages', 'ticket_id = $1'], ['events', 'ticket_id = $1'], ['clocks', 'ticket_id = $1'],
  ['outbox', 'ticket_id = $1'], ['mail_threads', 'ticket_id = $1'], ['reply_tokens', 'ticket_id = $1'],
]

/** Columns whose value must differ from ticket to ticket besides ids: unique keys. */
const keys: Readonly<Record<string, CopiedRow['fresh'][number]['form']>> = {
  'tickets.number': 'number', 'requests.dedupe_key': 'text', 'outbox.header_message_id': 'text', 'mail_threads.header_message_id': 'text', 'reply_tokens.token_hash': 'bytes',
}
const kept = new Set(['provider_id', 'customer_id', 'contact_id', 'contract_id', 'service_id', 'assignee_id', 'author_id', 'actor_id'])
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

function copied(table: string, row: Record<string, unknown>): CopiedRow {
  // Made by the database of the others.
  const columns = Object.keys(row).filter((column) => column !== 'words')
  const values = columns.map((column) => {
    const value = row[column]
    if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value
  })
  const fresh = columns.flatMap((column, place): CopiedRow['fresh'] => {
    const value = values[place]
    const form = keys[`${table}.${column}`]
    if (form !== undefined) return [{ place, name: `${form} ${value}`, form }]
    return typeof value === 'string' && uuid.test(value) && !kept.has(column) ? [{ place, name: value, form: 'uuid' }] : []
  })
  return { table, columns, values, fresh }
}

/** The rows of the last tickets opened, exactly as the API wrote them: what bare SQL will write again. */
export async function copyTickets(url: string, count: number): Promise<CopiedRow[][]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tickets } = await client.query<{ id: string }>('select id from tickets order by opened_at desc limit $1', [count])
    const found: CopiedRow[][] = []
    for (const { id } of tickets) {
      const rows: CopiedRow[] = []
      for (const [table, where] of tables) rows.push(...(await client.query<Record<string, unknown>>(`select * from ${table} where ${where}`, [id])).rows.map((row) => copied(table, row)))
      found.push(rows)
    }
    return found
  } finally {
    await client.end()
  }
}

/** How many rows of which table, in a ticket that has the most. */
export function shapeOf(tickets: readonly (readonly CopiedRow[])[]): string {
  const largest = [...tickets].sort((a, b) => b.length - a.length)[0] ?? []
  const counts = Map.groupBy(largest, (row) => row.table)
  return [...counts].map(([table, rows]) => `${rows.length} ${table}`).join(', ')
}
