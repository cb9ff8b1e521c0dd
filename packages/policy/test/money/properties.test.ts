import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LineToBill } from '../../src/money/bill.ts'
import { type Entry, stretchesOf, total } from '../../src/money/stretches.ts'
import type { Policy } from '../../src/policy.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'
import { billed, day196, day20, hourly, priced } from './policies.ts'

const units = ['5min', '15min', '30min', '1h'] as const
const terms = fc.record({
  rate: fc.integer({ min: 1, max: 50_000 }).map((cents) => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`),
  unit: fc.constantFrom(...units), round: fc.constantFrom('up', 'nearest', 'down'), free: fc.constantFrom('0min', '5min', '20min'), minimum: fc.constantFrom('0min', '10min', '1h'),
  least: fc.constantFrom('0.00', '0.01', '25.00'),
})
type Terms = typeof terms extends fc.Arbitrary<infer T> ? T : never
const known = new Map<string, Policy>()
/** Compiled once for each text. */
function policyFor(text: string): Policy {
  const policy = known.get(text) ?? priced(text)
  known.set(text, policy)
  return policy
}
const priceOf = ({ rate, unit, round, free, minimum, least }: Terms, more = ''): Policy =>
  policyFor(`prices: [ { is: hourly, rate: "${rate}", unit: ${unit}, round: ${round}, free_time: ${free}, minimum: ${minimum}, at_least: "${least}"${more} } ]`)
const seconds = fc.integer({ min: 0, max: 20 * 3600 })
const net = (policy: Policy, line: LineToBill): number => billed(policy, [line]).net

describe('whatever the price', () => {
  test('more work never costs less', () => {
    fc.assert(fc.property(terms, seconds, seconds, (one, spent, more) => {
      const policy = priceOf(one)
      expect(net(policy, { spent: spent + more })).toBeGreaterThanOrEqual(net(policy, { spent }))
    }), { numRuns: 300 })
  })

  test('never above what the accepted quote gives for its estimate', () => {
    fc.assert(fc.property(terms, fc.integer({ min: 1, max: 40 }), seconds, (one, slices, spent) => {
      const policy = priceOf(one, ', cap: estimate, order: [round, cap], quote: required')
      const estimate = slices * 3600
      const quoted = net(policy, { quote: 'accepted', estimate, spent: estimate })
      const after = net(policy, { quote: 'accepted', estimate, spent: spent })
      expect(after).toBeLessThanOrEqual(quoted)
      expect(billed(policy, [{ quote: 'accepted', estimate, spent }]).lines[0]!.billed).toBeLessThanOrEqual(estimate)
    }), { numRuns: 300 })
  })

  test('BILL-11: the order of rounding and cap makes no difference when the estimate is a multiple of the unit', () => {
    fc.assert(fc.property(fc.constantFrom(...units), fc.integer({ min: 0, max: 30 }), seconds, (unit, slices, spent) => {
      const length = { '5min': 300, '15min': 900, '30min': 1800, '1h': 3600 }[unit]
      const of = (order: string) => net(policyFor(`prices: [ { is: hourly, rate: "60.00", unit: ${unit}, cap: estimate, order: ${order} } ]`), { quote: 'accepted', estimate: slices * length, spent })
      expect(of('[round, cap]')).toBe(of('[cap, round]'))
    }), { numRuns: 300 })
  })

  test('BILL-17: one tax on the sum of the nets, half up: what EN 16931 (BR-CO-17) computes', () => {
    const policy = policyOf(hourly())
    fc.assert(fc.property(fc.array(seconds, { minLength: 1, maxLength: 12 }), fc.constantFrom(day20, day196), (all, day) => {
      const one = billed(policy, all.map((spent) => ({ spent })), day)
      const rate = day === day20 ? 200n : 196n
      expect(one.net).toBe(one.lines.reduce((sum, line) => sum + line.net, 0))
      expect(BigInt(one.tax)).toBe((BigInt(one.net) * rate * 2n + 1000n) / 2000n)
      expect(one.gross).toBe(one.net + one.tax)
    }), { numRuns: 300 })
  })

  test('BILL-12: under round_over: line, cutting the entries of a line elsewhere changes nothing', () => {
    const policy = nightly(', unit: 30min, cap: 5h, order: [round, cap], free_time: 10min')
    fc.assert(fc.property(entries, fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 6 }), (all, cuts) => {
      const elsewhere = cuts.reduce<Entry[]>((now, minutes, index) => {
        const at = index % now.length
        const { from, to } = now[at]!
        const cut = Math.min(from + minutes * 60_000, to)
        return now.toSpliced(at, 1, { from: cut, to }, { from, to: cut })
      }, all)
      expect(billed(policy, [{ entries: elsewhere }])).toEqual(billed(policy, [{ entries: all }]))
    }), { numRuns: 200 })
  })

  test('the parts with and without a surcharge add up to the time that was worked', () => {
    const policy = nightly('')
    const night = policy.calendars.get('dark')!.calendar
    fc.assert(fc.property(entries, (all) => {
      const stretches = stretchesOf(all, [night])
      const worked = all.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0)
      const dark = total(stretches.filter(({ open }) => open.length > 0))
      expect(total(stretches)).toBe(worked)
      expect(dark / 1000).toBe(all.reduce((sum, { from, to }) => sum + night.elapsed(from, to), 0))
      expect(net(policy, { entries: all })).toBe(Math.round((worked - dark) / 600 + (dark * 3) / 1200))
    }), { numRuns: 200 })
  })

  test.each([
    [', free_time: 20min, cap: 6h'], [', unit: 30min'], [', unit: 1h, round: nearest, free_time: 10min'], [', unit: 45min, round: down, minimum: 50min'],
    [', unit: 30min, minimum: 2h, cap: 5h, order: [round, cap]'], [', unit: 2h, cap: 5h, order: [cap, round]'],
  ])('at night too, working longer never costs less: %s', (terms) => {
    const policy = nightly(terms)
    fc.assert(fc.property(entries, fc.integer({ min: 0, max: 600 }), (all, more) => {
      const last = all.toSorted((a, b) => a.to - b.to).at(-1)!
      expect(net(policy, { entries: [...all, { from: last.to, to: last.to + more * 60_000 }] })).toBeGreaterThanOrEqual(net(policy, { entries: all }))
    }), { numRuns: 200 })
  })
})

/** Whole minutes, so that sums of cents come out even at 60 € an hour. */
const entries = fc.array(fc.record({ start: fc.integer({ min: 0, max: 4000 }), length: fc.integer({ min: 0, max: 700 }) }), { minLength: 1, maxLength: 5 })
  .map((all) => all.map(({ start, length }): Entry => ({ from: paris('2026-10-24 12:00') + start * 60_000, to: paris('2026-10-24 12:00') + (start + length) * 60_000 })))

function nightly(more: string): Policy {
  return policyOf(policyText({ means: `prices: [ { is: hourly, rate: "60.00"${more} } ]\ntaxes: [ { percent: "20" } ]\nsurcharges: { rules: [ { during: dark, percent: "50" } ] }` })
    .replace('night: {', 'dark: { days: every, hours: ["22:00-06:00"], holidays: none }\n        night: {'))
}
