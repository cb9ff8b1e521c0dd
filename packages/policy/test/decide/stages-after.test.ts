import { describe, expect, it } from 'vitest'
import { decide } from '../../src/decide/decide.ts'
import type { Decision, Facts } from '../../src/model.ts'
import { paris, policyOf, policyText, type Parts } from '../support/policy.ts'

const noon = '2026-05-12 12:00'
const decision = (parts: Parts, facts: Facts, at = noon): Decision => decide(policyOf(policyText(parts)), { channel: 'portal', ...facts }, paris(at))

describe('priority and department', () => {
  const means = `priority: [ { is: low }, { when: { kind: urgent }, is: high } ]
department: [ { when: { kind: [technical, urgent] }, is: technical }, { when: { kind: billing }, is: finance } ]
queue: { order: [ { name: high, when: { priority: high } }, { name: money, when: { department: finance } } , { name: rest } ] }`
  const facts = 'priority: { values: { high: Haute, low: Basse } }'

  it('derives them whatever was asked for', () => {
    expect(decision({ facts, means }, { kind: 'technical', priority: 'high' })).toMatchObject({ priority: 'low', department: 'technical', rank: 2 })
    expect(decision({ facts, means }, { kind: 'urgent', priority: 'low' })).toMatchObject({ priority: 'high', rank: 0 })
    expect(decision({ facts, means }, { kind: 'billing' })).toMatchObject({ department: 'finance', rank: 1 })
  })

  it('asks for the kind without which there is no department', () => {
    expect(decision({ facts, means }, {})).toMatchObject({ outcome: 'ask', asks: [{ facts: ['kind'] }] })
  })
})

describe('requires', () => {
  const facts = `server_ip: { type: ip }
order_number: { type: text, pattern: "#?[0-9]{6}" }
service: { type: text }
started_at: { type: instant }`
  const means = `requires:
  - { when: { kind: urgent }, facts: [ [server_ip, order_number], service ], if_missing: block, why: { fr: Pour agir, en: To act } }
  - { when: { kind: urgent }, facts: [ started_at ], if_missing: admit_and_ask }
  - { facts: [ attachments ], if_missing: optional }
  - { when: { kind: billing }, facts: [ service ], if_missing: ask }`
  const asks = (given: Facts): unknown => decision({ facts, means }, { kind: 'urgent', service: 'web', started_at: '2026-05-12 11:00', ...given }).asks.map((ask) => [ask.facts.join('|'), ask.ifMissing, ask.problem])

  it('takes one of several, and says which form is wrong', () => {
    expect(asks({ server_ip: '203.0.113.7' })).toEqual([['attachments', 'optional', 'missing']])
    expect(asks({ order_number: '#123456' })).toEqual([['attachments', 'optional', 'missing']])
    expect(asks({ server_ip: '2001:db8::1' })).toEqual([['attachments', 'optional', 'missing']])
    expect(asks({})).toContainEqual(['server_ip|order_number', 'block', 'missing'])
    expect(asks({ server_ip: '203.0.113.777' })).toContainEqual(['server_ip|order_number', 'block', 'invalid'])
    expect(asks({ server_ip: 'x', order_number: '#123456' })).toEqual([['attachments', 'optional', 'missing']])
  })

  it('blocks, asks, or lets in and asks', () => {
    expect(decision({ facts, means }, { kind: 'urgent' })).toMatchObject({ outcome: 'ask', decisive: ['1'] })
    expect(decision({ facts, means }, { kind: 'billing' })).toMatchObject({ outcome: 'ask' })
    expect(decision({ facts, means }, { kind: 'urgent', server_ip: '203.0.113.7', service: 'web' })).toMatchObject({ outcome: 'accepted', asks: [{ facts: ['started_at'] }, { facts: ['attachments'] }] })
    expect(decision({ facts, means }, { kind: 'urgent' }).asks[0]).toMatchObject({ why: { fr: 'Pour agir' }, clauses: ['1'] })
  })

  it('asks back a time that exists twice or never', () => {
    const at = (started_at: string): unknown => asks({ server_ip: '203.0.113.7', started_at })
    expect(at('2026-07-10 14:30 CEST')).toEqual([['attachments', 'optional', 'missing']])
    expect(at('2026-10-25 02:30')).toContainEqual(['started_at', 'admit_and_ask', 'ambiguous'])
    expect(at('2026-03-29 02:30')).toContainEqual(['started_at', 'admit_and_ask', 'inexistent'])
    expect(at('hier')).toContainEqual(['started_at', 'admit_and_ask', 'invalid'])
  })

  it('takes an empty text for a missing one', () => {
    expect(decision({ means: 'requires: [ { facts: [description], if_missing: block } ]' }, { description: ' \n' })).toMatchObject({ outcome: 'ask', asks: [{ problem: 'missing' }] })
  })
})

