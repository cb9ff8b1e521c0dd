import { describe, expect, it } from 'vitest'
import { convert } from '../../src/life/convert.ts'
import { follow } from '../../src/life/follow.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const now = paris('2026-10-05 14:05')
const rule = '{ name: up, when: { channel: mail }, to: portal, by: agent, carries: [transcript, identity], starts: conversion, reason: { fr: "Non.", en: "No." } }'
const policy = (conversion: string) => policyOf(policyText({
  means: `life_cycle: { conversions: [ ${conversion} ] }\ntargets: [ { name: reply, metric: first_reply, when: { channel: portal }, within: 10min, counted: elapsed, statistic: each, bond: objective } ]`,
}))

describe('a conversation', () => {
  const asked = { by: 'agent', facts: { channel: 'mail' }, carried: ['transcript', 'identity'] } as const

  it('S5-21: becomes a ticket of its own, whose promises run from the conversion', () => {
    expect(convert(policy(rule), asked, now)).toMatchObject({ outcome: 'ticket', to: 'portal', opened: now, carries: ['transcript', 'identity'], missing: [], commitments: [{ metric: 'first_reply', deadline: now + 600_000 }], clauses: ['1'] })
  })

  it('or from its first message, when the policy says so', () => {
    const first = policy(rule.replace('starts: conversion', 'starts: first_message'))
    expect(convert(first, { ...asked, firstMessage: now - 60_000 }, now)).toMatchObject({ outcome: 'ticket', opened: now - 60_000, commitments: [{ deadline: now + 540_000 }] })
    expect(convert(first, asked, now)).toMatchObject({ outcome: 'incomplete', missing: ['first_message'], opened: null })
  })

  it('takes along what it must, or is not converted', () => {
    expect(convert(policy(rule), { ...asked, carried: ['identity'] }, now)).toMatchObject({ outcome: 'incomplete', missing: ['transcript'], commitments: [], reason: { en: 'No.' } })
    const proved = policy(rule.replace('carries', 'needs: { trust: { at_least: T2 } }, carries'))
    expect(convert(proved, asked, now)).toMatchObject({ outcome: 'incomplete', missing: ['trust'] })
    expect(convert(proved, { ...asked, facts: { channel: 'mail', trust: 'T1' } }, now)).toMatchObject({ outcome: 'refused', missing: [] })
    expect(convert(proved, { ...asked, facts: { channel: 'mail', trust: 'T2' } }, now)).toMatchObject({ outcome: 'ticket' })
  })

  it('is converted by those who may, and where a rule says so', () => {
    expect(convert(policy(rule), { ...asked, by: 'requester' }, now)).toMatchObject({ outcome: 'refused', to: 'portal', clauses: ['1'] })
    expect(convert(policy(rule), { ...asked, facts: { channel: 'portal' } }, now)).toMatchObject({ outcome: 'refused', to: null, clauses: [] })
  })
})

describe('the changes of a ticket', () => {
  const changes = [{ at: now - 1000, to: 'solved' }, { at: now - 2000, to: 'open' }, { at: now + 1, to: 'closed' }] as const
  const seen = (means: string, viewer: 'requester' | 'customer' | 'agent' | 'other', facts = {}) => {
    const { outcome, changes: told } = follow(policyOf(policyText({ means })), viewer, changes, facts, now)
    return [outcome, told.map(({ to }) => to)]
  }
  const all = ['shown', ['open', 'solved']]
  const nothing = ['not_found', []]
  const mine = 'life_cycle: { follow: [ { by: requester, states: every } ] }'

  it('S1-13: are told to whom the policy names, in order of time, as far as they happened', () => {
    expect(seen(mine, 'requester')).toEqual(all)
    expect(seen(mine, 'customer')).toEqual(nothing)
    expect(seen(mine.replace('requester', 'customer'), 'customer')).toEqual(all)
    expect(seen(mine.replace('requester', 'customer'), 'requester')).toEqual(all)
    expect(seen(mine.replace('every', '[solved]'), 'requester')).toEqual(['shown', ['solved']])
  })

  it('are never told to strangers, always to agents', () => {
    for (const means of ['hosts: []', mine, mine.replace('requester', 'customer')]) {
      expect(seen(means, 'other')).toEqual(nothing)
      expect(seen(means, 'agent')).toEqual(all)
    }
    expect(seen('hosts: []', 'customer')).toEqual(all)
  })

  it('take the right to follow, where roles have rights', () => {
    const roles = 'contacts: { roles: { boss: { rights: [follow_all] }, user: { rights: [follow] }, none: { rights: [] } } }'
    const as = (contact_role: string) => [seen(roles, 'requester', { contact_role })[0], seen(roles, 'customer', { contact_role })[0]]
    expect([as('boss'), as('user'), as('none')]).toEqual([['shown', 'shown'], ['shown', 'not_found'], ['not_found', 'not_found']])
    expect(follow(policyOf(policyText({ means: roles })), 'requester', changes, { contact_role: 'none' }, now)).toMatchObject({ clauses: ['1'], facts: { contact_role: 'none' } })
  })
})
