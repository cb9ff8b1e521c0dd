import { describe, expect, it } from 'vitest'
import { decide } from '../../src/decide/decide.ts'
import type { Decision, Facts } from '../../src/model.ts'
import { paris, policyOf, policyText, type Parts } from '../support/policy.ts'

const noon = '2026-05-12 12:00'
const decision = (parts: Parts, facts: Facts, at = noon): Decision => decide(policyOf(policyText(parts)), { channel: 'portal', ...facts }, paris(at))

const access = (rules: string): string => policyText().replace('access: [ { answer: open } ]', `access: [ ${rules} ]`)
const byAccess = (rules: string, facts: Facts): Decision => decide(policyOf(access(rules)), facts, paris(noon))

describe('access', () => {
  const rules = '{ answer: open }, { when: { channel: mail }, answer: redirect, instead: { channel: portal } }, { when: { channel: mail, tier: pro }, answer: discretionary }, { when: { channel: portal, kind: urgent, tier: free }, answer: closed, reason: { fr: Non, en: No } }'

  it('lets in, closes with a reason, redirects with a channel', () => {
    expect(byAccess(rules, { channel: 'portal', kind: 'urgent', tier: 'pro' })).toMatchObject({ outcome: 'accepted', entitlement: 'open', decisive: [] })
    expect(byAccess(rules, { channel: 'portal', kind: 'urgent', tier: 'free' })).toMatchObject({ outcome: 'refused', entitlement: 'closed', decisive: ['access'], reason: { fr: 'Non', en: 'No' } })
    expect(byAccess(rules, { channel: 'mail', tier: 'free' })).toMatchObject({ outcome: 'redirected', entitlement: 'closed', to: 'portal', next: { channel: 'portal' } })
  })

  it('promises nothing where answering is at discretion', () => {
    const text = access(rules).replace('  - id: "changes"', '  - { id: "t", says: Promis, means: { targets: [ { name: r, metric: first_reply, within: 1h, counted: elapsed, statistic: each, bond: guaranteed } ] } }\n  - id: "changes"')
    expect(decide(policyOf(text), { channel: 'mail', tier: 'pro' }, paris(noon))).toMatchObject({ outcome: 'accepted', entitlement: 'discretionary', commitments: [] })
    expect(decide(policyOf(text), { channel: 'portal', tier: 'pro' }, paris(noon)).commitments).toHaveLength(1)
  })

  it('asks for the fact on which it depends, and does not guess', () => {
    const only = byAccess('{ when: { channel: portal, kind: [technical, billing] }, answer: open }, { when: { channel: portal, kind: urgent }, answer: closed }, { when: { channel: mail }, answer: open }', { channel: 'portal' })
    expect(only).toMatchObject({ outcome: 'ask', asks: [{ facts: ['kind'], ifMissing: 'ask', problem: 'missing' }] })
    expect(only.asks).toHaveLength(1)
  })

  it('refuses an unknown channel when no rule is general', () => {
    expect(byAccess('{ when: { channel: portal }, answer: open }, { when: { channel: mail }, answer: open }', { channel: 'pigeon' })).toMatchObject({ outcome: 'refused', decisive: [] })
  })
})

describe('identification', () => {
  const means = `identification:
  - { when: { kind: [technical, urgent] }, needs: { customer: known, contact: declared }, otherwise: refuse, reason: { fr: Qui, en: Who } }
  - { when: { kind: billing }, needs: { trust: { at_least: T1 } }, otherwise: { tier: free } }
  - { needs: { trust: { at_least: T2 } }, otherwise: ask }`

  it('needs both', () => {
    const given = (customer: string, contact: string): string => decision({ means }, { kind: 'technical', customer, contact }).outcome
    expect([given('known', 'declared'), given('known', 'undeclared'), given('wrong', 'declared')]).toEqual(['accepted', 'refused', 'refused'])
    expect(decision({ means }, { kind: 'technical', customer: 'known' })).toMatchObject({ outcome: 'refused', decisive: ['1'], reason: { fr: 'Qui' } })
  })

  it('goes on as a lower tier', () => {
    expect(decision({ means }, { kind: 'billing', trust: 'T0', tier: 'pro' })).toMatchObject({ outcome: 'accepted', tier: 'free' })
    expect(decision({ means }, { kind: 'billing', trust: 'T1', tier: 'pro' })).toMatchObject({ outcome: 'accepted', tier: 'pro' })
    expect(decision({ means }, { kind: 'billing', trust: 'T0.5', tier: 'pro' }).tier).toBe('free')
  })

  it('looks at access again for the lower tier', () => {
    const text = policyText({ means }).replace('{ answer: open }', '{ answer: open }, { when: { tier: free }, answer: closed }')
    expect(decide(policyOf(text), { channel: 'portal', kind: 'billing', trust: 'T0', tier: 'pro' }, paris(noon))).toMatchObject({ outcome: 'refused', decisive: ['access'] })
  })

  it('goes on as another kind, once', () => {
    const loop = `identification:
  - { when: { kind: [technical, urgent] }, needs: { trust: T3 }, otherwise: { kind: billing } }
  - { when: { kind: billing }, needs: { trust: T2 }, otherwise: { kind: technical } }`
    expect(decision({ means: loop }, { kind: 'technical', trust: 'T2' })).toMatchObject({ outcome: 'accepted', kind: 'billing' })
    expect(decision({ means: loop }, { kind: 'technical', trust: 'T1' }).outcome).toBe('refused')
  })
})

