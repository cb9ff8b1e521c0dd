import { describe, expect, test } from 'vitest'
import { bill } from '../../src/money/bill.ts'
import { say } from '../../src/words/fill.ts'
import { questionNamed } from '../../src/questions/questions.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'
import { billed, hourly, minutes, noon, priced, quoted } from './policies.ts'

const at = (text: string) => paris(`2026-05-12 ${text}`)
const entry = (from: string, to: string) => ({ entries: [{ from: at(from), to: at(to) }] })
const line = (terms: string, more = '') => priced(`prices: [ { is: hourly, rate: "60.00"${terms} } ]\n${more}`)
const net = (policy: Parameters<typeof billed>[0], spent: number) => billed(policy, [{ spent: minutes(spent) }]).net / 100

describe('the stages, in their order', () => {
  test.each([
    [', free_time: 15min', 70, 55], [', free_time: 15min', 15, 0], [', free_time: 15min', 16, 1],
    [', free_time: 15min, unit: 30min', 16, 30], [', free_time: 15min, unit: 30min', 45, 30], [', free_time: 15min, unit: 30min', 46, 60],
    [', unit: 15min, round: nearest', 22, 15], [', unit: 15min, round: nearest', 23, 30], [', unit: 15min, round: nearest', 7, 0], [', unit: 15min, round: down', 29, 15],
    [', minimum: 1h', 1, 60], [', minimum: 1h', 0, 0], [', minimum: 1h', 61, 61], [', minimum: 1h, unit: 15min, round: nearest', 7, 60],
    [', cap: 2h', 130, 120], [', cap: 20min, unit: 30min, order: [cap, round]', 25, 30], [', cap: 20min, unit: 30min, order: [round, cap]', 25, 20],
    [', minimum: 1h, cap: 30min', 10, 30], [', free_time: 10min, minimum: 1h', 10, 0], [', free_time: 10min, minimum: 1h', 11, 60],
    [', at_least: "25.00"', 1, 25], [', at_least: "25.00"', 0, 0], [', at_most: "100.00"', 600, 100], [', at_most: { times: 3, of: "20.00" }', 600, 60],
  ])('%s: %i min are worth %d', (terms, spent, worth) => {
    expect(net(line(terms), spent)).toBe(worth)
  })

  test('each says what it changed, by which clauses', () => {
    const policy = policyOf(policyText({
      means: 'taxes: [ { percent: "20" } ]\nprices: [ { name: work, is: hourly, rate: "60.00", free_time: 5min } ]',
      more: `
- { id: "2", says: Deux, means: { prices: [ { completes: work, unit: 30min, cap: estimate, order: [round, cap] } ] } }
- { id: "3", says: Trois, means: { prices: [ { completes: work, at_least: "100.00", cites: ["2"] } ], factors: [ { percent: "90" } ] } }` }))
    expect(billed(policy, [quoted(45, 65)]).lines[0]!.steps.map(({ stage, from, to, clauses }) => [stage, from, to, clauses.join()])).toEqual([
      ['free_time', 3900, 3600, '1'], ['cap', 3600, 2400, '2'], ['value', 4000, 4000, '1'], ['factor', 4000, 3600, '3'], ['at_least', 3600, 10000, '3,2'],
    ])
  })

  test('a factor of the most specific rule', () => {
    const policy = line('', 'factors: [ { percent: "95" }, { when: { tier: pro }, percent: "90" } ]')
    expect([{}, { tier: 'pro' }].map((facts) => bill(policy, { lines: [{ spent: 3600 }] }, facts, noon).net)).toEqual([5700, 5400])
  })

  test('prices written with tax: the tax is taken out, then worked out again', () => {
    const policy = priced('prices: [ { is: hourly, rate: figure.rate, unit: 30min } ]\nfigures: { rate: { money: "71.76", tax: included } }\ntaxes: [ { percent: "19.6" } ]')
    const one = billed(policy, [{ spent: minutes(31) }])
    expect([one.net, one.tax, one.gross, one.lines[0]!.rate]).toEqual([6000, 1176, 7176, 7176])
    expect(one.lines[0]!.steps.at(-1)).toMatchObject({ stage: 'tax_taken_out', from: 7176, to: 6000 })
  })

  test('amounts of a contract: known, they count; unknown, they are asked for', () => {
    const policy = priced('prices: [ { when: { contract.hour: known }, is: hourly, rate: contract.hour, at_most: { percent: "50", of: contract.fee } }, { when: { contract.hour: missing }, is: free } ]', 'contract.hour: { type: money }\ncontract.fee: { type: money, default: "99.99" }')
    const of = (facts: object) => bill(policy, { lines: [{ spent: 3600 }] }, { ...facts }, noon)
    expect([of({ 'contract.hour': 4000 }).net, of({ 'contract.hour': 6000 }).net, of({}).lines[0]!.outcome]).toEqual([4000, 5000, 'nothing'])
  })

  test('an amount that depends on what staff must still say is not guessed', () => {
    const policy = priced('prices: [ { is: flat, amount: { times: users, of: "5.00" } } ]', 'users: { type: number, from: staff }')
    expect(billed(policy, [{}]).lines[0]).toMatchObject({ outcome: 'undecided', missing: ['users'], net: 0 })
    expect(billed(policy, [{ facts: { users: 7 } }]).net).toBe(3500)
  })
})