describe('routes', () => {
  const facts = 'shared: { values: { specific: Propre, shared: Partagé, unknown: Inconnu } }\nnature: { values: { admin: Admin, usage: Usage } }'
  const rules = 'rules: [ { when: { shared: [shared, unknown] }, to: mail }, { when: { nature: usage }, to: portal }, { to: portal } ] }'

  it('go by the first that holds', () => {
    const means = `routes: { order: first_match, ${rules}`
    expect(decision({ facts, means }, { shared: 'unknown', nature: 'usage' })).toMatchObject({ outcome: 'redirected', to: 'mail', next: { channel: 'mail' } })
    expect(decision({ facts, means }, { shared: 'specific', nature: 'usage' })).toMatchObject({ outcome: 'accepted' })
  })
})

describe('languages', () => {
  const means = (more: string): string => `languages: { answered_in: [en], ${more} }
notices: [ { when: { language: { not: en } }, words: { fr: Traduit, en: Translated }, tags: ["lang:{language}"] } ]`

  it('answers in its own, with a notice and a tag', () => {
    const given = decision({ means: means('accepted: any, otherwise: { answer_in: en }') }, { language: 'fr' })
    expect(given).toMatchObject({ outcome: 'accepted', answerIn: 'en', tags: ['lang:fr'], remarks: [{ words: { fr: 'Traduit' }, tags: ['lang:fr'] }] })
    expect(decision({ means: means('accepted: any, otherwise: { answer_in: en }') }, { language: 'en' })).toMatchObject({ answerIn: 'en', tags: [] })
  })

  it('refuses what is not accepted', () => {
    expect(decision({ means: means('accepted: [en, fr], otherwise: { answer_in: en }') }, { language: 'de' }).outcome).toBe('refused')
    expect(decision({ means: means('accepted: [en, fr], otherwise: { answer_in: en }') }, { language: 'fr' }).outcome).toBe('accepted')
  })
})

describe('handling', () => {
  const means = `handling:
  - { by: team, during: office, acknowledged: { fr: La nuit attend, en: Nights wait } }
  - { when: { kind: urgent }, by: on-call, during: office, on_call: yes }
  - { when: { kind: urgent, contract.24x7: yes }, by: on-call, during: always, on_call: yes }
targets:
  - { name: reply, metric: first_reply, within: 2h, counted: elapsed, statistic: each, bond: guaranteed, starts: receipt }
  - { name: gti, metric: intervention, within: 1h, counted: elapsed, statistic: each, bond: guaranteed, starts: handling }`
  const facts = 'contract.24x7: { type: flag, default: no }'

  it('holds until those who act are there', () => {
    const held = decision({ facts, means }, { kind: 'urgent' }, '2026-05-12 22:00')
    expect(held).toMatchObject({ outcome: 'held', heldUntil: paris('2026-05-13 09:00'), handledBy: 'on-call', onCall: true, decisive: ['1'] })
    expect(held.commitments.map(({ target, startsAt, deadline }) => [target, startsAt, deadline])).toEqual([
      ['reply', paris('2026-05-12 22:00'), paris('2026-05-13 00:00')],
      ['gti', paris('2026-05-13 09:00'), paris('2026-05-13 10:00')],
    ])
  })

  it('does not hold what is inside the hours, or always attended', () => {
    expect(decision({ facts, means }, { kind: 'urgent', 'contract.24x7': true }, '2026-05-12 22:00')).toMatchObject({ outcome: 'accepted', onCall: true })
    expect(decision({ facts, means }, { kind: 'technical' }, '2026-05-12 17:59:59')).toMatchObject({ outcome: 'accepted', handledBy: 'team', onCall: false })
    expect(decision({ facts, means }, { kind: 'technical' }, '2026-05-12 18:00')).toMatchObject({ outcome: 'held' })
  })
})

