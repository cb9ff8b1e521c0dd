import type pg from 'pg'

/** Columns that name the ticket and what belongs to it: a copy has its own. */
const ids: Readonly<Record<string, readonly string[]>> = {
  requests: ['id', 'ticket_id'], tickets: ['id', 'request_id'], messages: ['id', 'ticket_id', 'request_id'], events: ['id', 'ticket_id'], clocks: ['ticket_id'],
  outbox: ['id', 'cause_event_id', 'ticket_id', 'message_id'], mail_threads: ['ticket_id', 'message_id'], reply_tokens: ['ticket_id'], ticket_words: ['ticket_id'],
}

/** Keys that must differ from copy to copy; `k.n` is the copy's number. */
const keys: Readonly<Record<string, string>> = {
  'requests.dedupe_key': "dedupe_key || '-' || k.n", 'tickets.number': 'number + k.n * 1000', 'ticket_words.number': 'number + k.n * 1000',
  // Two of the words are the ticket's own number and its block of numbers.
  'ticket_words.words': "ts_delete(words, array['=#' || number, '=b' || number / 2048]) || array_to_tsvector(array['=#' || number + k.n * 1000, '=b' || (number + k.n * 1000) / 2048])", 'outbox.header_message_id': "k.n || '.' || header_message_id",
  'mail_threads.header_message_id': "k.n || '.' || header_message_id", 'reply_tokens.token_hash': 'sha256(token_hash || int4send(k.n))',
}

/** Copies of each story that one statement makes. */
const atOnce = 50

/** Rows of the stories themselves, not of what was done to no ticket. */
const ofStories: Readonly<Record<string, string>> = { events: "right(id::text, 8) = '00000000' and ticket_id is not null" }

function copyOf(table: string, columns: readonly string[]): string {
  const values = columns.map((column) => {
    const key = keys[`${table}.${column}`]
    if (key !== undefined) return key
    return ids[table]?.includes(column) ? `(left("${column}"::text, 28) || lpad(to_hex(k.n), 8, '0'))::uuid` : `"${column}"`
  })
  return `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')}) select ${values.join(', ')} from stories, generate_series($1::int, $2::int) k(n)`
}

const asText = "select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index i where indrelid = any($1::regclass[])"
const holdsNothing = 'not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)'

/**
 * Makes the copies of every story from number `from` to number `to`: rows like any other, with ids of their own. Indexes that hold no
 * constraint are made again over all rows at the end: kept row by row they take most of the time.
 */
export async function copyStories(pool: pg.Pool, from: number, to: number): Promise<void> {
  const { rows: indexes } = await pool.query<{ name: string; definition: string }>(`${asText} and ${holdsNothing}`, [Object.keys(ids)])
  for (const { name } of indexes) await pool.query(`drop index ${name}`)
  await side(pool, Object.keys(ids), (client, table) => copyTable(client, table, from, to))
  await side(pool, indexes, (client, { definition }) => client.query(definition))
}

/** Does each on one of two connections: there are two cores. */
async function side<T>(pool: pg.Pool, all: readonly T[], work: (client: pg.PoolClient, one: T) => Promise<unknown>): Promise<void> {
  const left = [...all]
  await Promise.all([0, 1].map(async () => {
    const client = await pool.connect()
    try {
      // Copies are as right as what they are copied from: nothing need be looked up or gathered again.
      await client.query("set session_replication_role = replica; set statement_timeout = 0; set maintenance_work_mem = '1GB'")
      for (let one = left.shift(); one !== undefined; one = left.shift()) await work(client, one)
    } finally {
      await client.query('reset session_replication_role; reset statement_timeout; reset maintenance_work_mem').finally(() => client.release())
    }
  }))
}

async function copyTable(client: pg.PoolClient, table: string, from: number, to: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>("select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER'", [table])
  const text = copyOf(table, rows.map((row) => row.name))
  // Read once: among a million tickets the stories are far apart.
  await client.query(`create temporary table stories as select * from ${table} where ${ofStories[table] ?? `right(${ids[table]?.[0]}::text, 8) = '00000000'`}`)
  for (let first = from; first <= to; first += atOnce) await client.query(text, [first, Math.min(to, first + atOnce - 1)])
  await client.query('drop table stories')
}
