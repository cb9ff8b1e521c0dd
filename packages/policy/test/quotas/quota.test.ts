import { describe, expect, test } from 'vitest'
import { quota, type QuotaAsked } from '../../src/quotas/quota.ts'
import { paris, policyOf, policyText, problemsOf } from '../support/policy.ts'

const banked = (rules: string, facts = '') => policyOf(policyText({ facts, means: `quotas:\n${rules.trim().split('\n').map((line) => `  ${line.trim()}`).join('\n')}` }))
const pack = banked('- { name: pack, of: time, holds: 10h, unit: 5min, minimum: 15min, per: purchase, expires: 12 months, when_empty: priced }')
const read = (policy: ReturnType<typeof banked>, asked: QuotaAsked, at: string, facts = {}) => quota(policy, asked, facts, paris(at))
const hours = (count: number): number => count * 3600

describe('an hour bank that is bought', () => {
  test('counts started units, at least the minimum, and nothing for nothing', () => {
    const uses = [0, 1, 900, 901, 1201].map((took) => ({ at: paris('2026-02-01 10:00'), took }))
    const { balance } = read(pack, { grants: [{ at: paris('2026-01-15 09:00') }], uses }, '2026-03-01 00:00')
    expect(balance.used).toBe(0 + 900 + 900 + 1200 + 1500)
    expect(balance.remaining).toBe(hours(10) - balance.used)
  })
  test('lasts to the end of the last day of the wall, over a change of the clocks', () => {
    const grants = [{ at: paris('2025-10-25 23:30') }]
    const days = banked('- { name: pack, of: time, holds: 10h, per: purchase, expires: 1 day, when_empty: refuse }')
    expect(read(days, { grants }, '2025-10-26 23:59')).toMatchObject({ outcome: 'covered', ends: paris('2025-10-27 00:00') })
    expect(read(days, { grants }, '2025-10-27 00:00')).toMatchObject({ outcome: 'refuse', balance: { expired: hours(10), remaining: 0 } })
  })
  test('lasts to the same date a year later, or the last day of a shorter month', () => {
    expect(read(pack, { grants: [{ at: paris('2024-02-29 12:00') }] }, '2024-03-01 00:00').ends).toBe(paris('2025-03-01 00:00'))
    expect(read(pack, { grants: [{ at: paris('2025-06-10 12:00') }] }, '2025-07-01 00:00').ends).toBe(paris('2026-06-11 00:00'))
  })
  test('goes on once for as long again when what is left is carried over, from the same date', () => {
    const once = banked('- { name: pack, of: time, holds: 10h, per: purchase, expires: 12 months, carry_over: { for: 1 }, when_empty: priced }')
    const grants = [{ at: paris('2024-02-29 12:00') }]
    expect(read(once, { grants }, '2025-02-28 23:59')).toMatchObject({ carried: 0, ends: paris('2026-03-01 00:00') })
    expect(read(once, { grants }, '2025-03-01 00:00')).toMatchObject({ outcome: 'covered', carried: hours(10), balance: { remaining: hours(10), expired: 0 } })
    expect(read(once, { grants }, '2026-03-01 00:00')).toMatchObject({ outcome: 'priced', carried: 0, balance: { expired: hours(10) } })
    expect(read(pack, { grants }, '2025-03-01 00:00')).toMatchObject({ outcome: 'priced', carried: 0, balance: { expired: hours(10) } })
  })
  test('carries over for a number of times, and only what ends', () => {
    const rest = (written: string): string[] => problemsOf(policyText({ means: `quotas: [ { name: pack, of: time, holds: 10h, per: purchase, ${written}, when_empty: refuse } ]` }))
    expect(['expires: 12 months, carry_over: none', 'expires: 12 months, carry_over: { for: 2 }'].flatMap(rest)).toEqual([])
    expect(['expires: never, carry_over: { for: 1 }', 'expires: 12 months, carry_over: all', 'expires: 12 months, carry_over: { at_most: 2h, for: 1 }'].map(rest)).toEqual([['wrong-type'], ['wrong-type'], ['wrong-type']])
  })
  test('lasts as long as a figure of months says', () => {
    const said = policyOf(policyText({ means: 'figures: { life: { duration: 12 months } }\nquotas: [ { name: pack, of: time, holds: 10h, per: purchase, expires: figure.life, when_empty: refuse } ]' }))
    expect(read(said, { grants: [{ at: paris('2024-02-29 12:00') }] }, '2024-03-01 00:00').ends).toBe(paris('2025-03-01 00:00'))
  })
  test('takes from the oldest first, so that less is lost', () => {
    const grants = [{ at: paris('2026-06-01 09:00') }, { at: paris('2025-06-01 09:00'), holds: hours(4) }]
    const uses = [{ at: paris('2026-06-01 10:00'), took: hours(3) }]
    const reading = read(pack, { grants, uses }, '2026-06-02 00:00')
    expect(reading.balance).toEqual({ granted: hours(14), used: hours(3), over: 0, expired: hours(1), remaining: hours(10) })
  })
  test('says what becomes of work that it does not cover', () => {
    const grants = [{ at: paris('2026-01-15 09:00'), holds: hours(1) }]
    expect(read(pack, { grants, asked: hours(1) }, '2026-02-01 00:00')).toMatchObject({ outcome: 'covered', uncovered: 0 })
    expect(read(pack, { grants, asked: hours(1) + 1 }, '2026-02-01 00:00')).toMatchObject({ outcome: 'priced', counted: 3900, uncovered: 300 })
    const uses = [{ at: paris('2026-01-20 09:00'), took: hours(3) }]
    expect(read(pack, { grants, uses }, '2026-02-01 00:00')).toMatchObject({ outcome: 'priced', balance: { used: hours(1), over: hours(2) } })
  })
  test('a use before a grant takes nothing of it, and one of no length takes nothing', () => {
    const grants = [{ at: paris('2026-01-15 09:00'), holds: hours(1) }, { at: paris('2026-03-01 09:00') }]
    expect(read(pack, { grants, uses: [{ at: paris('2026-02-01 09:00'), took: hours(3) }, { at: paris('2026-03-02 09:00') }] }, '2026-04-01 00:00').balance).toEqual({ granted: hours(11), used: hours(1), over: hours(2), expired: 0, remaining: hours(10) })
  })
  test('what has not happened yet does not count', () => {
    const grants = [{ at: paris('2026-01-15 09:00') }, { at: paris('2026-05-01 00:00') }]
    expect(read(pack, { grants, uses: [{ at: paris('2026-04-02 00:00'), took: hours(9) }] }, '2026-04-01 00:00').balance).toMatchObject({ granted: hours(10), used: 0 })
  })
})

