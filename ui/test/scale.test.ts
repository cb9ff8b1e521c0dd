import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOut, place, ticks, type Stretch } from '../src/ribbon/scale.ts'

const hour = 3_600_000

test('a stretch that counts is split at now: behind us counted, before us to come', () => {
  const stretches: Stretch[] = [{ from: 0, to: 4 * hour, kind: 'counted' }, { from: 4 * hour, to: 8 * hour, kind: 'closed' }]
  expect(layOut(stretches, 0, 8 * hour, hour).map(({ kind, x, width }) => [kind, x, width])).toEqual([
    ['counted', 0, 12.5], ['coming', 12.5, 37.5], ['closed', 50, 50],
  ])
})

test('what lies outside the shown interval is cut away', () => {
  const placed = layOut([{ from: -hour, to: hour, kind: 'closed' }, { from: 9 * hour, to: 10 * hour, kind: 'holiday' }], 0, 4 * hour)
  expect(placed).toHaveLength(1)
  expect(placed[0]).toMatchObject({ from: 0, to: hour, x: 0, width: 25 })
})

test('an instant is placed between 0 and 100 %, an empty interval at 0', () => {
  expect(place(hour, 0, 4 * hour)).toBe(25)
  expect(place(-hour, 0, hour)).toBe(0)
  expect(place(hour, hour, hour)).toBe(0)
})

test('labels never touch, are in order, and the ones between the ends are round times on the wall', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 60_000, max: 60 * 24 * hour }), fc.constantFrom(0, hour, 5.5 * hour, -8 * hour), (from, span, offset) => {
    const found = ticks(from, from + span, offset, 24)
    for (let i = 1; i < found.length; i++) expect(found[i]!.x - found[i - 1]!.x).toBeGreaterThanOrEqual(23.9)
    for (const tick of found.slice(1, -1)) expect(Math.abs((tick.at + offset) % (5 * 60_000))).toBe(0)
    expect(found[0]!.x).toBe(0)
    expect(found.at(-1)!.x).toBe(100)
  }))
})
