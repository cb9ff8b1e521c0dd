import { sql } from 'kysely'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { emptyDatabase } from '../../../test/database.ts'
import { answers, notify, openDatabase, transaction } from './database.ts'
import { silentLog } from './log.ts'

interface Tables {
  counter: { id: number; value: number }
}
const database = await emptyDatabase<Tables>()
const { db } = database
await sql`create table counter (id int primary key, value bigint not null)`.execute(db)

test('64-bit integers are numbers and dates are text', async () => {
  const { rows } = await sql`select 1795381200000::bigint as instant, '2026-11-22'::date as day`.execute(db)
  expect(rows).toEqual([{ instant: 1_795_381_200_000, day: '2026-11-22' }])
})

test('what is thrown in a transaction undoes all of it', async () => {
  const failing = transaction(db, async (within) => {
    await within.insertInto('counter').values({ id: 1, value: 1 }).execute()
    throw new Error('non')
  })
  await expect(failing).rejects.toThrow('non')
  expect(await db.selectFrom('counter').selectAll().execute()).toEqual([])
})

test('two transactions that lock each other both succeed', async () => {
  await db.insertInto('counter').values([{ id: 10, value: 0 }, { id: 11, value: 0 }]).execute()
  const bump = (ids: number[]) =>
    transaction(db, async (within) => {
      for (const id of ids) {
        await within.updateTable('counter').set((of) => ({ value: of('value', '+', 1) })).where('id', '=', id).execute()
        await sql`select pg_sleep(0.2)`.execute(within)
      }
    })
  await Promise.all([bump([10, 11]), bump([11, 10])])
  const rows = await db.selectFrom('counter').select('value').where('id', '>=', 10).execute()
  expect(rows).toEqual([{ value: 2 }, { value: 2 }])
})

test('a notification is heard after the commit, and never without one', async () => {
  const heard: string[] = []
  const end = await database.listener.listen('channel', (payload) => heard.push(payload))
  await transaction(db, async (within) => {
    await notify(within, 'channel', 'undone')
    throw new Error('non')
  }).catch(() => undefined)
  await notify(db, 'channel', 'done')
  await vi.waitFor(() => expect(heard).toEqual(['done']))
  await end()
})

test('a cut connection is replaced, and who listens is told to look again', async () => {
  let again = 0
  const heard: string[] = []
  await database.listener.listen('cut', (payload) => heard.push(payload), () => again++)
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  await other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  await other.end()
  await vi.waitFor(() => expect(again).toBe(1), { timeout: 20_000 })
  await notify(db, 'cut', 'after')
  await vi.waitFor(() => expect(heard).toEqual(['after']))
})

test('a database that does not answer is told as such', async () => {
  expect(await answers(database.pool)).toBe(true)
  const nowhere = openDatabase('postgres://nobody@127.0.0.1:9/none', { log: silentLog })
  expect(await answers(nowhere.pool)).toBe(false)
  await nowhere.close()
})
