import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageFolder } from '#platform/postgres/binaries.ts'
import { startPostgres } from '#platform/postgres/postgres.ts'
import type { RunningPostgres } from '#platform/postgres/postgres.ts'
import { silentLog } from '#platform/log.ts'

/** The folder of the PostgreSQL 15 of the second run; undefined where npm has none for the machine. */
export function olderPostgres(): string | undefined {
  return packageFolder(`pg15-${process.platform}-${process.arch}`)
}

/** The folder of the PostgreSQL to test on: the embedded one, or 15 when GUICHET_TEST_PG=15. */
export function postgresUnderTest(): string | undefined {
  if (process.env.GUICHET_TEST_PG !== '15') return undefined
  const folder = olderPostgres()
  if (!folder) throw new Error('PostgreSQL 15 is not installed')
  return folder
}

/** Starts a PostgreSQL for tests in a folder of its own: fast, and forgotten when it is stopped. */
export async function startTestPostgres(): Promise<RunningPostgres> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'guichet-test-'))
  const binaries = postgresUnderTest()
  const postgres = await startPostgres({ dataFolder, log: silentLog, durable: false, ...(binaries ? { binaries } : {}) })
  return {
    ...postgres,
    async stop() {
      await postgres.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
