import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyDatabase } from '../../../test/database.ts'
import { openDatabase } from './database.ts'
import { PersonError } from './errors.ts'
import { silentLog } from './log.ts'
import { migrate, pendingMigrations } from './migrate.ts'

const database = await emptyDatabase()
const { db } = database
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-migrations-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await sql`drop schema public cascade; create schema public`.execute(db)
})
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)

test('numbered files are applied once, in order, several statements each', async () => {
  write('0002-fill.sql', 'insert into a values (1); insert into a values (2);')
  write('0001-make.sql', '-- a table\ncreate table a (id int);')
  expect(await pendingMigrations(db, folder)).toEqual(['0001-make', '0002-fill'])
  expect(await migrate(db, folder)).toEqual(['0001-make', '0002-fill'])
  expect(await migrate(db, folder)).toEqual([])
  expect((await sql`select id from a`.execute(db)).rows).toEqual([{ id: 1 }, { id: 2 }])
})

test('a migration that fails undoes those before it', async () => {
  write('0001-make.sql', 'create table a (id int)')
  write('0002-wrong.sql', 'select from nowhere')
  await expect(migrate(db, folder)).rejects.toThrow('0002-wrong')
  expect((await sql`select to_regclass('a') as a`.execute(db)).rows).toEqual([{ a: null }])
})

test('three processes at once apply each file once', async () => {
  write('0001-make.sql', 'create table a (id int); select pg_sleep(0.2)')
  const others = [1, 2].map(() => openDatabase(database.url, { log: silentLog, connections: 2 }))
  const applied = await Promise.all([db, ...others.map((other) => other.db)].map((one) => migrate(one, folder)))
  expect(applied.flat()).toEqual(['0001-make'])
  await Promise.all(others.map((other) => other.close()))
})

test('a database from a newer version is refused with a sentence, and untouched', async () => {
  write('0001-make.sql', 'create table a (id int)')
  write('0002-newer.sql', 'create table b (id int)')
  await migrate(db, folder)
  rmSync(join(folder, '0002-newer.sql'))
  const refused = await migrate(db, folder).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(PersonError)
  expect((refused as PersonError).sentences.en).toContain('newer version')
})

test('a file with a wrong name, or a number used twice, is a mistake of ours', async () => {
  mkdirSync(folder, { recursive: true })
  write('1-short.sql', 'select 1')
  await expect(migrate(db, folder)).rejects.toThrow('NNNN-what-it-does.sql')
  rmSync(join(folder, '1-short.sql'))
  write('0001-a.sql', 'select 1')
  write('0001-b.sql', 'select 1')
  await expect(migrate(db, folder)).rejects.toThrow('used twice')
})
