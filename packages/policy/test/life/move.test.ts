import { describe, expect, it } from 'vitest'
import { move } from '../../src/life/move.ts'
import type { Mover, State } from '../../src/life/types.ts'
import { findingsOf, paris, policyOf, policyText } from '../support/policy.ts'

const policy = (moves: string) => policyOf(policyText({ means: `life_cycle: { moves: [ ${moves} ] }` }))
const ask = (moves: string, from: State, to: State, by: Mover, facts = {}, since?: number, now = paris('2026-11-16 09:00')) => move(policy(moves), { from, to, by, facts, since }, now)
const outcome = (...asked: Parameters<typeof ask>) => ask(...asked).outcome

describe('a resolution that is required', () => {
  const rule = '{ name: how, to: solved, by: agent, needs: { resolution: known }, otherwise: refuse, reason: { fr: "Dites comment.", en: "Say how." } }'

  it('S5-16: is refused with the clause and what is missing, then allowed', () => {
    expect(ask(rule, 'open', 'solved', 'agent')).toMatchObject({ outcome: 'refused', because: 'rule', missing: ['resolution'], clauses: ['1'], rule: 'how', reason: { en: 'Say how.' }, facts: { resolution: null } })
    expect(ask(rule, 'open', 'solved', 'agent', { resolution: 'Le disque est remplacé.' })).toMatchObject({ outcome: 'allowed', missing: [] })
    expect(ask(rule, 'open', 'solved', 'agent', { resolution: 'Le disque est remplacé.' })).not.toHaveProperty('reason')
  })

  it('is not met by spaces', () => expect(outcome(rule, 'open', 'solved', 'agent', { resolution: ' \n\u00a0' })).toBe('refused'))
  it('asks the others nothing', () => expect(outcome(rule, 'open', 'solved', 'requester')).toBe('allowed'))
})

describe('a time to move', () => {
  const rule = '{ from: solved, to: open, by: requester, within: 14d, counted: elapsed, otherwise: new_ticket }'
  const since = paris('2026-11-02 09:00')

  it('includes its last instant', () => {
    expect(ask(rule, 'solved', 'open', 'requester', {}, since, paris('2026-11-16 09:00'))).toMatchObject({ outcome: 'allowed', until: paris('2026-11-16 09:00') })
    expect(outcome(rule, 'solved', 'open', 'requester', {}, since, paris('2026-11-16 09:00') + 1000)).toBe('new_ticket')
  })

  it('counted on a calendar, lasts until it opens again', () => {
    const counted = rule.replace('14d, counted: elapsed', '2h, counted: office')
    expect(outcome(counted, 'solved', 'open', 'requester', {}, paris('2026-11-13 16:00'), paris('2026-11-16 09:00'))).toBe('allowed')
    expect(outcome(counted, 'solved', 'open', 'requester', {}, paris('2026-11-13 16:00'), paris('2026-11-16 09:00') + 1000)).toBe('new_ticket')
  })

  it('is not over the clocks: fourteen days of 24 hours, one of them of 25', () => {
    expect(ask(rule, 'solved', 'open', 'requester', {}, paris('2026-10-12 10:00')).until).toBe(paris('2026-10-26 09:00'))
  })

  it('counted in days, keeps the time of day', () => {
    const days = rule.replace('14d, counted: elapsed', '14 business days, counted: { business_days: every, day_rule: same_time }')
    const text = policyText({ means: `life_cycle: { moves: [ ${days} ] }` }).replace('night: {', 'every: { days: every, hours: ["00:00-24:00"], holidays: none }\n        night: {')
    const made = move(policyOf(text), { from: 'solved', to: 'open', by: 'requester', facts: {}, since: paris('2026-10-12 10:00') }, paris('2026-10-20 10:00'))
    expect(made.until).toBe(paris('2026-10-26 10:00'))
  })

  it('that nobody knows the start of lets nothing pass', () => {
    expect(ask(rule, 'solved', 'open', 'requester')).toMatchObject({ outcome: 'new_ticket', missing: ['since'], until: null })
  })

  it('of the contract is missing where it says nothing', () => {
    const text = policyText({ facts: 'contract.reopening: { type: duration }', means: `life_cycle: { moves: [ ${rule.replace('14d', 'contract.reopening').replace('{ from', '{ when: { contract.reopening: known }, from')} ] }` })
    const asked = { from: 'solved', to: 'open', by: 'requester', since } as const
    expect(move(policyOf(text), { ...asked, facts: { 'contract.reopening': 3600 } }, since + 3_600_001)).toMatchObject({ outcome: 'new_ticket' })
    expect(move(policyOf(text), { ...asked, facts: { 'contract.reopening': 3600 } }, since + 3_600_000)).toMatchObject({ outcome: 'allowed' })
    expect(move(policyOf(text), { ...asked, facts: {} }, since)).toMatchObject({ outcome: 'allowed', because: 'unsaid' })
  })
})