describe('surcharges', () => {
  const nights = 'night2: { days: every, hours: ["22:00-06:00"], holidays: none }\n        sunday: { days: [sun], hours: ["00:00-24:00"], holidays: none }'
  const surcharged = (rules: string, terms = '', combine = 'add') => policyOf(policyText({ means: `prices: [ { is: hourly, rate: "60.00"${terms} } ]\ntaxes: [ { percent: "20" } ]\nsurcharges: { combine: ${combine}, rules: [ ${rules} ] }` }).replace('night: {', `${nights}\n        night: {`))
  const night = '{ name: nights, during: night2, percent: "50" }'
  const sunday = '{ name: sundays, during: sunday, percent: "100" }'

  test.each([['20:00', '21:00', 60], ['22:00', '23:00', 90], ['21:30', '22:30', 75], ['05:59', '06:01', 2.5], ['00:00', '24:00', 1440 + 240]])('from %s to %s: time is cut where the calendar opens or closes', (from, to, worth) => {
    const end = to === '24:00' ? at('23:59') + 60_000 : at(to)
    expect(billed(surcharged(night), [{ entries: [{ from: at(from), to: end }] }]).net / 100).toBe(worth)
  })
  test('what rounding adds bears what the last minute worked did, while it still holds; a cap cuts from the end, free time goes first', () => {
    expect(billed(surcharged(night, ', unit: 30min'), [entry('05:45', '05:55')]).net).toBe(15 * 150 + 15 * 100)
    expect(billed(surcharged(night, ', unit: 30min'), [entry('21:40', '21:50')]).net).toBe(30 * 100)
    expect(billed(surcharged(night, ', minimum: 1h'), [entry('05:45', '05:55')]).net).toBe(15 * 150 + 45 * 100)
    expect(billed(surcharged(night, ', unit: 30min'), [entry('21:50', '22:01')]).net).toBe(1000 + 20 * 150)
    expect(billed(surcharged(night, ', cap: 20min'), [entry('21:50', '22:50')]).net).toBe(1000 + 10 * 150)
    expect(billed(surcharged(night, ', free_time: 20min'), [entry('21:50', '22:50')]).net).toBe(40 * 150)
  })
  test.each([['add', 2.5], ['multiply', 3], ['highest', 2]])('%s: on a Sunday night an hour is worth %d', (combine, worth) => {
    const policy = surcharged(`${night}, ${sunday}`, '', combine)
    const one = billed(policy, [{ entries: [{ from: paris('2026-05-10 22:30'), to: paris('2026-05-10 23:30') }] }])
    expect(one.net / 6000).toBe(worth)
  })
  test('entries count in the order of time, however they were written down', () => {
    const policy = surcharged(night, ', round_over: entry, cap: 1h')
    const [day, dark] = [{ from: at('20:00'), to: at('21:00') }, { from: at('22:00'), to: at('23:00') }]
    expect([[day, dark], [dark, day]].map((entries) => billed(policy, [{ entries }]).net)).toEqual([6000, 6000])
  })
  test('an amount is added once, when any of the time bears it', () => {
    const policy = surcharged('{ name: call, during: night2, amount: "40.00" }')
    expect([entry('20:00', '21:00'), entry('21:00', '22:00'), entry('21:01', '22:01')].map((one) => billed(policy, [one]).net)).toEqual([6000, 6000, 10000])
  })
  test('of amounts, the highest, or their sum', () => {
    const rules = '{ amount: "10.00" }, { amount: "40.00" }'
    expect(['add', 'highest'].map((combine) => billed(surcharged(rules, '', combine), [{ spent: 3600 }]).net)).toEqual([11000, 10000])
  })
  test('a flat price is surcharged by when the work begins', () => {
    const policy = policyOf(policyText({ means: `prices: [ { is: flat, amount: "100.00" } ]\ntaxes: [ { percent: "20" } ]\nsurcharges: { combine: add, rules: [ ${night} ] }` }).replace('night: {', `${nights}\n        night: {`))
    expect([entry('21:59', '23:00'), entry('22:00', '23:00')].map((one) => billed(policy, [one]).net)).toEqual([10000, 15000])
    const both = policyOf(policyText({ means: `prices: [ { is: flat, amount: "100.00" } ]\ntaxes: [ { percent: "20" } ]\nsurcharges: { combine: add, rules: [ ${night}, { percent: "10" } ] }` }).replace('night: {', `${nights}\n        night: {`))
    expect([entry('21:59', '23:00'), entry('22:00', '23:00')].map((one) => billed(both, [one]).net)).toEqual([11000, 16000])
    expect(billed(policy, [{}]).lines[0]).toMatchObject({ outcome: 'undecided', missing: ['entries'] })
  })
  test('time without a place in the day is not priced where a calendar counts', () => {
    expect(billed(surcharged(night), [{ spent: 3600 }]).lines[0]).toMatchObject({ outcome: 'undecided', missing: ['entries'], net: 0 })
    expect(billed(surcharged('{ percent: "50" }'), [{ spent: 3600 }]).net).toBe(9000)
  })
  test('at the change of time, the hours that there were', () => {
    const one = billed(surcharged(night), [{ entries: [{ from: paris('2026-10-24 22:00'), to: paris('2026-10-25 06:00') }] }])
    expect([one.lines[0]!.billed, one.net]).toEqual([9 * 3600, 9 * 9000])
  })
  test('said outright that there are none: the line of the sum cites it', () => {
    const policy = policyOf(policyText({ means: 'prices: [ { is: hourly, rate: "60.00" } ]\ntaxes: [ { percent: "20" } ]', more: '- { id: none, says: Aucune, means: { surcharges: none } }' }))
    expect(billed(policy, [{ spent: 3600 }]).lines[0]!.steps.find(({ stage }) => stage === 'surcharges')).toMatchObject({ from: 6000, to: 6000, clauses: ['none'] })
  })
  test('instants that no calendar knows are asked for again', () => {
    expect(billed(surcharged(night), [{ entries: [{ from: -1e15, to: 1e15 }] }]).lines[0]!.missing).toEqual(['entries'])
  })
})

