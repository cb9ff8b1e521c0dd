import type { QueueRow } from '@guichet/protocol'
import { expect, test } from 'vitest'
import { mayJoin, mayMove, numbersIn, patched, reordered } from './rows.ts'

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

test('a list is read again only for what may move a row or bring one', () => {
  const before = { ...row(1, 1), state: 'open', rank: 10, tags: [], due: { dueAt: 'a', late: false } } as unknown as QueueRow
  expect(mayMove(before, { ...before, version: 2, subject: 'autre', unread: true })).toBe(false)
  for (const change of [{ state: 'solved' }, { rank: 20 }, { tags: ['vip'] }, { assignee: { id: 'a', name: 'A' } }, { due: null }, { lastFrom: 'agent' }]) expect(mayMove(before, { ...before, ...change } as QueueRow)).toBe(true)
  expect([mayJoin(['message.note']), mayJoin(['message.note', 'ticket.assigned']), mayJoin(['ticket.opened'])]).toEqual([false, true, true])
})

test('a list is put in the order that was told: a short one as a whole, of a long one its beginning; a row that is not known is never left out', () => {
  const rows = [row(1, 1), row(2, 1), row(3, 1)]
  const sheet = { total: 3, more: false, places: [], pages: [{ index: 0, rows }] }
  const known = (number: number) => (number === 4 ? row(4, 7) : rows.find((one) => one.number === number))
  expect(reordered(sheet, [4, 3, 1], false, known)).toEqual({ total: 3, more: false, places: [], pages: [{ index: 0, rows: [row(4, 7), row(3, 1), row(1, 1)] }] })
  expect(reordered(sheet, [4, 9], false, known)).toBeUndefined()
  const long = { total: 250, more: false, places: ['a', 'b'], pages: [{ index: 1, rows: [row(8, 1)] }, { index: 0, rows }] }
  expect(reordered(long, [2, 1], true, known)).toMatchObject({ total: 250, places: ['a', 'b'], pages: [{ index: 0, rows: [row(2, 1), row(1, 1)] }, { index: 1, rows: [row(8, 1)] }] })
})
