import { expect, test, vi } from 'vitest'
import { emptyDatabase } from '../../../test/database.ts'
import { openDatabase } from './database.ts'
import { createJobs, createManualJobs } from './jobs.ts'
import { silentLog } from './log.ts'
import { pause } from './time.ts'

const database = await emptyDatabase()
const wait = { timeout: 20_000 }

test('a wake-up runs the work soon, and a wake-up during the work runs it once more', async () => {
  const jobs = createJobs(database, silentLog)
  let runs = 0
  const gate = Promise.withResolvers<void>()
  jobs.on('gated', async () => {
    runs++
    if (runs === 1) await gate.promise
  })
  await jobs.start()
  jobs.wake('gated')
  await vi.waitFor(() => expect(runs).toBe(1), wait)
  for (let call = 0; call < 5; call++) {
    jobs.wake('gated')
    await pause(20)
  }
  gate.resolve()
  await vi.waitFor(() => expect(runs).toBe(2), wait)
  await jobs.stop()
  expect(runs).toBe(2)
})

test('a wake-up in one process reaches the work in another, and work that fails is tried again', async () => {
  const other = openDatabase(database.url, { log: silentLog, connections: 4 })
  const here = createJobs(database, silentLog)
  const there = createJobs(other, silentLog)
  let runs = 0
  for (const jobs of [here, there]) {
    jobs.on('shared', async () => {
      runs++
      if (runs === 1) throw new Error('once')
    })
    await jobs.start()
  }
  here.wake('shared')
  await vi.waitFor(() => expect(runs).toBe(2), { timeout: 40_000 })
  await here.stop()
  await there.stop()
  await other.close()
})

test('work named by seconds starts by itself', async () => {
  const jobs = createJobs(database, silentLog)
  let runs = 0
  jobs.every('often', 1, async () => void runs++)
  await jobs.start()
  await vi.waitFor(() => expect(runs).toBeGreaterThan(0), wait)
  await jobs.stop()
})

test('a work of its own process runs when woken, once at a time, once more when woken meanwhile, and is waited for at the end', async () => {
  const jobs = createJobs(database, silentLog)
  let [runs, at, most] = [0, 0, 0]
  const gate = Promise.withResolvers<void>()
  jobs.here('near', 60, async () => {
    runs++
    most = Math.max(most, ++at)
    if (runs === 1) await gate.promise
    if (runs === 2) throw new Error('once')
    await pause(50)
    at--
  })
  await jobs.start()
  await vi.waitFor(() => expect(runs).toBe(1), wait)
  for (let call = 0; call < 5; call++) {
    jobs.wake('near')
    await pause(20)
  }
  gate.resolve()
  await vi.waitFor(() => expect(runs).toBe(2), wait)
  at = 0
  // One that failed runs again when it is woken.
  jobs.wake('near')
  await vi.waitFor(() => expect(runs).toBe(3), wait)
  await jobs.stop()
  expect([runs, at, most]).toEqual([3, 0, 1])
})

test('a name is given once, before the start, and an unknown one is a mistake', () => {
  const jobs = createJobs(database, silentLog)
  jobs.on('a', async () => undefined)
  expect(() => jobs.on('a', async () => undefined)).toThrow('twice')
  expect(() => jobs.wake('b')).toThrow('no job is named b')
})

test('jobs by hand run what was woken and what that wakes', async () => {
  const jobs = createManualJobs()
  const ran: string[] = []
  jobs.on('second', async () => void ran.push('second'))
  jobs.every('first', 60, async () => {
    ran.push('first')
    jobs.wake('second')
  })
  await jobs.settle()
  expect(ran).toEqual([])
  await jobs.tick()
  expect(ran).toEqual(['first', 'second'])
})
