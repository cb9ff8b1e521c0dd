import { expect, test } from 'vitest'
import { Held } from '#desk/queue/held.ts'

const now = () => 0

test('zammad#2108: however many ask while things change, it is worked out at most once a second, and each gets what holds after the change', async () => {
  const held = new Held<number>()
  let truth = 0
  let worked = 0
  const ask = () => held.get(now, 1_000, async () => {
    worked += 1
    return truth
  })
  expect(await ask()).toBe(0)
  const asked: Promise<number>[] = []
  for (truth = 1; truth < 50; truth++) {
    held.touch()
    asked.push(ask(), ask())
  }
  truth = 49
  // Those who came before the last change may have what held after theirs, never less.
  const got = await Promise.all(asked)
  expect(got.every((value, index) => value >= Math.floor(index / 2) + 1)).toBe(true)
  expect(worked).toBe(2)
  expect(await ask()).toBe(49)
  expect(worked).toBe(2)
})

test('what failed is not kept, and what is old by its own time is worked out again', async () => {
  const held = new Held<string>()
  let at = 0
  const ask = (work: () => Promise<string>) => held.get(() => at, 100, work)
  await expect(ask(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  expect(await ask(async () => 'there')).toBe('there')
  at = 150
  expect(await ask(async () => 'later')).toBe('later')
})
