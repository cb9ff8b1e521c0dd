// Runs the embedded PostgreSQL of a folder until it is killed, and writes rows all the while: what the tests
// of sudden death kill. Each line of its output is an acknowledged row, or first the number of PostgreSQL's process.
import { writeSync } from 'node:fs'
import { silentLog } from '#platform/log.ts'
import { startPostgres } from '#platform/postgres/postgres.ts'
import { PersonError } from '#platform/errors.ts'
import pg from 'pg'

const [, , dataFolder = '', binaries, mode] = process.argv
try {
  const postgres = await startPostgres({ dataFolder, log: silentLog, ...(binaries ? { binaries } : {}) })
  const client = new pg.Client({ connectionString: postgres.url() })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('create table if not exists kept (id bigint primary key)')
  writeSync(1, `${postgres.pid}\n`)
  if (mode === 'stop') {
    await client.end()
    await postgres.stop()
  } else {
    const { rows } = await client.query('select coalesce(max(id), 0)::int as last from kept')
    for (let id = (rows[0] as { last: number }).last + 1; ; id++) {
      await client.query('insert into kept values ($1)', [id])
      writeSync(1, `${id}\n`)
    }
  }
} catch (error) {
  if (!(error instanceof PersonError)) throw error
  process.stderr.write(error.sentences.en)
  process.exit(3)
}
