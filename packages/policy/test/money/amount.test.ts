import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { problemOf } from '../../src/decide/problem.ts'
import { explainLine } from '../../src/explain/lines.ts'
import { readTyped } from '../../src/facts/typed.ts'
import { type Amount, amountInWords, amountOf, factsOfAmount, taxesOfAmount } from '../../src/money/amount.ts'
import { parseTypedMoney } from '../../src/money/cents.ts'
import { decimal, exact, less, plus, roundHalfUp, share, times } from '../../src/money/exact.ts'
import { decide } from '../../src/decide/decide.ts'
import type { PriceAnswer } from '../../src/money/types.ts'
import type { Rule } from '../../src/policy.ts'
import { findingsOf, policyOf, policyText, problemsOf } from '../support/policy.ts'
import { noon } from './policies.ts'

const facts = 'contract.fee: { type: money, label: { fr: Abonnement, en: Subscription } }\nusers: { type: number, from: staff, label: { fr: Personnes, en: People } }'
const text = (amount: string): string => policyText({ facts, means: `
figures: { net: { money: "60.00", tax: excluded }, all: { money: "72.00", tax: included }, half: { percent: "50" } }
taxes: [ { percent: "20" } ]
prices: [ { when: { contract.fee: known }, is: flat, amount: ${amount} }, { is: free } ]` })
const read = (amount: string): { amount: Amount; policy: ReturnType<typeof policyOf> } => {
  const policy = policyOf(text(amount))
  const rule = policy.families.prices.find(({ answer }) => answer.is === 'flat') as Rule<PriceAnswer>
  return { amount: rule.answer.terms.amount as Amount, policy }
}
const known: Record<string, number> = { 'contract.fee': 9999, users: 7 }

describe('an amount', () => {
  test.each([
    ['"60.00"', '6000'], ['"0.125"', '25/2'], ['figure.net', '6000'], ['contract.fee', '9999'], ['{ percent: "10", of: contract.fee }', '9999/10'], ['{ percent: figure.half, of: "3.00" }', '150'],
    ['{ times: 3, of: "5.00" }', '1500'], ['{ times: "0.5", of: "5.00" }', '250'], ['{ times: users, of: "5.00" }', '3500'],
    ['{ max: ["25.00", contract.fee] }', '9999'], ['{ min: ["25.00", contract.fee] }', '2500'], ['{ sum: ["25.00", contract.fee, figure.net] }', '18499'],
    ['{ max: [ { percent: "33", of: { sum: ["0.01", "0.02"] } }, { min: ["0.00", "9.00"] } ] }', '99/100'],
  ])('%s is %s cents', (written, cents) => {
    const { amount, policy } = read(written)
    const value = amountOf(amount, policy, (fact) => known[fact])!
    expect(value.den === 1n ? String(value.num) : `${value.num}/${value.den}`).toBe(cents)
    expect(JSON.parse(JSON.stringify(amount))).toEqual(amount)
  })
  test('is not known when a fact of it is not', () => {
    for (const written of ['contract.fee', '{ sum: ["1.00", contract.fee] }', '{ times: users, of: "1.00" }', '{ percent: "10", of: contract.fee }']) {
      const { amount, policy } = read(written)
      expect(amountOf(amount, policy, () => undefined)).toBeNull()
      expect(factsOfAmount(amount).length).toBe(1)
    }
  })
  test('says whether it holds the tax', () => {
    const of = (written: string) => { const { amount, policy } = read(written); return [...taxesOfAmount(amount, policy.figures)] }
    expect([of('"1.00"'), of('figure.net'), of('{ percent: "10", of: figure.all }'), of('contract.fee')]).toEqual([[], ['excluded'], ['included'], []])
  })
  test.each([
    ['"60.00"', '60,00 €', '€60.00'], ['figure.net', '60,00 € HT', '€60.00 excl. tax'], ['contract.fee', 'Abonnement', 'Subscription'], ['{ percent: "10", of: contract.fee }', '10 % de Abonnement', '10% of Subscription'],
    ['{ times: users, of: "5.00" }', 'Personnes × 5,00 €', 'People × €5.00'], ['{ max: ["25.00", contract.fee] }', 'le plus élevé de 25,00 € et Abonnement', 'the highest of €25.00 and Subscription'],
  ])('%s in words', (written, fr, en) => {
    const { amount, policy } = read(written)
    const said = (lang: 'fr' | 'en') => amountInWords(amount, policy, lang).replaceAll(/[\u00a0\u202f]/g, ' ')
    expect([said('fr'), said('en')]).toEqual([fr, en])
  })
  test.each([
    ['"-1.00"', 'wrong-type'], ['soixante', 'unknown-fact'], ['figure.nett', 'unknown-figure'], ['figure.half', 'wrong-type'], ['users', 'wrong-type'], ['{ percent: "10" }', 'missing-key'], ['{ percent: dix, of: "1.00" }', 'wrong-type'],
    ['{ max: [] }', 'wrong-type'], ['{ max: ["1.00"], of: "1.00" }', 'wrong-type'], ['{ times: contract.fee, of: "1.00" }', 'wrong-type'], ['{ of: "1.00" }', 'wrong-type'], ['["1.00"]', 'wrong-type'], ['{ perecnt: "10", of: "1.00" }', 'unknown-key'],
    [`${'{ sum: ['.repeat(9)}"1.00"${'] }'.repeat(9)}`, 'limit'],
  ])('%s is told: %s', (written, code) => {
    expect(problemsOf(text(written))).toContain(code)
  })
  test('eight deep is still an amount', () => {
    expect(problemsOf(text(`${'{ sum: ['.repeat(7)}"1.00"${'] }'.repeat(7)}`))).toEqual([])
  })
  test('made of a contract value that may be absent needs a guard', () => {
    const bare = text('contract.fee').replace('when: { contract.fee: known }, ', '').replace(', { is: free } ]', ' ]')
    expect(findingsOf(bare).filter(({ code }) => code === 'guard-on-absent').map(({ severity }) => severity)).toEqual(['error'])
  })
})

