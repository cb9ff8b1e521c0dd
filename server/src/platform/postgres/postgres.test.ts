import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { postgresUnderTest } from '../../../../test/postgres.ts'
import { silentLog } from '../log.ts'
import { isRunning } from './holder.ts'
import { findPostgres, startPostgres } from './postgres.ts'

const program = new URL('../../../../test/programs/hold-postgres.ts', import.meta.url).pathname
const binaries = postgresUnderTest()
const wait = { timeout: 20_000, interval: 50 }
let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-postgres-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await vi.waitFor(() => rmSync(folder, { recursive: true, force: true }), wait)
})

const start = () => startPostgres({ dataFolder: folder, log: silentLog, ...(binaries ? { binaries } : {}) })

function hold(mode = 'write'): ChildProcess {
  const child = spawn(process.execPath, [program, folder, binaries ?? '', mode], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  return child
}

async function keptRows(url: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ id: number }>('select id::int as id from kept order by id')
  await client.end()
  return rows.map((row) => row.id)
}

/** Reads acknowledged rows until there are `count`; the first line is PostgreSQL's process. */
async function follow(child: ChildProcess, count: number): Promise<{ postgres: number; acknowledged: number[] }> {
  const lines: number[] = []
  if (!child.stdout) throw new Error('no output to read')
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(Number(line))
    if (lines.length > count) break
  }
  return { postgres: lines[0] ?? 0, acknowledged: lines.slice(1) }
}

test('killed in the middle of writing, ten times: PostgreSQL goes too, and no acknowledged row is lost', async () => {
  let last = 0
  for (let time = 0; time < 10; time++) {
    const child = hold()
    const { postgres, acknowledged } = await follow(child, 20)
    // Every other time PostgreSQL dies by the same blow, without a chance to shut down.
    if (time % 2 === 1) process.kill(postgres, 'SIGKILL')
    child.kill('SIGKILL')
    await vi.waitFor(() => expect(isRunning(postgres)).toBe(false), wait)
    last = Math.max(last, ...acknowledged)
  }
  const again = await start()
  const rows = await keptRows(again.url())
  expect(rows.length).toBeGreaterThanOrEqual(last)
  expect(rows).toEqual(rows.map((_, index) => index + 1))
  await again.stop()
})

test('a second Guichet on the same folder is refused, told by whom, and does no damage', async () => {
  const first = hold()
  await follow(first, 5)
  const second = hold()
  const [said, [code]] = await Promise.all([text(second.stderr ?? Readable.from([])), once(second, 'exit')])
  expect(code).toBe(3)
  expect(said).toContain(`process ${first.pid}`)
  expect(said).toContain('GUICHET_DATA')
  const url = await findPostgres(folder)
  expect((await keptRows(url ?? '')).length).toBeGreaterThanOrEqual(5)
  expect(first.exitCode).toBeNull()
})

test('two first starts at once make one database, whole', async () => {
  const both = [hold(), hold()]
  const codes = Promise.race(both.map(async (child) => (await once(child, 'exit'))[0] as number))
  expect(await codes).toBe(3)
  const running = both.find((child) => child.exitCode === null)
  await follow(running as ChildProcess, 3)
  expect(readdirSync(folder).filter((name) => name.startsWith('postgres-new'))).toEqual([])
})

test('a clean stop leaves no process, no socket and no note', async () => {
  const child = hold('stop')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(readdirSync(folder)).toEqual(['postgres'])
  expect(readdirSync(join(folder, 'postgres'))).not.toContain('postmaster.pid')
  expect(await findPostgres(folder)).toBeUndefined()
})

test('the folder of another major version is refused with a sentence, untouched', async () => {
  const child = hold('stop')
  await once(child, 'exit')
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '12\n')
  await expect(start()).rejects.toThrow(/PostgreSQL 12/)
  expect(readFileSync(join(folder, 'postgres', 'PG_VERSION'), 'utf8')).toBe('12\n')
})

test('PostgreSQL that ends by itself is noticed', async () => {
  const postgres = await start()
  process.kill(postgres.pid, 'SIGKILL')
  await postgres.ended
  await postgres.stop()
})
