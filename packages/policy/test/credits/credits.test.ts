import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { credits, type CreditAsked } from '../../src/credits/credit.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const facts = 'contract.monthly_fee: { type: money, required: yes }'
const target = 'targets: [ { name: gtr, metric: restoration, within: 4h, counted: elapsed, statistic: each, bond: guaranteed } ]'
const late = '{ name: late_restoration, target: gtr, per: 1h, started: yes, percent: "10", of: contract.monthly_fee, at_most: "100" }'
const measured = '{ name: availability, measure: availability, period: month, of: contract.monthly_fee, steps: [ { below: "99.9", percent: "10" }, { below: "99.0", percent: "25" } ], at_most: "100", claim_within: 30d }'
const of = (...rules: string[]) => policyOf(policyText({ facts, means: `${target}\ncredits:\n${rules.map((rule) => `  - ${rule}`).join('\n')}` }))
const policy = of(late, measured)
const fee = { 'contract.monthly_fee': 199_99 }
const read = (asked: CreditAsked, at = '2026-11-02 10:00', from = policy) => credits(from, asked, fee, paris(at))
const hour = 3600

describe('a credit for delay', () => {
  test.each([[0, 0, 'none'], [1, 2000, 'due'], [hour, 2000, 'due'], [hour + 1, 4000, 'due'], [9 * hour, 17_999, 'due'], [10 * hour, 19_999, 'due'], [40 * hour, 19_999, 'due']] as const)('late by %i s: %i cents', (seconds, amount, outcome) => {
    expect(read({ late: seconds })).toMatchObject({ amount, credits: [{ name: 'late_restoration', outcome, atMost: 19_999, missing: [], clauses: ['1'] }] })
  })
  test('tells its share within the limit', () => {
    expect([1, 3 * hour, 40 * hour].map((late) => read({ late }).credits[0]!.percent)).toEqual(['10', '30', '100'])
  })
  test('within an amount is no share', () => {
    const bounded = policyOf(policyText({ facts, means: `figures: { cap: { money: "30.00", tax: excluded } }\n${target}\ncredits: [ ${late.replace('"100"', 'figure.cap')} ]` }))
    expect(read({ late: 3 * hour }, undefined, bounded)).toMatchObject({ amount: 3000, credits: [{ percent: null, atMost: 3000 }] })
    expect(read({ late: hour }, undefined, of(late.replace('at_most: "100"', 'at_most: none'))).credits[0]).toMatchObject({ percent: '10', atMost: null, amount: 2000 })
  })
  test('counts whole periods only, if so said, and fixed amounts', () => {
    const whole = of('{ name: slow, target: gtr, per: 30min, started: no, amount: "12.50", at_most: "50.00" }')
    expect([1799, 1800, 5400, 90_000].map((seconds) => read({ late: seconds }, undefined, whole).amount)).toEqual([0, 1250, 3750, 5000])
  })
  test('is for the promise that was late; which one must be told when there are several', () => {
    const two = policyOf(policyText({ facts, means: `targets: [ { name: gtr, metric: restoration, within: 4h, counted: elapsed, statistic: each, bond: guaranteed }, { name: gti, metric: intervention, within: 1h, counted: elapsed, statistic: each, bond: guaranteed } ]\ncredits: [ ${late}, { name: late_start, target: gti, per: 1h, started: yes, amount: "5.00", at_most: none } ]` }))
    expect(read({ late: hour }, undefined, two).credits).toMatchObject([{ outcome: 'unknown', missing: ['target'] }, { outcome: 'unknown', missing: ['target'] }])
    expect(read({ late: 30 * hour, target: 'gti' }, undefined, two)).toMatchObject({ amount: 15_000, credits: [{ name: 'late_start', percent: null, atMost: null }] })
  })
})

describe('a credit for availability', () => {
  test.each([['100', 0, 'none'], ['99.9', 0, 'none'], ['99.899', 2000, 'due'], ['99', 2000, 'due'], ['98.99', 5000, 'due'], ['0', 5000, 'due']])('%s %%', (share, amount, outcome) => {
    expect(read({ measured: share, during: '2026-10-15' })).toMatchObject({ amount, credits: [{ outcome }] })
  })
  test('is computed from the interruption of a month as long as it was', () => {
    // October of 2026 has 745 hours in Paris: 0.1 % of it is 2682 s.
    expect(read({ down: 2682, during: '2026-10-15' }).amount).toBe(0)
    expect(read({ down: 2683, during: '2026-10-15' }).amount).toBe(2000)
    expect(read({ down: 2678, during: '2026-03-15' }, '2026-04-02 10:00').amount).toBe(2000)
  })
  test('is claimed in time: the last day counts', () => {
    const asked = { measured: '98', during: '2026-10-15' }
    expect(read(asked, '2026-12-01 23:59').credits[0]).toMatchObject({ outcome: 'due', claimUntil: paris('2026-12-02 00:00') })
    expect(read(asked, '2026-12-02 00:00')).toMatchObject({ amount: 0, credits: [{ outcome: 'too_late', amount: 5000 }] })
    expect(read({ ...asked, claimed: paris('2026-11-20 10:00') }, '2027-01-02 00:00').credits[0]!.outcome).toBe('due')
  })
  test('is asked for what it was when that is not told', () => {
    expect(read({ name: 'availability' }).credits).toMatchObject([{ outcome: 'unknown', missing: ['measured'] }])
    expect(read({ name: 'availability', measured: 'high' }).credits).toMatchObject([{ outcome: 'unknown', missing: ['measured'] }])
  })
})

test('the more was missed, the more is owed, and never more than the limit', () => {
  const amount = fc.integer({ min: 0, max: 10_000_00 })
  fc.assert(fc.property(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 200_000 }), amount, (one, other, monthly) => {
    const owed = (seconds: number, key: 'late' | 'down') => credits(policy, { [key]: seconds }, { 'contract.monthly_fee': monthly }, paris('2026-11-02 10:00')).amount
    const [less, more] = [Math.min(one, other), Math.max(one, other)]
    for (const key of ['late', 'down'] as const) {
      expect(owed(less, key)).toBeLessThanOrEqual(owed(more, key))
      expect(owed(more, key)).toBeLessThanOrEqual(monthly)
    }
  }))
})