describe('a fact of type money', () => {
  test.each([['1 234,56', 123456], ['1234.56', 123456], ['1\u202f234,5', 123450], ['60', 6000], ['60,00 €', 6000], ['0,01', 1], ['-5', -500], ['1,234.56', null], ['1,234', null], ['12 34', null], ['60,001', null], ['abc', null], ['', null]])('%j is %s cents', (typed, cents) => {
    expect(parseTypedMoney(typed)).toBe(cents)
  })
  const policy = policyOf(policyText({
    facts: 'budget: { type: money, label: { fr: Budget, en: Budget }, min: "10.00", max: "2000" }',
    means: 'figures: { large: { money: "1000.00" } }\nscope: [ { when: { budget: { over: figure.large } }, answer: limited }, { when: { budget: "50.00" }, answer: discretionary }, { answer: covered } ]',
  }))
  test('is typed in units, kept in cents, compared with amounts', () => {
    const budget = policy.facts.get('budget')!
    const typed = readTyped(budget, { kind: 'scalar', value: '1 000,01', text: '1 000,01', file: '', line: 0, column: 0 })
    expect(typed).toBe(100_001)
    const scope = (value: number) => decide(policy, { channel: 'mail', kind: 'technical', budget: value }, noon).scope
    expect([scope(100_001), scope(100_000), scope(5000), scope(5001)]).toEqual(['limited', 'covered', 'discretionary', 'covered'])
    expect([999, 1000, 200_000, 200_001, 10.5, '60.00'].map((value) => problemOf({ policy, today: 0 }, budget, value))).toEqual(['invalid', null, null, 'invalid', 'invalid', 'invalid'])
  })
  test('is shown with its currency', () => {
    expect(explainLine(policy, { title: 'x', result: 'y', facts: { budget: 123456 }, clauses: [] }, 'fr').text.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe('x : y [Budget = 1 234,56 €]')
  })
})

describe('fractions', () => {
  const fraction = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n })).map(([num, den]) => exact(num, den))
  test.each([['0.5', 1], ['0.49', 0], ['1.5', 2], ['-0.5', -1], ['-0.49', 0], ['-324.995', -325], ['2', 2]])('BILL-17, BILL-18: %s cents are rounded to %i', (written, cents) => {
    expect(roundHalfUp(decimal(written)!)).toBe(cents)
  })
  test('rounding is off by no more than half a cent, and keeps order', () => {
    fc.assert(fc.property(fraction, fraction, (a, b) => {
      const cents = BigInt(roundHalfUp(a))
      expect(2n * (cents * a.den - a.num <= 0n ? a.num - cents * a.den : cents * a.den - a.num)).toBeLessThanOrEqual(a.den)
      if (less(a, b)) expect(roundHalfUp(a)).toBeLessThanOrEqual(roundHalfUp(b))
    }))
  })
  test('sums and products lose nothing', () => {
    fc.assert(fc.property(fraction, fraction, fraction, (a, b, c) => {
      expect(times(plus(a, b), c)).toEqual(plus(times(a, c), times(b, c)))
      expect(share(a, exact(100n))).toEqual(a)
    }))
  })
  test.each([['19.6', '98/5'], ['1e-7', '1/10000000'], ['1.5e+3', '1500/1'], ['x', null], ['1.', null]])('%s', (written, value) => {
    const found = decimal(written)
    expect(found && `${found.num}/${found.den}`).toBe(value)
  })
})
