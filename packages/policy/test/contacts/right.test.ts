import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contactRight } from '../../src/contacts/right.ts'
import { rights } from '../../src/contacts/types.ts'
import { findingsOf, paris, policyOf, policyText } from '../support/policy.ts'

const now = paris('2026-11-02 09:00')
const roles = `contacts:
  roles:
    manager: { rights: [ask, follow_all, accept_quotes, order, declare_contacts] }
    buyer: { rights: [accept_quotes], commits_up_to: { percent: "10", of: contract.fee } }
    technical: { rights: [ask, follow, accept_quotes], at_most: 3, commits_up_to: "500.00" }
    trainee: { rights: [ask], at_most: contract.trainees }
  declared_by: [manager]
  default: technical`
const facts = 'contract.fee: { type: money }\ncontract.trainees: { type: number }'
const policy = policyOf(policyText({ facts, means: roles }))
const ask = (asked: Partial<Parameters<typeof contactRight>[1]>) => contactRight(policy, { facts: {}, ...asked }, now)
const outcome = (asked: Parameters<typeof ask>[0]) => ask(asked).outcome

describe('a contact', () => {
  it('has the rights of the role, and the others are named', () => {
    expect(ask({ role: 'technical', right: 'declare_contacts' })).toMatchObject({ outcome: 'refused', role: 'technical', others: ['manager'], clauses: ['1'] })
    expect(ask({ role: 'manager', right: 'declare_contacts' })).toMatchObject({ outcome: 'allowed', others: [] })
    expect(ask({ facts: { contact_role: 'trainee' }, right: 'ask' })).toMatchObject({ outcome: 'allowed', role: 'trainee', facts: { contact_role: 'trainee' } })
  })

  it('whom nobody declared has the role that the policy gives', () => {
    expect(ask({ right: 'follow' })).toMatchObject({ outcome: 'allowed', role: 'technical' })
    const none = policyOf(policyText({ facts, means: roles.replace('\n  default: technical', '') }))
    expect(contactRight(none, { right: 'ask', facts: {} }, now)).toMatchObject({ outcome: 'refused', role: null, rights: [] })
    expect(contactRight(none, { role: 'boss', right: 'ask', facts: {} }, now)).toMatchObject({ outcome: 'refused', role: null })
  })

  it('commits up to an amount, to the cent', () => {
    expect([50_000, 50_001].map((amount) => outcome({ role: 'technical', right: 'accept_quotes', amount }))).toEqual(['allowed', 'limit'])
    expect(ask({ role: 'technical', right: 'accept_quotes', amount: 50_001 })).toMatchObject({ commitsUpTo: 50_000, others: ['manager'] })
    expect(outcome({ role: 'manager', right: 'order', amount: 999_999_999 })).toBe('allowed')
  })

  it('is limited by what the contract says, and by everything while it says nothing', () => {
    const buys = (amount: number, known: object) => ask({ role: 'buyer', right: 'accept_quotes', amount, facts: { ...known } })
    expect([100, 101].map((amount) => buys(amount, { 'contract.fee': 1005 }).outcome)).toEqual(['allowed', 'limit'])
    expect(buys(100, { 'contract.fee': 1005 })).toMatchObject({ commitsUpTo: 100, missing: [], facts: { 'contract.fee': 1005 } })
    expect(buys(0, {})).toMatchObject({ outcome: 'limit', missing: ['contract.fee'], commitsUpTo: null })
    expect([2, 3].map((count) => outcome({ role: 'trainee', count, facts: { 'contract.trainees': 2 } }))).toEqual(['allowed', 'limit'])
    expect(ask({ role: 'trainee', count: 1 })).toMatchObject({ outcome: 'limit', missing: ['contract.trainees'] })
  })

  it('shares the role with so many others', () => {
    expect([3, 4].map((count) => outcome({ role: 'technical', count }))).toEqual(['allowed', 'limit'])
    expect(outcome({ role: 'manager', count: 1000 })).toBe('allowed')
  })

  it('is not limited by a policy that says nothing of contacts', () => {
    expect(contactRight(policyOf(policyText()), { right: 'order', amount: 1e9, facts: {} }, now)).toMatchObject({ outcome: 'allowed', clauses: [], rights: [] })
  })

  it('never gets more than the limits, whatever is asked', () => {
    fc.assert(fc.property(fc.constantFrom('manager', 'buyer', 'technical', 'trainee'), fc.constantFrom(...rights), fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 1, max: 6 }), fc.option(fc.integer({ min: 0, max: 2_000_000 }), { nil: undefined }), (role, right, amount, count, fee) => {
      const asked = ask({ role, right, amount, count, facts: { 'contract.fee': fee, 'contract.trainees': 2 } })
      const commits = right === 'accept_quotes' || right === 'order'
      const most: Record<string, number> = { manager: Infinity, buyer: fee === undefined ? -1 : fee / 10, technical: 50_000, trainee: Infinity }
      const people: Record<string, number> = { manager: Infinity, buyer: Infinity, technical: 3, trainee: 2 }
      const has = policy.contacts!.roles.get(role)!.rights.includes(right)
      const over = (commits && amount > most[role]!) || count > people[role]!
      expect(asked.outcome).toBe(!has ? 'refused' : over ? 'limit' : 'allowed')
      for (const other of asked.others) expect(ask({ role: other, right, amount, facts: { 'contract.fee': fee, 'contract.trainees': 2 } }).outcome).toBe('allowed')
    }))
  })
})

describe('roles', () => {
  const codes = (means: string) => findingsOf(policyText({ facts, means })).map(({ code }) => code)

  it('are the values of a fact that any condition may look at', () => {
    expect(codes(`${roles}\nscope: [ { answer: covered }, { when: { contact_role: trainee }, answer: limited } ]`)).toEqual([])
    expect(codes(`${roles}\nscope: [ { answer: covered }, { when: { contact_role: boss }, answer: limited } ]`)).toEqual(['unknown-value'])
  })

  it('are declared once, with known rights and limits that mean something', () => {
    expect(codes(roles)).toEqual([])
    expect(codes(roles.replace('default: technical', 'default: tecnical'))).toEqual(['wrong-type'])
    expect(codes(roles.replace('declared_by: [manager]', 'declared_by: [boss]'))).toEqual(['wrong-type'])
    expect(codes(roles.replace('[ask, follow, accept', '[ask, folow, accept'))).toEqual(['wrong-type'])
    expect(codes(roles.replace('trainee: { rights: [ask]', 'trainee: { commits_up_to: "5.00", rights: [ask]'))).toEqual(['wrong-type'])
    expect(codes(roles.replace('at_most: 3', 'at_most: contract.fee'))).toEqual(['wrong-type'])
    expect(codes(roles.replace('at_most: 3', 'at_most: figure.n'))).toEqual(['unknown-figure'])
    const twice = policyText({ facts, means: roles, more: '- { id: "2", says: Deux, means: { contacts: { roles: { a: { rights: [] } } } } }' })
    expect(findingsOf(twice).map(({ code }) => code)).toEqual(['duplicate-id'])
  })
})
