import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monday } from '../harness.ts'
import { actAs, openScene } from './scene.ts'

const { trial, company, opened, row, merge, unmerge, write, texts, holds } = await openScene('suites')

const which = fc.integer({ min: 0, max: 3 })
const step = fc.oneof(
  fc.record({ do: fc.constant('merge' as const), a: which, b: which }),
  fc.record({ do: fc.constant('unmerge' as const), a: which }),
  fc.record({ do: fc.constant('write' as const), a: which }),
  fc.record({ do: fc.constant('reply' as const), a: which }),
  fc.record({ do: fc.constant('solve' as const), a: which }),
  fc.record({ do: fc.constant('late' as const), a: which }),
)

test('TIME-20, TIME-25: whatever is merged and parted, no message is lost or shown twice, what came to a number is that ticket’s, and the projection is what the events give', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.integer({ min: 1, max: 90 })), { minLength: 4, maxLength: 14 }), async (steps) => {
      trial.time.set(Date.parse(monday))
      const numbers = [await opened({ text: 't0' }), await opened({ text: 't1' }), await opened({ text: 't2' }), await opened({ text: 't3' })]
      const own = numbers.map((_, index) => [`t${index}`])
      const into: (number | undefined)[] = [undefined, undefined, undefined, undefined]
      let said = 0
      for (const [one, minutes] of steps) {
        trial.time.advance(minutes * 60_000)
        const number = numbers[one.a]!
        if (one.do === 'merge') {
          const done = await merge(number, numbers[one.b]!)
          if (done.status === 200) into[one.a] = one.b
          expect(done.status === 200).toBe(one.a !== one.b && into[one.b] === undefined && (done.status === 200 || into[one.a] === undefined))
        } else if (one.do === 'unmerge') {
          const done = await unmerge(number)
          expect(done.status === 200).toBe(into[one.a] !== undefined)
          into[one.a] = undefined
        } else if (one.do === 'write') {
          const text = `c${++said}`
          expect((await write(number, text)).status).toBeLessThan(430)
          if ((await trial.desk.database.db.selectFrom('messages').select('id').where('provider_id', '=', company.provider.id).where('ticket_id', '=', (await row(number)).id).where('text', '=', text).executeTakeFirst())) own[one.a]!.push(text)
        } else if (one.do === 'late') await trial.jobs.run('clocks')
        else {
          const text = `r${++said}`
          const done = await actAs(company, number, 'replies', { text, ...(one.do === 'solve' ? { then: 'solve' } : {}) }, '*')
          expect(done.status === 200).toBe(into[one.a] === undefined)
          if (done.status === 200) own[one.a]!.push(text)
        }
      }
      const below = (index: number): number[] => [index, ...into.flatMap((parent, child) => (parent === index ? below(child) : []))]
      for (const [index, number] of numbers.entries()) {
        expect((await texts(number)).toSorted()).toEqual(below(index).flatMap((one) => own[one]!).toSorted())
        await holds(number)
      }
    }),
    { numRuns: 15 },
  )
}, 240_000)
