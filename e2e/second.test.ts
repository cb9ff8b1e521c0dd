import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDataFolder, startProgram } from './process.ts'
import type { DataFolder, Running } from './process.ts'

let folder: DataFolder
let running: Running

beforeAll(async () => {
  folder = await makeDataFolder('introserv', { demonstration: true })
  running = await startProgram(folder.path, {})
})
afterAll(async () => {
  await running.stop()
  await folder.remove()
})

test('a second program on the same data folder says so in a sentence and ends; the first goes on', async () => {
  await expect(startProgram(folder.path, {})).rejects.toThrow(/the desk ended: .*(déjà|already)/)
  expect((await fetch(`${running.origin}/readyz`)).status).toBe(200)
  expect((await fetch(`${running.origin}/introserv/fr/`)).status).toBe(200)
})

test('told to stop, it ends by itself and well; started again, everything is there', async () => {
  expect(await running.stop()).toBe(0)
  running = await startProgram(folder.path, {})
  expect((await fetch(`${running.origin}/introserv/fr/policy`)).status).toBe(200)
})
