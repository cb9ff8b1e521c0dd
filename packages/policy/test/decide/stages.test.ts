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