describe('scope', () => {
  const means = `scope:
  - { answer: covered }
  - { when: { kind: billing }, answer: excluded, instead: { referral: { fr: votre comptable, en: your accountant }, quote: yes } }
  - { when: { kind: urgent }, answer: limited, instead: { words: { fr: Voyez ailleurs, en: See elsewhere } } }
  - { when: { kind: technical, tier: free }, answer: discretionary }`

  it('covers, limits, excludes with a referral', () => {
    expect(decision({ means }, { kind: 'technical' })).toMatchObject({ outcome: 'accepted', scope: 'covered' })
    expect(decision({ means }, { kind: 'urgent' })).toMatchObject({ outcome: 'accepted', scope: 'limited', next: { words: { fr: 'Voyez ailleurs' } } })
    expect(decision({ means }, { kind: 'billing' })).toMatchObject({ outcome: 'refused', scope: 'excluded', next: { referral: { fr: 'votre comptable' }, quote: true } })
    expect(decision({ means }, { kind: 'technical', tier: 'free' })).toMatchObject({ outcome: 'accepted', scope: 'discretionary', entitlement: 'discretionary' })
  })

  it('counts a value that is not declared among the others', () => {
    const others = 'scope: [ { when: { kind: { not: [technical, billing, urgent] } }, answer: excluded }, { when: { kind: [technical, billing, urgent] }, answer: covered } ]'
    expect(decision({ facts: '', means: others.replace('kind: { not', 'product: { not').replace('[technical, billing, urgent] } }', '[ru] } }').replace('kind: [technical, billing, urgent]', 'product: ru') + '\nproducts: { ru: { label: RU } }' }, { product: 'other' })).toMatchObject({ outcome: 'refused' })
  })
})

describe('a condition', () => {
  const holds = (when: string, given: Facts, facts = 'size: { type: number }\nwait: { type: duration }\nrelease: { type: version, parts: 4 }'): boolean =>
    decision({ facts, means: `scope: [ { answer: covered }, { when: ${when}, answer: limited } ]` }, given).scope === 'limited'

  it('is not satisfied by what is not known, but by “known: no”', () => {
    for (const when of ['{ size: { not: [3] } }', '{ size: 3 }', '{ size: { under: 3 } }', '{ size: known }', '{ tier: { not: pro } }', '{ tier: { known: yes } }']) expect(holds(when, {}), when).toBe(false)
    for (const when of ['{ size: missing }', '{ tier: { known: no } }']) {
      expect(holds(when, {}), when).toBe(true)
      expect(holds(when, { size: 3, tier: 'pro' }), when).toBe(false)
    }
  })

  it('compares numbers, durations, versions and trust', () => {
    expect([2, 3, 4].map((size) => holds('{ size: { not: [3] } }', { size }))).toEqual([true, false, true])
    expect([7199, 7200, 7201].map((wait) => holds('{ wait: { over: 2h } }', { wait }))).toEqual([false, false, true])
    expect([7199, 7200, 7201].map((wait) => holds('{ wait: { at_most: 2h } }', { wait }))).toEqual([true, true, false])
    expect(['7.9.9.9', '7.10.0.0'].map((release) => holds('{ release: { at_least: "7.10.0.0" } }', { release }))).toEqual([false, true])
    expect(['T0', 'T0.5', 'T1', 'T3'].map((trust) => holds('{ trust: { at_least: T0.5, under: T3 } }', { trust }))).toEqual([false, true, true, false])
  })

  it('holds when any of its alternatives does, all their tests together', () => {
    const when = '[ { kind: urgent, tier: [pro, plus] }, { size: { over: 5 } } ]'
    expect([{ kind: 'urgent', tier: 'plus' }, { kind: 'urgent', tier: 'free' }, { size: 6 }, { kind: 'urgent' }].map((given) => holds(when, given))).toEqual([true, false, true, false])
  })

  it('sees which calendars are open', () => {
    const at = (time: string, when: string): string | undefined => decision({ means: `scope: [ { answer: covered }, { when: ${when}, answer: limited } ]` }, {}, time).scope
    expect(['2026-05-12 08:59:59', '2026-05-12 09:00', '2026-05-16 12:00'].map((time) => at(time, '{ open: office }'))).toEqual(['covered', 'limited', 'covered'])
    expect(['2026-05-12 12:00', '2026-05-12 20:00'].map((time) => at(time, '{ closed: night }'))).toEqual(['limited', 'covered'])
  })
})

describe('versions', () => {
  const means = `products: { ru: { label: RU, latest: "7.6.2.0" } }
versions: [ { supported: latest_major, otherwise: refuse, recommended: latest, recommendation: { fr: Mettez à jour, en: Update } } ]`
  const facts = 'product_version: { type: version, parts: 4 }'
  const given = (product_version: string): Decision => decision({ facts, means }, { product: 'ru', product_version })

  it('supports the latest major, refuses before it, remarks in between', () => {
    expect(given('7.6.2.0')).toMatchObject({ outcome: 'accepted', remarks: [] })
    expect(given('7.5.0.0')).toMatchObject({ outcome: 'accepted', remarks: [{ words: { fr: 'Mettez à jour' } }] })
    expect(given('6.10.10.0')).toMatchObject({ outcome: 'refused', decisive: ['1'] })
    expect(given('8.0.0.0')).toMatchObject({ outcome: 'accepted', remarks: [] })
  })

  it('compares numbers, and asks for the fourth', () => {
    expect(given('7.10.0.0').remarks).toEqual([])
    expect(given('7.6.2')).toMatchObject({ outcome: 'ask', asks: [{ facts: ['product_version'], problem: 'invalid' }] })
  })

  it('says nothing of a version that is not given', () => {
    expect(decision({ facts, means }, { product: 'ru' }).outcome).toBe('accepted')
  })
})

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
