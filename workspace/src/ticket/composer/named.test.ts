import { expect, test } from 'vitest'
import { nameBegun } from './named.ts'

test('a name begins at an @ after a space, and goes on over one space', () => {
  const begun = (text: string) => nameBegun(text, text.length)
  expect(begun('Vois avec @Ma')).toEqual({ from: 10, typed: 'Ma' })
  expect(begun('@')).toEqual({ from: 0, typed: '' })
  expect(begun('(@Maëlle Ker')).toEqual({ from: 1, typed: 'Maëlle Ker' })
  for (const text of ['a@b', 'ana@atelier.test', 'rien', '@Maëlle Kerjean dit que', '@a\nb']) expect(begun(text), text).toBeUndefined()
})