describe('a right of each period', () => {
  const monthly = (carry: string) => banked(`- { name: care, of: time, holds: 5h, per: month, carry_over: ${carry}, when_empty: held }`)
  const since = paris('2026-01-10 00:00')
  test('is lost at the end of the month when nothing is carried over', () => {
    expect(read(monthly('none'), { since }, '2026-03-05 00:00')).toMatchObject({ outcome: 'covered', balance: { granted: hours(15), expired: hours(10), remaining: hours(5) }, carried: 0, renews: paris('2026-04-01 00:00'), ends: paris('2026-04-01 00:00') })
  })
  test('is kept when all is carried over', () => {
    expect(read(monthly('all'), { since }, '2026-03-05 00:00')).toMatchObject({ balance: { expired: 0, remaining: hours(15) }, carried: hours(10), ends: null })
  })
  test('is carried over no more than said, for no longer than said', () => {
    const some = monthly('{ at_most: 2h, for: 1 }')
    expect(read(some, { since }, '2026-02-05 00:00')).toMatchObject({ balance: { remaining: hours(7), expired: hours(3) }, carried: hours(2), ends: paris('2026-03-01 00:00') })
    expect(read(some, { since }, '2026-03-05 00:00')).toMatchObject({ balance: { remaining: hours(7), expired: hours(8) }, carried: hours(2) })
    expect(read(some, { since, uses: [{ at: paris('2026-02-03 00:00'), took: hours(1) }] }, '2026-02-05 00:00')).toMatchObject({ balance: { remaining: hours(6) }, carried: hours(1) })
  })
  test('waits until more is given', () => {
    expect(read(monthly('none'), { since, uses: [{ at: paris('2026-01-12 00:00'), took: hours(5) }] }, '2026-01-31 23:59')).toMatchObject({ outcome: 'held', renews: paris('2026-02-01 00:00') })
    expect(read(monthly('none'), { since }, '2026-01-02 00:00')).toMatchObject({ outcome: 'held', renews: since })
  })
  test('counts requests one by one', () => {
    const ten = banked('- { name: tickets, of: requests, holds: 10, per: quarter, carry_over: none, when: { tier: free }, when_empty: priced }')
    const uses = Array.from({ length: 9 }, () => ({ at: paris('2026-02-01 00:00') }))
    expect(read(ten, { uses, since, asked: 1 }, '2026-03-31 23:00', { tier: 'free' })).toMatchObject({ outcome: 'covered', of: 'requests', balance: { used: 9, remaining: 1 } })
    expect(read(ten, { uses: [...uses, ...uses], since, asked: 1 }, '2026-03-31 23:00', { tier: 'free' })).toMatchObject({ outcome: 'priced', balance: { used: 10, over: 8 } })
    expect(read(ten, { uses, since }, '2026-03-31 23:00', { tier: 'pro' })).toMatchObject({ outcome: 'unspecified', clauses: [] })
  })
})

