import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOfStretch, periodStart } from '../../src/calendar/stretch.ts'
import { balance } from '../../src/quotas/balance.ts'
import { quota } from '../../src/quotas/quota.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const day = 86_400_000
const start = paris('2025-06-01 00:00')
const instant = fc.integer({ min: 0, max: 500 * 24 }).map((hour) => start + hour * 3_600_000)
const grant = fc.record({ at: instant, holds: fc.integer({ min: 0, max: 50 }), life: fc.option(fc.integer({ min: 1, max: 200 })) }).map(({ at, holds, life }) => ({ at, holds, ends: life === null ? null : at + life * day }))
const use = fc.record({ at: instant, counted: fc.integer({ min: 0, max: 30 }) })
const cut = fc.record({ at: instant, atMost: fc.integer({ min: 0, max: 40 }) })
const books = fc.record({ grants: fc.array(grant, { maxLength: 12 }), uses: fc.array(use, { maxLength: 20 }), cuts: fc.array(cut, { maxLength: 4 }), now: instant })

test('a bank gives exactly what was granted, and accounts for all of it', () => {
  fc.assert(fc.property(books, ({ grants, uses, cuts, now }) => {
    const { granted, used, over, expired, remaining } = balance(grants, uses, cuts, now)
    expect(granted).toBe(grants.filter(({ at }) => at <= now).reduce((sum, { holds }) => sum + holds, 0))
    expect(used + expired + remaining).toBe(granted)
    expect(used + over).toBe(uses.filter(({ at }) => at <= now).reduce((sum, { counted }) => sum + counted, 0))
  }))
})

test('first in, first out: while something is left of a grant, nothing was taken from a later one', () => {
  fc.assert(fc.property(books, ({ grants, uses, now }) => {
    const lasting = grants.map(({ at, holds }, index) => ({ at: at + index, holds, ends: null }))
    const { lots } = balance(lasting, uses, [], now)
    const [oldest] = lots
    for (const given of lasting) if (oldest && given.at > oldest.at && given.at <= now && given.holds > 0) expect(lots.find(({ at }) => at === given.at)?.left).toBe(given.holds)
  }))
})

test('what was used does not depend on the order in which it is written', () => {
  fc.assert(fc.property(books, fc.func(fc.integer()), ({ grants, uses, cuts, now }, by) => {
    const distinct = uses.map((one, index) => ({ ...one, at: one.at + index }))
    const shuffled = distinct.toSorted((a, b) => by(a.at) - by(b.at))
    expect(balance(grants, shuffled, cuts, now)).toEqual(balance(grants, distinct, cuts, now))
  }))
})

test('nothing is left of a grant that has ended, nor of more than a cut allows', () => {
  fc.assert(fc.property(books, ({ grants, uses, cuts, now }) => {
    const { lots } = balance(grants, uses, cuts, now)
    for (const { ends } of lots) expect(ends === null || ends > now).toBe(true)
    const last = cuts.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at).at(-1)
    if (last) expect(lots.filter(({ at }) => at < last.at).reduce((sum, { left }) => sum + left, 0)).toBeLessThanOrEqual(last.atMost)
  }))
})

test.each(['Europe/Paris', 'America/St_Johns', 'Asia/Tehran', 'Pacific/Apia', 'Australia/Lord_Howe'])('%s: a right of so many days ends at a midnight of the wall, as many dates later', (zone) => {
  fc.assert(fc.property(instant, fc.integer({ min: 0, max: 400 }), (at, days) => {
    const from = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    const until = from.toPlainDate().add({ days: days + 1 }).toZonedDateTime(zone)
    expect(endOfStretch(at, { months: 0, days }, zone)).toBe(until.epochMilliseconds)
    const year = from.toPlainDate().add({ months: 12 }).add({ days: 1 }).toZonedDateTime(zone)
    expect(endOfStretch(at, { months: 12, days: 0 }, zone)).toBe(year.epochMilliseconds)
    const month = from.toPlainDate().with({ day: 1 })
    expect([0, 1].map((offset) => periodStart(at, 'month', zone, offset))).toEqual([month, month.add({ months: 1 })].map((one) => one.toZonedDateTime(zone).epochMilliseconds))
  }))
})

test('what is carried over is never more than said', () => {
  const rules = (atMost: number, periods: number) => policyOf(policyText({ means: `quotas: [ { name: care, of: time, holds: 5h, per: month, carry_over: { at_most: ${atMost}h, for: ${periods} }, when_empty: refuse } ]` }))
  const compiled = [[0, 1], [2, 1], [7, 2], [20, 3]].map(([most, periods]) => ({ most: most as number, periods: periods as number, policy: rules(most as number, periods as number) }))
  fc.assert(fc.property(fc.constantFrom(...compiled), fc.array(fc.record({ at: instant, took: fc.integer({ min: 0, max: 20_000 }) }), { maxLength: 10 }), instant, ({ most, periods, policy }, uses, now) => {
    const { carried, balance: { remaining, granted, used, expired } } = quota(policy, { uses, since: start }, {}, now)
    expect(carried).toBeLessThanOrEqual(Math.min(most, periods * 5) * 3600)
    expect(remaining - carried).toBeLessThanOrEqual(5 * 3600)
    expect(used + expired + remaining).toBe(granted)
  }))
})
