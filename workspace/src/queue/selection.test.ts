import { expect, test } from 'vitest'
import { countChosen, isChosen, stretched, toggled, type Selection } from './selection.ts'

const row = (number: number) => ({ id: `id-${number}`, number })
const none: Selection = { rows: new Map(), all: false }

test('rows are chosen one by one, and by a stretch; once more leaves them out', () => {
  const some = stretched(toggled(none, row(1)), [row(3), row(4), row(5)])
  expect(countChosen(some, 9)).toBe(4)
  expect(['id-1', 'id-2', 'id-4'].map((id) => isChosen(some, id))).toEqual([true, false, true])
  expect(isChosen(toggled(some, row(4)), 'id-4')).toBe(false)
})

test('all that match are chosen, also those that come later; some may be left out and taken in again', () => {
  const all: Selection = { rows: new Map(), all: true }
  const but = toggled(toggled(all, row(2)), row(7))
  expect(countChosen(but, 5_000)).toBe(4_998)
  expect(['id-2', 'id-8'].map((id) => isChosen(but, id))).toEqual([false, true])
  expect(countChosen(stretched(but, [row(1), row(2), row(3)]), 5_000)).toBe(4_999)
})
