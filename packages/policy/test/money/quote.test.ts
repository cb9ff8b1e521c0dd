import { describe, expect, test } from 'vitest'
import { quote, type QuoteAct, type QuoteAsked } from '../../src/money/quote.ts'
import { questionNamed } from '../../src/questions/questions.ts'
import type { Facts } from '../../src/model.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'
import { minutes, noon, priced } from './policies.ts'

const policy = policyOf(policyText({
  facts: 'work: { values: [advice, labour, package, help] }',
  means: `
prices:
  - { when: { work: advice }, is: free }
  - { when: { work: help }, is: barred }
  - { name: labour, when: { work: labour }, is: hourly, rate: "60.00", unit: 30min, cap: estimate, order: [round, cap], quote: required }
  - { name: package, when: { work: package }, is: flat, amount: quote, quote: required }
taxes: [ { percent: "20" } ]`,
  more: `
- { id: parts, says: Parties, means: { quotes: { parts: { work: { fr: les travaux, en: the work }, guarantees: { fr: les garanties, en: the guarantees }, cost: { fr: le coût, en: the cost } }, hourly_parts: [estimate, rate] } } }
- { id: slices, says: Tranches, means: { quotes: { estimate_multiple_of: 30min } } }
- { id: ways, says: Envois, means: { quotes: { sent_by: [portal, fax], accepted_through: [portal, fax] } } }
- { id: answer, says: Réponse, means: { quotes: { valid_for: 30d, accept_needs: [ { channel: portal, trust: { at_least: T2 } }, { channel: missing } ] } } }`,
}))
const ask = (asked: QuoteAsked, facts: Facts = {}, now = noon) => quote(policy, asked, facts, now)
const whole: QuoteAsked = { do: 'send', work: 'labour', parts: ['work', 'guarantees', 'cost'], estimate: minutes(120), rate: 6000 }

describe('sending', () => {
  test('a whole quote leaves, and the clauses of its parts stand behind it', () => {
    expect(ask(whole)).toMatchObject({ outcome: 'allowed', state: 'sent', missing: [], problems: [], cost: 12000, delivery: 'portal', clauses: ['1', 'parts', 'slices', 'ways'] })
  })
  test.each(['work', 'guarantees', 'cost'])('without its part “%s” it does not', (part) => {
    const { outcome, missing, state } = ask({ ...whole, parts: whole.parts!.filter((one) => one !== part) })
    expect([outcome, missing, state]).toEqual(['refused', [part], 'none'])
  })
  test('an amount given for the cost states it; an hourly quote also states time and rate, another does not', () => {
    const { estimate: _, rate: __, ...bare } = whole
    expect(ask({ ...whole, parts: ['work', 'guarantees'], cost: 12000 }).missing).toEqual([])
    expect(ask(bare).missing).toEqual(['estimate', 'rate'])
    expect(ask({ ...bare, work: 'package' }).missing).toEqual([])
  })
  test.each([[120, []], [75, ['estimate_not_multiple']], [30, []], [31, ['estimate_not_multiple']]])('an estimate of %i min', (estimate, problems) => {
    expect(ask({ ...whole, estimate: minutes(estimate) }).problems).toEqual(problems)
  })
  test('what is quoted is what the price gives for the estimate', () => {
    expect(ask({ ...whole, cost: 11999 }).problems).toEqual(['cost_differs'])
    expect(ask({ ...whole, rate: 5900 }).problems).toEqual(['rate_differs'])
    expect(ask({ ...whole, cost: 12000 }).problems).toEqual([])
  })
  test.each([['portal', []], ['fax', []], ['post', ['not_sent_so']]])('by %s', (by, problems) => {
    expect(ask({ ...whole, by })).toMatchObject({ problems, delivery: by })
  })
  test('never for what may not be charged', () => expect(ask({ ...whole, work: 'help' }).problems).toContain('barred'))
})

