import { describe, expect, it } from 'vitest'
import { contactMethods } from '../../src/decide/contact-methods.ts'
import { admissibleValues, form } from '../../src/decide/form.ts'
import type { Facts } from '../../src/model.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const policy = policyOf(policyText({
  facts: `asset: { from: service, values: { dedicated: Dédié, shared: Mutualisé } }
server_ip: { type: ip, label: { fr: Adresse IP, en: IP address }, example: "203.0.113.7", help: { fr: Voir l’espace client, en: See the client area } }
order_number: { type: text, pattern: "#?[0-9]{6}" }
gravity: { type: flag }
size: { type: number, min: 1, max: 9 }`,
  means: `requires:
  - { when: { kind: urgent }, facts: [ [server_ip, order_number] ], if_missing: block, why: { fr: Pour agir vite, en: To act fast } }
  - { when: { kind: technical }, facts: [ size ], if_missing: admit_and_ask }
scope: [ { answer: covered }, { when: { kind: technical, gravity: yes }, answer: limited } ]
department: [ { when: { kind: [technical, urgent] }, is: technical }, { when: { kind: billing }, is: finance } ]
targets: [ { name: reply, metric: first_reply, when: { tier: pro }, within: 1h, counted: elapsed, statistic: each, bond: guaranteed } ]`,
}).replace('{ answer: open }', '{ answer: open }, { when: { kind: urgent, asset: { not: dedicated } }, answer: closed }, { when: { channel: mail }, answer: redirect, instead: { channel: portal } }, { when: { channel: mail, kind: urgent, asset: { not: dedicated } }, answer: closed }')
  .replace('mail: {', 'phone: { medium: phone, calendar: office, acknowledged: { fr: Oui, en: Yes } }\n        secret: { medium: phone, hidden: yes }\n        mail: {'))
const now = paris('2026-05-12 12:00')
const fields = (facts: Facts): [string, string][] => form(policy, { channel: 'portal', ...facts }, now).map(({ fact, need }) => [fact, need])

describe('a form', () => {
  it('asks what decides first, and opens questions as answers come', () => {
    expect(fields({})).toEqual([['kind', 'required'], ['gravity', 'optional'], ['subject', 'optional'], ['description', 'required']])
    expect(fields({ kind: 'billing' })).toEqual([['kind', 'optional'], ['subject', 'optional'], ['description', 'required']])
    expect(fields({ kind: 'urgent', asset: 'dedicated' })).toEqual([['kind', 'optional'], ['server_ip', 'required'], ['order_number', 'required'], ['subject', 'optional'], ['description', 'required']])
    expect(fields({ kind: 'technical' })).toContainEqual(['size', 'wanted'])
  })

  it('AB-22: asks nothing that the policy decides itself', () => {
    const ranked = policyOf(policyText({
      facts: 'priority: { values: { high: Haute, low: Basse } }',
      means: `priority: [ { is: low }, { when: { kind: urgent }, is: high } ]
queue: { order: [ { name: first, when: { priority: high } }, { name: rest } ], then: due }`,
    }))
    expect(form(ranked, { channel: 'portal', kind: 'billing' }, now).map(({ fact }) => fact)).not.toContain('priority')
  })

  it('tells all that a page needs, in the policy’s words', () => {
    const [, ip, order] = form(policy, { channel: 'portal', kind: 'urgent', asset: 'dedicated', server_ip: 'x' }, now)
    expect(ip).toMatchObject({
      type: 'ip', label: { en: 'IP address' }, example: '203.0.113.7', help: { en: 'See the client area' }, why: { en: 'To act fast' }, required: true,
      oneOf: ['server_ip', 'order_number'], clauses: ['1'], value: 'x', problem: 'invalid',
    })
    expect(order).toMatchObject({ pattern: '#?[0-9]{6}', oneOf: ['server_ip', 'order_number'] })
    expect(order).not.toHaveProperty('problem')
  })

  it('offers only what is open to this requester', () => {
    expect(admissibleValues(policy, { channel: 'portal', asset: 'shared' }, 'kind', now)).toEqual(['technical', 'billing'])
    expect(admissibleValues(policy, { channel: 'portal', asset: 'dedicated' }, 'kind', now)).toEqual(['technical', 'billing', 'urgent'])
    expect(admissibleValues(policy, { channel: 'portal' }, 'kind', now)).toEqual(['technical', 'billing', 'urgent'])
    expect(form(policy, { channel: 'portal', asset: 'shared' }, now)[0]!.options.map(({ value }) => value)).toEqual(['technical', 'billing'])
  })
})

describe('contact methods', () => {
  const methods = (facts: Facts, at = now) => contactMethods(policy, facts, at)

  it('are the channels that are not hidden, open or closed now', () => {
    expect(methods({}).map(({ channel }) => channel.name)).toEqual(['portal', 'phone', 'mail'])
    expect(methods({})[1]).toMatchObject({ open: true, opensAt: null, closesAt: paris('2026-05-12 18:00') })
    expect(methods({}, paris('2026-05-15 18:00'))[1]).toMatchObject({ open: false, opensAt: paris('2026-05-18 09:00'), closesAt: null })
    expect(methods({})[0]).toMatchObject({ open: true, opensAt: null, closesAt: null })
  })

  it('say to what they entitle, or on what that depends', () => {
    expect(methods({ kind: 'billing' }).map(({ entitlement }) => entitlement)).toEqual(['open', 'open', 'redirect'])
    expect(methods({ kind: 'urgent', asset: 'shared' }).map(({ entitlement }) => entitlement)).toEqual(['closed', 'closed', 'closed'])
    const [portal] = methods({})
    expect(portal).toMatchObject({ entitlement: 'depends', clauses: ['1', 'access'] })
    expect(portal!.ways.map(({ answer }) => answer)).toEqual(['closed', 'open'])
  })

  it('say what is promised there', () => {
    expect(methods({ tier: 'pro', kind: 'billing' }).map(({ promises }) => promises.map(({ target }) => target))).toEqual([['reply'], ['reply'], []])
    expect(methods({ tier: 'free', kind: 'billing' })[0]!.promises).toEqual([])
  })
})
