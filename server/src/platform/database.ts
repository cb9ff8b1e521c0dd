import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import type { QueryExecutorProvider, Transaction } from 'kysely'
import pg from 'pg'
import { createListener } from './listener.ts'
import type { Listener } from './listener.ts'
import { withoutPassword } from './log.ts'
import type { Log } from './log.ts'

/** One connection pool to PostgreSQL, seen three ways. */
export interface Database<Tables> {
  /** Typed queries. */
  readonly db: Kysely<Tables>
  /** The driver's pool, for the few hottest prepared statements. */
  readonly pool: pg.Pool
  /** LISTEN / NOTIFY, on one connection of its own opened at the first `listen`. */
  readonly listener: Listener
  /** Ends every connection; queries under way are waited for. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly log: Log
  /** Connections at most (default 16). */
  readonly connections?: number
}

// PostgreSQL's 64-bit integers come as text unless asked otherwise; ours are instants in milliseconds and
// counts, far below 2^53. Dates without a time stay text: as a Date they would move with the machine's zone.
pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1082, (text) => text)

/** Opens a database. Nothing is asked of it yet: the first query tells whether it answers. */
export function openDatabase<Tables>(url: string, options: DatabaseOptions): Database<Tables> {
  const { log, connections = 16 } = options
  const connection = {
    connectionString: url,
    application_name: 'guichet',
    options: '-c TimeZone=UTC -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000',
  }
  const pool = new pg.Pool({ ...connection, max: connections, idleTimeoutMillis: 20_000, connectionTimeoutMillis: 10_000 })
  // Without a listener an idle connection cut by the server would end the process.
  pool.on('error', (err) => log.warn({ err, database: withoutPassword(url) }, 'a connection was lost'))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const listener = createListener(connection, log)
  let closing: Promise<void> | undefined
  return {
    db,
    pool,
    listener,
    close() {
      closing ??= listener.close().then(() => db.destroy())
      return closing
    },
  }
}

const retried = new Set(['40001', '40P01'])

/**
 * Runs `work` in one transaction and gives its result; anything thrown rolls all of it back.
 * A serialization failure or a deadlock is tried again, up to three times: `work` must do nothing outside the database.
 */
export async function transaction<Tables, Result>(
  db: Kysely<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (attempt === 3 || !retried.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

/** A statement asked again and again: planned once for each connection, under its name. */
export interface Prepared {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

/** Runs a prepared statement; inside a transaction, where `database.db` is one, on its connection. */
export async function runPrepared<Row>(database: Pick<Database<unknown>, 'pool'> & { readonly db: QueryExecutorProvider & { readonly isTransaction: boolean } }, { name, text, values }: Prepared): Promise<Row[]> {
  const { db, pool } = database
  if (db.isTransaction) return (await db.getExecutor().executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows
  return (await pool.query({ name, text, values: [...values] })).rows as Row[]
}

/** Sends a notification: at once, or at commit when `db` is a transaction. `payload` is under 8000 bytes. */
export async function notify(db: QueryExecutorProvider, channel: string, payload = ''): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(db)
}

/** Whether the database answers within a second. */
export async function answers(pool: pg.Pool): Promise<boolean> {
  const late = AbortSignal.timeout(1_000)
  const asked = pool.query('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([asked, new Promise<boolean>((resolve) => late.addEventListener('abort', () => resolve(false), { once: true }))])
}