describe('targets', () => {
  const facts = 'contract.gti: { type: duration }\ncontract.gti_counted: { values: { elapsed: Écoulé, office: Ouvré } }'
  const means = `targets:
  - { name: gti, metric: intervention, when: { contract.gti: known, contract.gti_counted: known }, within: contract.gti, counted: contract.gti_counted, statistic: each, bond: guaranteed, late_when: counted_over_target }
  - { name: reply, metric: first_reply, when: { tier: pro }, within: { usual: 15min, at_most: 30min }, counted: office, statistic: mean per month, bond: objective }
  - { name: none, metric: first_reply, when: { tier: free }, within: none }
  - { name: best, metric: first_reply, within: unquantified, bond: objective }
  - { name: days, metric: resolution, within: 2 business days, counted: { business_days: office, day_rule: end_of_day, cutoff: "16:00" }, statistic: 95% per month, bond: objective }`
  const promised = (given: Facts, at = noon): Decision['commitments'] => decision({ facts, means }, given, at).commitments

  it('come from the contract, counted as it says', () => {
    expect(promised({ 'contract.gti': 14_400, 'contract.gti_counted': 'elapsed' }, '2026-05-12 16:30')[0]).toMatchObject({ target: 'gti', value: 14_400, deadline: paris('2026-05-12 20:30') })
    expect(promised({ 'contract.gti': 14_400, 'contract.gti_counted': 'office' }, '2026-05-12 16:30')[0]).toMatchObject({ counted: { by: 'calendar', calendar: 'office' }, deadline: paris('2026-05-13 11:30') })
    expect(promised({}).map(({ metric }) => metric)).not.toContain('intervention')
  })

  it('are none, unquantified, a range, business days', () => {
    expect(promised({ tier: 'free' }).map(({ target }) => target)).toEqual(['days'])
    expect(promised({ tier: 'plus' })[0]).toMatchObject({ target: 'best', value: null, deadline: null })
    expect(promised({ tier: 'pro' })[0]).toMatchObject({ value: 1800, usual: 900, statistic: { of: 'mean', over: 'month' }, deadline: paris('2026-05-12 12:30') })
    expect(promised({}, '2026-05-12 12:00').at(-1)).toMatchObject({ value: 2, statistic: { of: 'share', percent: 95, over: 'month' }, deadline: paris('2026-05-14 18:00') })
    expect(promised({}, '2026-05-12 16:00').at(-1)).toMatchObject({ deadline: paris('2026-05-15 18:00') })
  })
})

describe('a decision', () => {
  it('cites every clause once, in the order of application, with the facts that were looked at', () => {
    const more = '- { id: "s", says: Étendue, means: { scope: [ { answer: covered }, { name: bill, when: { kind: billing }, answer: limited, cites: ["1", "access"] } ] } }'
    const given = decision({ more }, { kind: 'billing' })
    expect(given.clauses).toEqual(['access', 's', '1'])
    expect(given.steps).toContainEqual({ stage: 'scope', clauses: ['s', '1', 'access'], rule: 'bill', facts: { kind: 'billing' }, result: 'limited' })
  })

  it('runs no stage after the one that stops it', () => {
    const means = 'scope: [ { answer: excluded } ]\nrequires: [ { facts: [description], if_missing: block } ]'
    expect(decision({ means }, {})).toMatchObject({ outcome: 'refused', asks: [], commitments: [] })
    expect(decision({ means }, {}).steps.map(({ stage }) => stage)).toEqual(['access', 'scope'])
  })

  it('never reads facts that objects inherit', () => {
    const text = policyText({ facts: 'constructor: { type: text }', means: 'scope: [ { answer: covered }, { when: { constructor: known }, answer: excluded } ]' })
    expect(decide(policyOf(text), { channel: 'portal' }, paris(noon)).outcome).toBe('accepted')
  })

  it('does not change what it was given', () => {
    const facts = Object.freeze({ channel: 'portal', kind: 'urgent' })
    const policy = policyOf(policyText({ means: 'tier: [ { is: free } ]' }))
    expect(decide(policy, facts, paris(noon))).toEqual(decide(policy, facts, paris(noon)))
    expect(facts).toEqual({ channel: 'portal', kind: 'urgent' })
  })
})