describe('the quantity', () => {
  test('may stand in the contract', () => {
    const own = banked('- { name: care, of: time, holds: contract.hours, when: { contract.hours: known }, per: month, carry_over: none, when_empty: refuse }', 'contract.hours: { type: duration }')
    expect(read(own, {}, '2026-02-05 00:00', { 'contract.hours': hours(2) })).toMatchObject({ balance: { remaining: hours(2) }, facts: { 'contract.hours': hours(2) } })
    expect(read(own, {}, '2026-02-05 00:00')).toMatchObject({ outcome: 'unspecified' })
    expect(problemsOf(policyText({ facts: 'contract.hours: { type: duration }', means: 'quotas: [ { name: care, of: time, holds: contract.hours, per: month, carry_over: none, when_empty: refuse } ]' }))).toEqual(['guard-on-absent'])
  })
  test('is asked for when it is not known', () => {
    const own = banked('- { name: care, of: time, holds: bought, per: month, carry_over: none, when_empty: refuse }', 'bought: { type: duration }')
    expect(read(own, {}, '2026-02-05 00:00')).toMatchObject({ outcome: 'unknown', missing: ['bought'], facts: { bought: null } })
  })
  test('S3-36: without limit, when the policy says so', () => {
    const free = policyOf(policyText({ means: 'quotas: none' }))
    expect(read(free, { of: 'requests', uses: [{ took: 49 }], asked: 7 }, '2026-02-05 00:00')).toMatchObject({ outcome: 'unlimited', counted: 7, clauses: ['1'] })
    expect(read(free, { of: 'requests' }, '2026-02-05 00:00').counted).toBe(0)
    const some = banked('- { of: requests, holds: none }\n- { name: tickets, when: { tier: free }, of: requests, holds: 3, per: month, carry_over: none, when_empty: refuse }')
    expect(read(some, { of: 'requests' }, '2026-02-05 00:00', { tier: 'pro' }).outcome).toBe('unlimited')
    expect(read(some, { of: 'requests', asked: 4 }, '2026-02-05 00:00', { tier: 'free' }).outcome).toBe('refuse')
  })
})

describe('one of several rights', () => {
  const both = banked(['tickets, of: requests, holds: 3', 'care, of: time, holds: 2h'].map((what) => `- { name: ${what}, per: month, carry_over: none, when_empty: refuse }`).join('\n'))
  test.each([[{}, 'care'], [{ of: 'time' }, 'care'], [{ of: 'requests' }, 'tickets'], [{ name: 'tickets' }, 'tickets'], [{ name: 'care', of: 'time' }, 'care'], [{ name: 'care', of: 'requests' }, undefined], [{ name: 'other' }, undefined]] as const)('%j is about %s', (asked, name) => {
    expect(read(both, asked, '2026-02-05 00:00').name).toBe(name)
  })
})

describe('a right per term, whose first days are written', () => {
  const rule = (per: string, carry = 'none') => `- { name: loans, of: requests, holds: 2, per: ${per}, carry_over: ${carry}, when_empty: refuse }`
  const uses = [{ at: paris('2026-10-05 10:00') }, { at: paris('2026-12-31 23:59:59') }]
  test('begins again at the midnight of each, the last of a year going on into the next', () => {
    const terms = banked(rule('[09-01, 05-01, 01-15]'))
    const since = paris('2026-09-15 00:00')
    expect(read(terms, { uses, since, asked: 1 }, '2027-01-14 23:59:59')).toMatchObject({ outcome: 'refuse', renews: paris('2027-01-15 00:00'), balance: { remaining: 0 } })
    expect(read(terms, { uses, since, asked: 2 }, '2027-01-15 00:00')).toMatchObject({ outcome: 'covered', renews: paris('2027-05-01 00:00'), ends: paris('2027-05-01 00:00') })
    expect(read(terms, { since }, '2027-05-01 00:00')).toMatchObject({ renews: paris('2027-09-01 00:00'), balance: { granted: 6, expired: 4, remaining: 2 } })
  })
  test('carries over for so many terms', () => {
    const terms = banked(rule('[01-15, 05-01, 09-01]', '{ for: 1 }'))
    expect(read(terms, { since: paris('2026-09-15 00:00') }, '2027-01-15 00:00')).toMatchObject({ carried: 2, balance: { remaining: 4 }, ends: paris('2027-05-01 00:00') })
  })
  test('one day a year is a year that begins then', () => {
    expect(read(banked(rule('[09-01]')), { since: paris('2026-09-15 00:00') }, '2027-03-01 00:00')).toMatchObject({ renews: paris('2027-09-01 00:00') })
  })
  test('refuses what is no day of every year, a day twice, or none', () => {
    for (const per of ['[02-29]', '[13-01]', '[09-01, 09-01]', '[]', '[month]']) expect([per, problemsOf(policyText({ means: `quotas:\n  ${rule(per)}` }))]).toEqual([per, ['wrong-type']])
  })
})
