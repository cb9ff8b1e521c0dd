import { describe, expect, test } from 'vitest'
import { bill } from '../../src/money/bill.ts'
import { paris, policyOf } from '../support/policy.ts'
import { billed, day196, day20, hourly, minutes, priced, quoted } from './policies.ts'

const policy = policyOf(hourly())

describe('BILL-14: 60 € an hour, by started half-hours, under an accepted quote', () => {
  test.each([
    [120, 70, 90, '90.00', '108.00', '107.64'],
    [120, 110, 120, '120.00', '144.00', '143.52'],
    [120, 130, 120, '120.00', '144.00', '143.52'],
    [120, 121, 120, '120.00', '144.00', '143.52'],
    [60, 1, 30, '30.00', '36.00', '35.88'],
    [30, 0, 0, '0.00', '0.00', '0.00'],
    [90, 61, 90, '90.00', '108.00', '107.64'],
  ])('estimate %i min, actual %i min: %i min, %s net, %s at 20 %%, %s at 19.6 %%', (estimate, actual, counted, net, at20, at196) => {
    const now = billed(policy, [quoted(estimate, actual)], day20)
    const then = billed(policy, [quoted(estimate, actual)], day196)
    const cents = (text: string) => Number(text.replace('.', ''))
    expect([now.lines[0]!.billed, now.net, now.gross]).toEqual([minutes(counted), cents(net), cents(at20)])
    expect([then.net, then.gross, then.net + then.tax]).toEqual([cents(net), cents(at196), cents(at196)])
  })
})

describe('BILL-16: the rate of the day of the tax point', () => {
  test.each([['1995-08-01', '20.6', 1236], ['2000-03-31', '20.6', 1236], ['2000-04-01', '19.6', 1176], ['2013-12-31', '19.6', 1176], ['2014-01-01', '20', 1200], ['2026-05-12', '20', 1200]])('%s: %s %%', (day, percent, tax) => {
    const one = billed(policy, [{ spent: minutes(60) }], day)
    expect([one.taxes[0]!.percent, one.tax]).toEqual([percent, tax])
  })
  test('is not that of today', () => {
    expect(bill(policy, { lines: [{ spent: 3600 }], taxPoint: '2013-12-31' }, {}, paris('2026-05-12 12:00')).tax).toBe(1176)
    expect(bill(policy, { lines: [{ spent: 3600 }] }, {}, paris('2014-01-01 00:00')).tax).toBe(1200)
    expect(bill(policy, { lines: [{ spent: 3600 }] }, {}, paris('2013-12-31 23:59')).tax).toBe(1176)
  })
  test('a day before every rate is told, never guessed', () => {
    const one = billed(policy, [{ spent: 3600 }], '1995-07-31')
    expect([one.lines[0]!.outcome, one.lines[0]!.missing, one.gross]).toEqual(['undecided', ['tax_date'], 0])
  })
  test('another territory, another rate, and what must be said', () => {
    const abroad = priced(`
prices: [ { is: flat, amount: "100.00" } ]
taxes:
  - { name: tva, percent: "20" }
  - { name: dom, when: { territory: dom }, percent: "8.5" }
  - { name: none, when: { territory: guyane }, percent: "0" }
  - { name: reverse, when: { territory: eu }, percent: "0", mention: { fr: Autoliquidation, en: Reverse charge } }`, 'territory: { values: [metropole, dom, guyane, eu], default: metropole, from: customer }')
    const gross = (territory: string) => bill(abroad, { lines: [{}] }, { territory }, paris('2026-05-12 12:00'))
    expect(['metropole', 'dom', 'guyane', 'eu'].map((territory) => gross(territory).gross)).toEqual([12000, 10850, 10000, 10000])
    expect(gross('eu').taxes[0]!.mention).toEqual({ fr: 'Autoliquidation', en: 'Reverse charge' })
    expect(gross('guyane').taxes[0]!.mention).toBeUndefined()
  })
})

describe('BILL-17: one tax for each rate, on the sum of the lines', () => {
  const odd = priced('prices: [ { is: flat, amount: "0.33" } ]')
  test('three lines of 0.33: 0.20 of tax, not three times 0.07', () => {
    const one = billed(odd, [{}, {}, {}])
    expect([one.net, one.tax, one.gross, one.taxes.length]).toEqual([99, 20, 119, 1])
  })
  test('halves of a cent are rounded up', () => {
    expect(billed(priced('prices: [ { is: flat, amount: "0.125" } ]'), [{}]).net).toBe(13)
    expect(billed(priced('prices: [ { is: flat, amount: "0.1249" } ]'), [{}]).net).toBe(12)
    expect(billed(priced('prices: [ { is: flat, amount: "10.00" } ]\ntaxes: [ { percent: "5.25" } ]'), [{}]).tax).toBe(53)
  })
  test('two rates are kept apart', () => {
    const two = priced(`
prices: [ { is: flat, amount: "10.00" } ]
taxes: [ { percent: "20" }, { when: { work: book }, percent: "5.5" } ]`, 'work: { values: [repair, book] }')
    expect(billed(two, [{ work: 'repair' }, { work: 'book' }, { work: 'repair' }]).taxes.map(({ percent, base, amount }) => [percent, base, amount])).toEqual([['20', 2000, 400], ['5.5', 1000, 55]])
  })
})

describe('BILL-11, BILL-12, BILL-13', () => {
  test('BILL-11: of an estimate that is no multiple, the cap wins', () => {
    expect(billed(policy, [quoted(75, 120)]).lines[0]!.billed).toBe(minutes(75))
    const other = policyOf(hourly().replace('[round, cap]', '[cap, round]'))
    expect(billed(other, [quoted(75, 120)]).net).toBe(9000)
  })
  test('BILL-12: the sum of a line is rounded, or each intervention where the policy says so', () => {
    const entries = [0, 1, 2].map((hour) => ({ from: paris('2026-05-12 09:00') + hour * 3_600_000, to: paris('2026-05-12 09:10') + hour * 3_600_000 }))
    expect(billed(policy, [{ entries }]).lines[0]!.billed).toBe(minutes(30))
    expect(billed(policyOf(hourly(', round_over: entry')), [{ entries }]).lines[0]!.billed).toBe(minutes(90))
  })
  test.each([[0, 0], [1, 1800], [1800, 1800], [1801, 3600], [7200, 7200], [7201, 9000]])('BILL-13: %i s are %i s', (spent, counted) => {
    expect(billed(policy, [{ spent }]).lines[0]!.billed).toBe(counted)
  })
  test('BILL-13: pauses are not in the entries, and what ends before it begins holds no time', () => {
    const at = (text: string) => paris(`2026-05-12 ${text}`)
    expect(billed(policy, [{ entries: [{ from: at('09:00'), to: at('09:20') }, { from: at('10:00'), to: at('10:10') }, { from: at('12:00'), to: at('11:00') }] }]).lines[0]!.billed).toBe(1800)
  })
  test('BILL-15: a flat price takes no notice of time', () => {
    const flat = priced('prices: [ { is: flat, amount: "90.00" } ]')
    expect([0, 600, 36_000].map((spent) => billed(flat, [{ spent }]).net)).toEqual([9000, 9000, 9000])
  })
})
