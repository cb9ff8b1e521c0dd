import { expect, test } from 'vitest'
import { movableTime, pause } from './time.ts'

test('a movable time stands still until it is moved', () => {
  const time = movableTime('2026-11-22T21:00:00Z')
  expect(time.now()).toBe(1_795_381_200_000)
  time.advance(1_500)
  expect(time.now()).toBe(1_795_381_201_500)
  time.set(5)
  expect(time.now()).toBe(5)
})

test('a movable time refuses what would move it by mistake', () => {
  expect(() => movableTime('half past nine')).toThrow(/not an instant/)
  expect(() => movableTime(0).advance(-1)).toThrow(/forward/)
})

test('a pause ends at once when it is called off', async () => {
  const stop = new AbortController()
  const waiting = pause(3_600_000, stop.signal)
  stop.abort()
  await waiting
  await pause(3_600_000, stop.signal)
})
