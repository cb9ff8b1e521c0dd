import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { providerChannel } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'

const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['dri'] })
const { db } = desk.desk.database
const page = async (host: string) => (await desk.app.http.inject({ method: 'GET', url: '/dri/fr/', headers: { host } })).body

test('a running desk hears of what a command changed, hosts included', async () => {
  expect(await page('aide.test')).toContain('<strong>DRI</strong>')
  const { id } = desk.provider('dri')
  // As another process does it: rows, then the news.
  await db.updateTable('providers').set({ name: 'DRI Nouveau' }).where('id', '=', id).execute()
  await db.insertInto('directory').values({ kind: 'host', key: 'support.dri.test', provider_id: id, channel: null }).execute()
  expect(await page('aide.test')).toContain('<strong>DRI</strong>')
  await sql`select pg_notify(${providerChannel}, ${id})`.execute(db)
  await expect.poll(() => page('aide.test'), { timeout: 5_000 }).toContain('<strong>DRI Nouveau</strong>')
  expect(await page('support.dri.test')).toContain('<strong>DRI Nouveau</strong>')
})
