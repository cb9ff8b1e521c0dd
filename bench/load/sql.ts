import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import type { CopiedRow, Done, SqlJob } from './jobs.ts'
import { createTally } from './tally.ts'

let numbers = 100_000_000

const makers = {
  uuid: () => v7(),
  text: () => randomBytes(16).toString('hex'),
  bytes: () => randomBytes(32),
  number: () => numbers++,
}

/** The rows of a ticket with new ids and keys, the same one wherever it stood before. */
function renewed(rows: readonly CopiedRow[]): unknown[][] {
  const made = new Map<string, unknown>()
  return rows.map((row) => {
    const values = [...row.values]
    for (const { place, name, form } of row.fresh) {
      if (!made.has(name)) made.set(name, makers[form]())
      values[place] = made.get(name)
    }
    return values
  })
}

const quoted = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ')

function insertOf({ table, columns }: CopiedRow, from: number): string {
  return `insert into ${table} (${quoted(columns)}) values (${columns.map((_, index) => `$${from + index + 1}`).join(', ')})`
}

/** One statement of many parts: the least that a round trip can do. */
function statementOf(rows: readonly CopiedRow[]): string {
  let from = 0
  const parts = rows.map((row, index) => {
    const part = `part_${index} as (${insertOf(row, from)})`
    from += row.columns.length
    return part
  })
  return `with ${parts.join(', ')} select 1`
}

async function write(client: pg.Client, rows: readonly CopiedRow[], together: boolean): Promise<void> {
  const values = renewed(rows)
  if (together) {
    await client.query({ name: `all of ${rows.length} ${rows.map((row) => row.table.slice(0, 2)).join('')}`, text: statementOf(rows), values: values.flat() })
    return
  }
  await client.query('begin')
  for (const [index, row] of rows.entries()) await client.query({ name: `one ${row.table} ${row.columns.length}`, text: insertOf(row, 0), values: values[index] ?? [] })
  await client.query('commit')
}

/** Writes tickets on every connection until the time is over. */
export async function runSql(job: SqlJob): Promise<Done> {
  const clients = await Promise.all(
    Array.from({ length: job.connections }, async () => {
      const client = new pg.Client({ connectionString: job.url })
      await client.connect()
      return client
    }),
  )
  const tally = createTally()
  let next = 0
  await Promise.all(
    clients.map(async (client) => {
      while (tally.elapsed() < job.milliseconds) {
        const begun = performance.now()
        await write(client, job.tickets[next++ % job.tickets.length] ?? [], job.together)
        tally.did('write', performance.now() - begun)
      }
    }),
  )
  const done = tally.done()
  await Promise.all(clients.map((client) => client.end()))
  return done
}
