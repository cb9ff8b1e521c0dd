import { expect, test } from 'vitest'
import { together } from './together.ts'

/** Keeps what it was given, and waits to be told that it is done. */
function slowly() {
  const groups: string[][] = []
  const ends: (() => void)[] = []
  const work = (items: readonly string[]) => {
    groups.push([...items])
    return new Promise<void>((end) => ends.push(end))
  }
  return { groups, ends, work }
}

const turn = () => new Promise((resume) => setImmediate(resume))

test('what comes in one breath goes together, and what comes meanwhile with the next', async () => {
  const { groups, ends, work } = slowly()
  const ask = together(work)
  const first = Promise.all([ask('a'), ask('b')])
  await turn()
  const next = Promise.all([ask('c'), ask('d')])
  await turn()
  expect(groups).toEqual([['a', 'b']])
  ends[0]?.()
  await first
  await turn()
  expect(groups).toEqual([['a', 'b'], ['c', 'd']])
  ends[1]?.()
  await next
})

test('nothing is answered before it is done', async () => {
  const { ends, work } = slowly()
  let answered = false
  const one = together(work)('a').then(() => (answered = true))
  await turn()
  await turn()
  expect(answered).toBe(false)
  ends[0]?.()
  await one
})

test('what fails takes nothing else along', async () => {
  const done: string[] = []
  const ask = together<string>(async (items) => {
    if (items.includes('bad')) throw new Error('no')
    done.push(...items)
  })
  const ends = await Promise.allSettled(['a', 'bad', 'b'].map(ask))
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(done).toEqual(['a', 'b'])
  await ask('later')
  expect(done).toContain('later')
})