describe('answering', () => {
  const sent = (act: QuoteAct, more: Partial<QuoteAsked> = {}): QuoteAsked => ({ do: act, work: 'labour', state: 'sent', sentAt: noon, by: 'portal', ...more })
  const known = { trust: 'T2' }
  test('accepted, refused, and the state that follows', () => {
    expect([ask(sent('accept'), known).state, ask(sent('refuse'), known).state]).toEqual(['accepted', 'refused'])
  })
  test('not by somebody unproven, not through another channel; by fax there is none to prove', () => {
    expect(ask(sent('accept'), { trust: 'T1' }).problems).toEqual(['not_entitled'])
    expect(ask(sent('accept', { by: 'mail' }), known).problems).toEqual(['not_answered_so', 'not_entitled'])
    expect(ask(sent('accept', { by: 'fax' }), { channel: 'mail' })).toMatchObject({ outcome: 'allowed', state: 'accepted' })
    expect(ask({ ...sent('accept'), by: undefined! }, { ...known, channel: 'portal' }).outcome).toBe('allowed')
    expect(ask({ do: 'accept', state: 'sent' }, known).missing).toEqual(['by'])
  })
  test('to the end of the thirtieth day of the wall, to the millisecond', () => {
    const end = paris('2026-06-12 00:00')
    expect([ask(sent('accept'), known, end - 1).outcome, ask(sent('accept'), known, end).problems, ask(sent('accept'), known, end).state]).toEqual(['allowed', ['expired'], 'expired'])
    expect([ask(sent('accept'), known, noon).validUntil, ask({ ...sent('accept'), state: 'none' }, known).validUntil]).toEqual([end, null])
  })
  test.each(['none', 'accepted', 'refused'] as const)('one that is %s waits for no answer', (state) => {
    expect(ask(sent('accept', { state }), known)).toMatchObject({ outcome: 'refused', problems: ['not_open'], state })
  })
})

describe('starting', () => {
  const start = (work: string, state: QuoteAsked['state'] = 'none') => ask({ do: 'start', work, state }).problems
  test('needs an accepted quote where the price does', () => {
    expect([start('labour'), start('labour', 'sent'), start('labour', 'accepted'), start('advice'), start('help')]).toEqual([['not_accepted'], ['not_accepted'], [], [], []])
  })
  test('of unknown work, nothing is said', () => expect(start('garden')).toEqual(['price_unknown']))
})

test('drawing one up is free unless the policy says otherwise', () => {
  expect(ask({ do: 'bill_preparation' }).problems).toEqual(['free'])
  expect(quote(priced('quotes: { establishing: charged }'), { do: 'bill_preparation' }, {}, noon).outcome).toBe('allowed')
})

test('a price, an act: both in words', () => {
  const question = questionNamed('quote')!
  const said = (fields: object, lang: 'fr' | 'en') => question.explain(policy, question.answer(policy, { facts: {}, at: noon, fields }), lang).map(({ text }) => text.replaceAll(/[\u00a0\u202f]/g, ' '))
  expect(said({ ...whole, by: 'fax' }, 'fr')).toEqual(['Envoyer le devis : devis envoyé · 120,00 € HT · par télécopie [Travail = labour] (art. 1, parts, slices et ways)'])
  expect(said({ do: 'start', work: 'labour' }, 'en')).toEqual(['Start the work: the quote is not accepted [Work = labour] (art. 1)'])
  expect(said({ do: 'send', work: 'package' }, 'fr')[0]).toContain('le devis est incomplet · il manque les travaux, les garanties et le coût')
})

describe('a provider who quotes without publishing prices', () => {
  const alone = policyOf(policyText({ means: 'quotes: { parts: [work], hourly_parts: [estimate, rate], valid_for: 30d }', more: '- { id: who, says: Qui, means: { quotes: { accept_needs: { trust: { at_least: T2 } } } } }' }))
  const asking = (asked: QuoteAsked, facts: Facts = {}) => quote(alone, asked, facts, noon)

  test('an estimate or a rate makes a quote hourly, and then both are stated; without them it needs neither', () => {
    expect(asking({ do: 'send', parts: ['work'] })).toMatchObject({ outcome: 'allowed', missing: [], delivery: null })
    expect(asking({ do: 'send', parts: ['work'], estimate: minutes(60) }).missing).toEqual(['rate'])
    expect(asking({ do: 'send', parts: ['work'], rate: 6000 }).missing).toEqual(['estimate'])
    expect(asking({ do: 'send', parts: ['work'], rate: 6000, estimate: minutes(60) }).missing).toEqual([])
  })
  test('work starts without asking for a price, since there is none', () => {
    expect(asking({ do: 'start' })).toMatchObject({ outcome: 'allowed', problems: [] })
  })
  test('what a quote needs to be accepted is said by the clause that needs it, and only by it', () => {
    const sent: QuoteAsked = { do: 'accept', state: 'sent', sentAt: noon }
    expect(asking(sent, { trust: 'T2' })).toMatchObject({ outcome: 'allowed', clauses: ['who'] })
    expect(asking(sent, { trust: 'T1' })).toMatchObject({ outcome: 'refused', problems: ['not_entitled'] })
    expect(asking({ ...sent, sentAt: noon - 40 * 86_400_000 }, { trust: 'T2' })).toMatchObject({ problems: ['expired'], clauses: ['who', '1'] })
  })
})
