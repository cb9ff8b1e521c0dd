import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../src/compile.ts'
import { bill } from '../../src/money/bill.ts'
import { cost, Surcharged, tariff, tariffText, works, type Work } from './amounts.ts'
import { numbers } from './numbers.ts'

const wanted = Number(process.env['ORACLE_CASES'] ?? 100_000) / 2
const perTariff = 100
const minute = 60_000
/** A week around the end of summer time, where a Sunday night has an hour more. */
const from = Date.UTC(2026, 9, 20)
const to = Date.UTC(2026, 9, 30)
const calendars = new Surcharged(from, to)

function workOf(random: Generator<number, never>): Work {
  const below = (limit: number): number => Math.floor((random.next().value / 2 ** 32) * limit)
  const entries: Work['entries'] = []
  let at = from + below(6 * 1440) * minute
  for (let left = 1 + below(3); left > 0; left--) {
    const length = (1 + below(150)) * minute
    entries.push({ from: at, to: at + length })
    at += length + below(200) * minute
  }
  return { entries, estimate: below(2) === 0 ? null : 1 + below(300), gold: below(2) === 0 }
}

test(`what work costs is what the oracle says, in ${wanted} bills`, () => {
  let asked = 0
  fc.assert(fc.property(tariff, fc.nat(), (said, seed) => {
    if (asked >= wanted) return
    const { policy, findings } = compile([{ file: 'random.yaml', text: tariffText(said) }])
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    const random = numbers(seed)
    for (let i = 0; i < perTariff; i++, asked++) {
      const done = workOf(random)
      const work = works[i % works.length]!
      const price = said.prices[work]
      const { estimate, entries } = done
      const line = { work, entries, quote: estimate === null ? ('none' as const) : ('accepted' as const), executed: true, ...(estimate === null ? {} : { estimate: estimate * 60 }) }
      const got = bill(policy!, { lines: [line] }, { tier: done.gold ? 'gold' : 'silver' }, from)
      const expected = cost(said, price, done, calendars)
      const engine = { net: got.net, tax: got.tax, gross: got.gross, billed: got.lines[0]!.billed / 60 }
      if (JSON.stringify(engine) !== JSON.stringify(expected)) expect({ ...engine, price, done }, JSON.stringify(got.lines[0]!.steps)).toEqual({ ...expected, price, done })
    }
  }), { numRuns: Math.ceil(wanted / perTariff) + 1, seed: 20_261_122, endOnFailure: true })
  expect(asked).toBeGreaterThanOrEqual(wanted)
}, 3_600_000)
