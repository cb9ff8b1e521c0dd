import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIds, instantOf, isId } from './ids.ts'
import { movableTime } from './time.ts'

test('ids made in one millisecond are in order and all different', () => {
  const ids = createIds(movableTime('2026-11-22T12:00:00Z'))
  const made = Array.from({ length: 5_000 }, () => ids.next())
  expect([...made].sort()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
})

test('an id carries the instant it was made at', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 47 }), (instant) => {
      const id = createIds(movableTime(instant)).next()
      expect(isId(id)).toBe(true)
      expect(instantOf(id)).toBe(instant)
    }),
  )
})

test('a text that is no id, or an id in another spelling, is refused', () => {
  // One with letters: a drawn one may happen to have none, and then has no other case.
  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  expect(isId(id)).toBe(true)
  for (const text of ['', 'id', id.toUpperCase(), `{${id}}`, id.replaceAll('-', ''), `${id} `]) expect(isId(text)).toBe(false)
})