describe('what is due', () => {
  const terms = (more: string) => priced(`prices: [ { is: flat, amount: "90.00"${more} } ]`)
  const states = ['none', 'sent', 'accepted', 'refused', 'expired'] as const
  test.each([
    ['', ['due', 'due', 'due', 'due', 'due']],
    [', quote: required', ['quote_needed', 'quote_needed', 'due', 'nothing', 'quote_needed']],
    [', quote: optional', ['due', 'not_due', 'due', 'nothing', 'not_due']],
    [', due: on_acceptance', ['not_due', 'not_due', 'due', 'not_due', 'not_due']],
  ])('of a flat price%s, by the state of the quote', (more, outcomes) => {
    expect(states.map((quote) => billed(terms(more), [{ quote }]).lines[0]!.outcome)).toEqual(outcomes)
  })
  test('before the work is done', () => {
    const outcome = (more: string) => billed(terms(more), [{ quote: 'accepted', executed: false }]).lines[0]!.outcome
    expect(['', ', due: on_acceptance', ', due: at_once'].map(outcome)).toEqual(['not_due', 'due', 'due'])
  })
  test('on acceptance, hourly work is worth its estimate until it is done', () => {
    const policy = line(', due: on_acceptance')
    expect([false, true].map((executed) => billed(policy, [{ quote: 'accepted', estimate: 7200, spent: 3600, executed }]).net)).toEqual([12000, 6000])
  })
  test('never above the cost of the accepted quote, where the policy says so', () => {
    const policy = line(', at_most: quote')
    expect([billed(policy, [{ quote: 'accepted', cost: 5000, spent: 3600 }]).net, billed(policy, [{ quote: 'accepted', spent: 3600 }]).lines[0]!.missing]).toEqual([5000, ['cost']])
  })
  test('no time is nothing to pay, and brings no tax', () => {
    const one = billed(policyOf(hourly()), [{ spent: 0 }])
    expect([one.lines[0]!.outcome, one.taxes]).toEqual(['nothing', []])
  })
  test('the estimate of a quote that nobody accepted caps nothing', () => {
    const optional = policyOf(hourly(', quote: optional'))
    expect([billed(optional, [{ estimate: 3600, spent: 7200 }]).net, billed(optional, [{ quote: 'accepted', estimate: 3600, spent: 7200 }]).net]).toEqual([12000, 6000])
  })
  test('an accepted quote without the estimate that caps it is not enough', () => {
    expect(billed(policyOf(hourly()), [{ quote: 'accepted', spent: 60 }]).lines[0]).toMatchObject({ outcome: 'undecided', missing: ['estimate'] })
  })
  test('what may never be charged has no line, whatever is said', () => {
    const policy = priced('prices: [ { is: barred, reason: { fr: Gratuit, en: Free } } ]', '')
    const one = billed(policy, [{ spent: 36_000, quote: 'accepted', cost: 9000 }])
    expect([one.lines[0]!.outcome, one.gross, one.taxes]).toEqual(['barred', 0, []])
  })
  test('without a price that answers, what must be known first', () => {
    const policy = priced('prices: [ { when: { work: free }, is: free }, { when: { work: paid }, is: flat, amount: "9.00" } ]', 'work: { values: [free, paid] }')
    expect(billed(policy, [{}]).lines[0]).toMatchObject({ outcome: 'undecided', missing: ['work'] })
    expect(billed(policy, [{ work: 'other' }]).lines[0]!.outcome).toBe('undecided')
    expect(billed(policyOf(policyText()), [{ spent: 3600 }]).lines[0]!.outcome).toBe('undecided')
  })
  test('several lines: only what is due adds up', () => {
    const policy = priced('prices: [ { when: { work: free }, is: free }, { when: { work: paid }, is: flat, amount: "9.00", quote: required } ]', 'work: { values: [free, paid] }')
    const one = billed(policy, [{ work: 'free' }, { work: 'paid', quote: 'accepted' }, { work: 'paid' }])
    expect([one.lines.map(({ outcome }) => outcome), one.net, one.gross]).toEqual([['nothing', 'due', 'quote_needed'], 900, 1080])
  })
})

