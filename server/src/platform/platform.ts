import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { isDemonstration } from './demonstration.ts'
import { createFiles } from './files.ts'
import type { Files } from './files.ts'
import { createIds } from './ids.ts'
import type { Ids } from './ids.ts'
import { createJobs } from './jobs.ts'
import type { Jobs } from './jobs.ts'
import { createLog } from './log.ts'
import type { Log } from './log.ts'
import { migrate } from './migrate.ts'
import { findPostgres, startPostgres } from './postgres/postgres.ts'
import type { RunningPostgres } from './postgres/postgres.ts'
import type { Settings } from './settings.ts'
import { systemTime } from './time.ts'
import type { Time } from './time.ts'

/** Everything a slice may be handed: the world, behind small faces. */
export interface Platform<Tables> {
  readonly settings: Settings
  readonly time: Time
  readonly ids: Ids
  readonly log: Log
  readonly files: Files
  readonly jobs: Jobs
  readonly database: Database<Tables>
  /** Whether the data folder was a demonstration when it was opened: then nothing leaves the machine. */
  readonly demonstration: boolean
  /** The embedded PostgreSQL when we run it ourselves. */
  readonly postgres: RunningPostgres | undefined
  /** Stops jobs, closes the database, stops PostgreSQL: in this order, once. */
  close(): Promise<void>
}

export interface PlatformOptions {
  /** Folder of the numbered SQL files. */
  readonly migrations: string
  readonly time?: Time
  readonly log?: Log
  /** true for a command typed beside a running desk: uses the PostgreSQL that the desk runs, if it does. */
  readonly beside?: boolean
}

/**
 * Opens a data folder: its database (the embedded one, or the one of DATABASE_URL) brought up to date, its files and jobs.
 * @throws PersonError for whatever a person can mend
 */
export async function openPlatform<Tables>(settings: Settings, options: PlatformOptions): Promise<Platform<Tables>> {
  const { time = systemTime, log = createLog({ level: settings.logLevel }) } = options
  const outside = settings.databaseUrl ?? (options.beside ? await findPostgres(settings.dataFolder) : undefined)
  const postgres = outside === undefined ? await startPostgres({ dataFolder: settings.dataFolder, log }) : undefined
  const database = openDatabase<Tables>(outside ?? postgres?.url() ?? '', { log })
  const jobs = createJobs(database, log, postgres !== undefined)
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= (async () => {
      await jobs.stop()
      await database.close()
      await postgres?.stop()
    })()
    return closing
  }
  try {
    const applied = await migrate(database.db, options.migrations)
    if (applied.length > 0) log.info({ applied }, 'migrations')
    const demonstration = await isDemonstration(settings.dataFolder)
    return { settings, time, ids: createIds(time), log, files: createFiles(settings.dataFolder), jobs, database, demonstration, postgres, close }
  } catch (error) {
    await close()
    throw error
  }
}
