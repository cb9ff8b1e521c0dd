import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFiles } from '#platform/files.ts'
import { createIds } from '#platform/ids.ts'
import { createManualJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/log.ts'
import { movableTime } from '#platform/time.ts'
import { readSettings } from '#platform/settings.ts'
import type { Tables, World } from '#server/tables.ts'
import { testDatabase } from '../../test/database.ts'
import { seedDemonstration } from './seed.ts'

async function emptyWorld(now: string): Promise<World> {
  const database = await testDatabase<Tables>()
  const time = movableTime(now)
  const folder = await mkdtemp(join(tmpdir(), 'guichet-seed-'))
  const settings = readSettings({ GUICHET_DATA: folder, SMTP_PORT: '0' })
  return { settings, time, ids: createIds(time), log: silentLog, files: createFiles(folder), jobs: createManualJobs(), database, demonstration: false, postgres: undefined, close: async () => undefined }
}

test('try', async () => {
  const world = await emptyWorld('2026-11-24T20:30:00Z')
  const t = performance.now()
  await seedDemonstration(world)
  console.log(performance.now() - t)
  const { rows } = await world.database.pool.query(`select p.slug, t.number, t.state, t.place, t.subject, to_timestamp(t.due_at/1000) due, t.held_until, (select json_agg(json_build_array(metric,outcome)) from clocks c where c.ticket_id=t.id) clocks from tickets t join providers p on p.id=t.provider_id order by p.slug, t.number`)
  console.log(rows.map((r) => JSON.stringify(r)).join('\n'))
  console.log((await world.database.pool.query(`select p.slug, r.state, r.why, r.sender->>'trust' trust, count(*) from requests r join providers p on p.id=r.provider_id group by 1,2,3,4 order by 1,2`)).rows.map((r) => JSON.stringify(r)).join('\n'))
  console.log((await world.database.pool.query(`select incoming->'sender'->'verdict' v from requests where medium='mail' limit 1`)).rows)
  expect(1).toBe(1)
})
