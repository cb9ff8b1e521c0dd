import { describe, expect, it } from 'vitest'
import { decide } from '../../src/decide/decide.ts'
import { explainDecision } from '../../src/explain/decision.ts'
import type { Policy } from '../../src/policy.ts'
import { conditionInWords } from '../../src/words/condition.ts'
import { sayDecision } from '../../src/words/decision.ts'
import { readable } from '../sample.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const noon = '2026-05-12 12:00'

describe('dates', () => {
  const facts = 'contract.until: { type: date, label: { fr: Contrat jusqu’au, en: Contract until } }'
  const means = 'scope: [ { answer: limited }, { when: { contract.until: { passed: yes } }, answer: excluded }, { when: { contract.until: { passed: no } }, answer: covered } ]'
  const scopeAt = (policy: Policy, until: string | undefined, at: number) => decide(policy, { channel: 'portal', 'contract.until': until }, at).scope

  it('pass at the end of their day, on the wall of the policy', () => {
    const policy = policyOf(policyText({ facts, means }))
    expect(scopeAt(policy, '2026-08-31', paris('2026-08-31 23:59:59'))).toBe('covered')
    expect(scopeAt(policy, '2026-08-31', paris('2026-09-01 00:00'))).toBe('excluded')
    expect(scopeAt(policy, undefined, paris('2026-09-01 00:00'))).toBe('limited')
    const pacific = policyOf(policyText({ facts, means }).replace('zone: Europe/Paris', 'zone: America/Los_Angeles'))
    expect(scopeAt(pacific, '2026-08-31', paris('2026-09-01 08:59'))).toBe('covered')
    expect(scopeAt(pacific, '2026-08-31', paris('2026-09-01 09:00'))).toBe('excluded')
  })

  it('that cannot be read are as if they were not known, and asked again where they are required', () => {
    const policy = policyOf(policyText({ facts: 'until: { type: date }', means: 'requires: [ { facts: [until], if_missing: ask } ]' }))
    expect(scopeAt(policyOf(policyText({ facts, means })), '31/08/2026', paris(noon))).toBe('limited')
    for (const until of ['31/08/2026', '2026-02-30']) expect(decide(policy, { channel: 'portal', until }, paris(noon))).toMatchObject({ outcome: 'ask', asks: [{ facts: ['until'], problem: 'invalid' }] })
    expect(decide(policy, { channel: 'portal', until: '2026-08-31' }, paris(noon)).outcome).toBe('accepted')
  })

  it('are told in words', () => {
    const policy = policyOf(policyText({ facts, means }))
    const decided = decide(policy, { channel: 'portal', 'contract.until': '2026-08-31' }, paris('2026-09-07 10:00'))
    expect(readable(explainDecision(policy, decided, 'fr').text.join('\n'))).toContain('Contrat jusqu’au = 31 août 2026')
    expect(readable(conditionInWords(policy, [[{ fact: 'contract.until', test: 'passed', passed: true }]], 'fr'))).toBe('Contrat jusqu’au : date passée')
    expect(conditionInWords(policy, [[{ fact: 'contract.until', test: 'passed', passed: false }]], 'en')).toBe('Contract until: date not past yet')
  })
})

describe('an instant of which no calendar knows anything', () => {
  it.each(['1850-01-01', '1989-12-31', '2100-01-02', '9999-01-01'])('%s: refused by no clause, with the reason', (date) => {
    const policy = policyOf(policyText({ means: 'handling: [ { by: team, during: office, acknowledged: Oui } ]\nscope: [ { when: { open: office }, answer: covered }, { when: { closed: office }, answer: limited } ]' }))
    const decided = decide(policy, { channel: 'portal', kind: 'urgent' }, Date.parse(`${date}T00:00Z`))
    expect(decided).toMatchObject({ outcome: 'refused', clauses: [], commitments: [], reason: { fr: expect.stringContaining('1990'), en: expect.stringContaining('1990') } })
    expect(sayDecision(policy, decided, 'en').because).toContain('1990 to 2099')
  })
})
