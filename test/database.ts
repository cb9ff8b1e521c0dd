import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { openDatabase } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import { silentLog } from '#platform/log.ts'

async function ask(sql: string): Promise<void> {
  const url = new URL(inject('postgres'))
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** A database of one's own, and its address for a second connection. */
export interface TestDatabase<Tables> extends Database<Tables> {
  readonly url: string
}

async function makeDatabase<Tables>(template: string): Promise<TestDatabase<Tables>> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await ask(`create database ${name} template ${template}`)
  const url = new URL(inject('postgres'))
  url.pathname = `/${name}`
  const database = openDatabase<Tables>(url.href, { log: silentLog, connections: 8 })
  afterAll(async () => {
    await database.close()
    await ask(`drop database ${name} with (force)`)
  })
  return { ...database, url: url.href }
}

/** A migrated database for one test file, dropped when the file is done. Call it at the top of the file. */
export function testDatabase<Tables>(): Promise<TestDatabase<Tables>> {
  return makeDatabase('guichet')
}

/** A database without any table, for tests of migrations and jobs. */
export function emptyDatabase<Tables>(): Promise<TestDatabase<Tables>> {
  return makeDatabase('template0')
}
