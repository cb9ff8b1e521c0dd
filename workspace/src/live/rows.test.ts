import type { QueueRow } from '@guichet/protocol'
import { expect, test } from 'vitest'
import { numbersIn, patched } from './rows.ts'

const row = (number: number, version: number, subject = '') => ({ number, version, subject }) as QueueRow

test('a row is renewed where it stands, in pages and alone; the rest stays the same object', () => {
  const page = { rows: [row(1, 1), row(2, 1)], next: null }
  const other = { rows: [row(3, 1)], next: null }
  const list = { pages: [page, other], pageParams: [null, 'a'] }
  const after = patched(list, new Map([[2, row(2, 3, 'changé')]]))
  expect(after.pages[0]!.rows).toEqual([row(1, 1), row(2, 3, 'changé')])
  expect(after.pages[1]).toBe(other)
  expect(patched(page, new Map([[2, row(2, 2)]])).rows[1]!.version).toBe(2)
  expect(numbersIn(list)).toEqual([1, 2, 3])
})

test('what arrives late never puts an older version in place of a newer one, and what holds none of them is untouched', () => {
  const page = { rows: [row(1, 5)] }
  expect(patched(page, new Map([[1, row(1, 4)]]))).toBe(page)
  expect(patched(page, new Map([[9, row(9, 4)]]))).toBe(page)
  for (const odd of [undefined, null, 7, { total: 3 }]) expect(patched(odd, new Map([[1, row(1, 4)]]))).toBe(odd)
})
