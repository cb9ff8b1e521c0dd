import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import { PersonError } from './errors.ts'

const named = /^(\d{4}-[a-z0-9-]+)\.sql$/

/** The numbered SQL files of a folder, in order. @throws Error on a file that is not `NNNN-name.sql`, or a number used twice */
async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql') && file !== 'schema.sql').sort()
  const migrations: Record<string, Migration> = {}
  const numbers = new Set<string>()
  for (const file of files) {
    const name = named.exec(file)?.[1]
    if (!name) throw new Error(`${file}: a migration is named NNNN-what-it-does.sql`)
    if (numbers.has(name.slice(0, 4))) throw new Error(`${file}: this number is used twice`)
    numbers.add(name.slice(0, 4))
    const text = await readFile(join(folder, file), 'utf8')
    migrations[name] = { up: async (db) => void (await sql.raw(text).execute(db)) }
  }
  return migrations
}

function migrator(db: Kysely<never>, migrations: Record<string, Migration>): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'schema_migrations',
    migrationLockTableName: 'schema_migrations_lock',
  })
}

/**
 * Brings the database up to the migrations of `folder`, all in one transaction, one process at a time.
 * Gives the names that were applied.
 * @throws PersonError when the database holds migrations that this version does not know
 */
export async function migrate<Tables>(db: Kysely<Tables>, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const { error, results = [] } = await migrator(db as unknown as Kysely<never>, migrations).migrateToLatest()
  if (error === undefined) return results.map((result) => result.migrationName)
  if (error instanceof Error && /corrupted migrations: previously executed migration/.test(error.message)) {
    throw new PersonError(
      {
        fr: `La base a été ouverte par une version plus récente de Guichet. Rien n’a été touché : relancez cette version, ou restaurez une sauvegarde. (${error.message})`,
        en: `The database was opened by a newer version of Guichet. Nothing was touched: run that version again, or restore a backup. (${error.message})`,
      },
      { cause: error },
    )
  }
  const failed = results.find((result) => result.status === 'Error')?.migrationName
  throw new Error(failed ? `migration ${failed} failed: ${(error as Error).message}` : 'the migrations failed', { cause: error })
}

/** Names of the migrations of `folder` that the database has not had yet. */
export async function pendingMigrations<Tables>(db: Kysely<Tables>, folder: string): Promise<string[]> {
  const known = await migrator(db as unknown as Kysely<never>, await readMigrations(folder)).getMigrations()
  return known.filter((migration) => migration.executedAt === undefined).map((migration) => migration.name)
}
