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

/** Rows of the stories themselves, not of what was done to no ticket. */
const ofStories: Readonly<Record<string, string>> = { events: "right(id::text, 8) = '00000000' and ticket_id is not null" }

function copyOf(table: string, columns: readonly string[]): string {
  const values = columns.map((column) => {
    const key = keys[`${table}.${column}`]
    if (key !== undefined) return key
    return ids[table]?.includes(column) ? `(left("${column}"::text, 28) || lpad(to_hex(k.n), 8, '0'))::uuid` : `"${column}"`
  })
  const story = ofStories[table] ?? `right(${ids[table]?.[0]}::text, 8) = '00000000'`
  return `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')}) select ${values.join(', ')} from ${table}, generate_series($1::int, $2::int) k(n) where ${story}`
}

/** Makes the copies of every story from number `from` to number `to`: rows like any other, with ids of their own. */
export async function copyStories(pool: pg.Pool, from: number, to: number, atOnce: number): Promise<void> {
  const client = await pool.connect()
  try {
    // Copies are as right as what they are copied from: nothing need be looked up or gathered again. An index over all words is made at the end.
    await client.query('set session_replication_role = replica')
    await client.query('set statement_timeout = 0')
    const { rows: [index] } = await client.query<{ text: string }>("select pg_get_indexdef('ticket_words_found'::regclass) as text")
    await client.query('drop index ticket_words_found')
    await copyTables(client, from, to, atOnce)
    await client.query(index!.text)
  } finally {
    await client.query('reset session_replication_role')
    await client.query('reset statement_timeout').finally(() => client.release())
  }
}

async function copyTables(client: pg.PoolClient, from: number, to: number, atOnce: number): Promise<void> {
  for (const table of Object.keys(ids)) {
    const { rows } = await client.query<{ name: string }>("select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER'", [table])
    const text = copyOf(table, rows.map((row) => row.name))
    for (let first = from; first <= to; first += atOnce) await client.query(text, [first, Math.min(to, first + atOnce - 1)])
  }
}
