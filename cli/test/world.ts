import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFiles } from '#platform/files.ts'
import { createIds } from '#platform/ids.ts'
import { createManualJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/log.ts'
import { movableTime } from '#platform/time.ts'
import { readSettings } from '#platform/settings.ts'
import type { Tables, World } from '#server/tables.ts'
import { testDatabase } from '../../test/database.ts'

/** An empty desk at an instant, on a database of its own. Call it at the top of a file. */
export async function emptyWorld(now: string, env: Record<string, string> = {}): Promise<World & { readonly databaseUrl: string }> {
  const database = await testDatabase<Tables>()
  const time = movableTime(now)
  const folder = await mkdtemp(join(tmpdir(), 'guichet-seed-'))
  const settings = readSettings({ GUICHET_DATA: folder, SMTP_PORT: '0', ...env })
  return {
    settings, time, ids: createIds(time), log: silentLog, files: createFiles(folder), jobs: createManualJobs(), database, demonstration: false, postgres: undefined,
    close: async () => undefined, databaseUrl: database.url,
  }
}