test('the explanation says each stage, in both languages', () => {
  const question = questionNamed('price')!
  const policy = policyOf(hourly())
  const data = question.answer(policy, { facts: {}, at: noon, fields: { quote: 'accepted', estimate: minutes(120), spent: minutes(70) } })
  expect(JSON.parse(JSON.stringify(data))).toEqual(data)
  const said = (lang: 'fr' | 'en') => question.explain(policy, data, lang).map(({ text }) => text.replaceAll(/[\u00a0\u202f]/g, ' '))
  expect(said('fr')).toEqual([
    'Temps arrondi : 1 h 10 → 1 h 30 (art. 1)', 'Valeur : 90,00 € (art. 1)', 'Prix : dû · 90,00 € HT (art. 1)', 'TVA : 18,00 € (20 % de 90,00 €) (art. 1)', 'Total : 90,00 € HT · 108,00 € TTC (art. 1)',
  ])
  expect(said('en')[0]).toBe('Time rounded: 1 h 10 → 1 h 30 (art. 1)')
})

test('a sum with a line that nobody can work out yet is not told', () => {
  const question = questionNamed('price')!
  const policy = policyOf(hourly())
  const data = question.answer(policy, { facts: {}, at: noon, fields: { lines: [{ spent: 3600 }, {}] } })
  expect(question.tell(policy, data)).toMatchObject({ outcome: { word: 'undecided' }, net: { is: 'nothing' }, gross: { is: 'nothing' }, missing: { words: ['spent'] }, 'line.1.net': { cents: 6000 } })
  expect(question.explain(policy, data, 'fr').map(({ title }) => title)).not.toContain('Total')
})

test('a price in the midst of a text', () => {
  const policy = policyOf(policyText({ means: `
prices: [ { name: repair, when: { kind: technical }, is: hourly, rate: figure.rate, unit: 30min }, { name: visit, when: { kind: billing }, is: flat, amount: "40.00" }, { when: { kind: urgent }, is: free } ]
figures: { rate: { money: "60.00", tax: excluded } }
taxes: [ { percent: "20" } ]` }))
  const said = (text: string) => say(text, policy, 'fr').replaceAll(/[\u00a0\u202f]/g, ' ')
  expect([said('{price.repair} par heure, par {price.repair.unit}'), said('{price.visit}'), said('{price.visit.unit} {price.other}')]).toEqual(['60,00 € HT par heure, par 30 minutes', '40,00 € HT', '{price.visit.unit} {price.other}'])
})
