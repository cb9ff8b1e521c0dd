import type { TestProject } from 'vitest/node'
import { openDatabase } from '#platform/database.ts'
import { silentLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { startTestPostgres } from './postgres.ts'

const migrations = new URL('../server/migrations', import.meta.url).pathname

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server's own database; the name of the database can be replaced. */
    postgres: string
  }
}

/** Once per run: one PostgreSQL, with the migrated database that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres()
  const database = openDatabase(postgres.url(), { log: silentLog })
  await migrate(database.db, migrations)
  // A database cannot be copied while anybody is connected to it.
  await database.close()
  project.provide('postgres', postgres.url())
  return () => postgres.stop()
}