describe('rules about moves', () => {
  it('win by being more specific, whoever stands first', () => {
    const rules = ['{ to: closed, answer: refused }', '{ from: solved, to: closed, by: agent, answer: allowed }']
    for (const moves of [rules, rules.toReversed()]) {
      expect(outcome(moves.join(', '), 'solved', 'closed', 'agent')).toBe('allowed')
      expect(outcome(moves.join(', '), 'open', 'closed', 'agent')).toBe('refused')
      expect(outcome(moves.join(', '), 'solved', 'closed', 'requester')).toBe('refused')
    }
  })

  it('ask for confirmation rather than forbid', () => {
    const rule = '{ to: [solved, closed], when: { kind: technical }, needs: { workaround: known }, otherwise: confirm, reason: { fr: "Certain ?", en: "Sure?" } }'
    expect(ask(rule, 'open', 'closed', 'agent', { kind: 'technical' })).toMatchObject({ outcome: 'confirm', missing: ['workaround'], reason: { en: 'Sure?' } })
    expect(outcome(rule, 'open', 'solved', 'agent', { kind: 'technical', workaround: 'Redémarrez.' })).toBe('allowed')
    expect(outcome(rule, 'open', 'solved', 'agent', { kind: 'billing' })).toBe('allowed')
  })

  it('may open what the language keeps closed', () => {
    expect(outcome('', 'closed', 'open', 'agent')).toBe('new_ticket')
    expect(outcome('{ from: closed, to: open, by: agent, answer: allowed }', 'closed', 'open', 'agent')).toBe('allowed')
    expect(outcome('', 'open', 'deleted', 'agent')).toBe('refused')
    expect(outcome('{ to: deleted, by: agent, answer: allowed }', 'open', 'deleted', 'agent')).toBe('allowed')
  })

  it('do not bring back what is deleted, nor make anything new', () => {
    expect(ask('{ to: open, answer: allowed }', 'deleted', 'open', 'agent')).toMatchObject({ outcome: 'refused', because: 'deleted' })
    expect(ask('', 'open', 'new', 'agent')).toMatchObject({ outcome: 'refused', because: 'never_new' })
    expect(ask('{ to: open, answer: allowed }', 'open', 'open', 'agent')).toMatchObject({ outcome: 'refused', because: 'same_state' })
  })
})

it('the facts that the engine sets keep their values; a policy may name them', () => {
  const codes = (facts: string) => findingsOf(policyText({ facts })).map(({ code }) => code)
  expect(codes('ticket_state: { label: { fr: Où en est la demande, en: Where the request stands } }')).toEqual([])
  expect(codes('ticket_state: { values: { a: A } }')).toEqual(['wrong-type'])
  expect(codes('moved_by: { type: number }')).toEqual(['wrong-type'])
  expect(codes('contact_role: { type: duration }')).toEqual(['wrong-type'])
})

it('a role without the right to close neither solves nor closes', () => {
  const text = policyText({ means: 'contacts: { roles: { boss: { rights: [ask, close] }, other: { rights: [ask] } }, default: other }' })
  const asked = { from: 'open', to: 'solved', by: 'requester' } as const
  expect(move(policyOf(text), { ...asked, facts: {} }, 0)).toMatchObject({ outcome: 'refused', because: 'right', clauses: ['1'] })
  expect(move(policyOf(text), { ...asked, facts: { contact_role: 'boss' } }, paris('2026-11-02 09:00')).outcome).toBe('allowed')
  expect(move(policyOf(text), { ...asked, to: 'open', from: 'solved', facts: {} }, paris('2026-11-02 09:00')).outcome).toBe('allowed')
})
