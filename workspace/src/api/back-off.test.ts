import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOff } from './back-off.ts'

test('attempts come quickly first, then ever more rarely, never more rarely than every 30 s', () => {
  expect([0, 1, 2, 3].map((attempt) => backOff(attempt, 1))).toEqual([500, 1_000, 2_000, 4_000])
  expect(backOff(1_000, 1)).toBe(30_000)
  fc.assert(fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => backOff(attempt, chance) >= 250 && backOff(attempt, chance) <= 30_000))
})
