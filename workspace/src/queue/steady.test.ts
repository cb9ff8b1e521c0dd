import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neighbour, steady } from './steady.ts'

const row = (id: string, text = '') => ({ id, text })
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).join('')

test('a row that comes is announced, not shown, while the list is used', () => {
  const found = steady([row('a'), row('b')], [row('n'), row('a'), row('b')])
  expect(ids(found.rows)).toBe('ab')
  expect(found).toMatchObject({ fresh: 1, moved: false })
})

test('a row that changed shows what it is now, in its place', () => {
  expect(steady([row('a', 'old'), row('b')], [row('b'), row('a', 'new')])).toMatchObject({ rows: [{ id: 'a', text: 'new' }, { id: 'b' }], fresh: 0, moved: true })
})

test('a row that left keeps its place and is told', () => {
  const found = steady([row('a'), row('b'), row('c')], [row('a'), row('c')])
  expect(ids(found.rows)).toBe('abc')
  expect([...found.gone]).toEqual(['b'])
  expect(found).toMatchObject({ fresh: 0, moved: false })
})

test('the next page follows at once: it moves nothing that is in sight', () => {
  const found = steady([row('a'), row('b')], [row('a'), row('b'), row('c'), row('d')])
  expect(ids(found.rows)).toBe('abcd')
  expect(found.fresh).toBe(0)
})

test('whatever happens, no shown row changes its place, and every row is either shown or counted', () => {
  const list = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 15 }).map((all) => all.map((id) => row(id)))
  fc.assert(
    fc.property(list, list, (shown, latest) => {
      const found = steady(shown, latest)
      expect(found.rows.slice(0, shown.length).map(({ id }) => id)).toEqual(shown.map(({ id }) => id))
      expect(new Set(found.rows.map(({ id }) => id)).size).toBe(found.rows.length)
      expect(found.rows.length - found.gone.size + found.fresh).toBe(latest.length)
    }),
  )
})

test('after the last ticket of a list comes the one before it; a list of one leads nowhere', () => {
  const numbers = [{ number: 3 }, { number: 5 }, { number: 4 }]
  expect(neighbour(numbers, 3)).toBe(5)
  expect(neighbour(numbers, 4)).toBe(5)
  expect(neighbour([{ number: 3 }], 3)).toBeUndefined()
  expect(neighbour(numbers, 99)).toBe(3)
})
