import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { PersonError } from '#platform/errors.ts'
import type { World } from '#server/tables.ts'

const pathOf = (dataFolder: string) => join(dataFolder, 'SEEDING')

/** What the database says of who filled it: written before its first row, kept for ever. */
async function seedOf(world: World): Promise<string | undefined> {
  const found = await sql<{ said: string | null }>`select obj_description(oid, 'pg_namespace') as said from pg_namespace where nspname = 'numbers'`.execute(world.database.db)
  return /^demonstration (\w+)$/.exec(found.rows[0]?.said ?? '')?.[1]
}

/** Whether this database was filled as a demonstration, by whatever data folder. */
export async function holdsDemonstration(world: World): Promise<boolean> {
  return (await seedOf(world)) !== undefined
}

/** Whether a seeding of this data folder was cut short. */
export async function isUnfinished(dataFolder: string): Promise<boolean> {
  return readFile(pathOf(dataFolder)).then(() => true, () => false)
}

/** Notes that a seeding begins, in the folder and in the database: only what both name is ever thrown away. */
export async function beginSeeding(world: World): Promise<void> {
  const seed = randomBytes(8).toString('hex')
  await writeFile(pathOf(world.settings.dataFolder), seed, { flush: true })
  await sql`${sql.raw(`comment on schema numbers is 'demonstration ${seed}'`)}`.execute(world.database.db)
}

/** From here on the demonstration is whole. */
export async function endSeeding(world: World): Promise<void> {
  await rm(pathOf(world.settings.dataFolder))
}

/**
 * Throws away what a seeding that was cut short has left, so that it can begin again.
 * @throws PersonError when the database is not the one that it filled
 */
export async function clearUnfinished(world: World): Promise<void> {
  const seed = (await readFile(pathOf(world.settings.dataFolder), 'utf8')).trim()
  const anybody = await world.database.db.selectFrom('providers').select('id').limit(1).executeTakeFirst()
  if (!anybody) return
  if (seed === '' || (await seedOf(world)) !== seed) {
    throw new PersonError({
      fr: `Le remplissage de la démonstration a été interrompu, et la base n’est pas celle qu’il remplissait : rien n’a été touché. Choisissez un autre dossier avec GUICHET_DATA.`,
      en: `Filling the demonstration was interrupted, and the database is not the one it filled: nothing was touched. Choose another folder with GUICHET_DATA.`,
    })
  }
  await world.database.db.transaction().execute(async (trx) => {
    // The log of who read what refuses to be emptied by anybody who does not say so.
    await sql`set local guichet.purging = 'on'`.execute(trx)
    await sql`truncate providers cascade`.execute(trx)
  })
  await sql`drop schema numbers cascade`.execute(world.database.db)
  await sql`create schema numbers`.execute(world.database.db)
}
