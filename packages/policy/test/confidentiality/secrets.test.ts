import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { secretsIn } from '../../src/confidentiality/secrets.ts'
import { mostRead } from '../../src/confidentiality/detect/find.ts'
import { questionNamed } from '../../src/questions/questions.ts'
import { policyOf, policyText, problemsOf } from '../support/policy.ts'

const means = (rules: string, more = ''): string => `confidentiality:\n  rules:\n${rules.trim().split('\n').map((line) => `    - ${line.trim()}`).join('\n')}\n${more}`
const policy = policyOf(policyText({
  means: means(`{ name: elsewhere, secrets: held, reason: Retenu, instead: { channel: portal } }
    { when: { channel: portal }, secrets: allowed }
    { when: { channel: portal, secret: card }, secrets: refused }
    { when: { channel: mail, subject: known }, secrets: masked }`, '  patterns: { badge: { label: { fr: Badge, en: Badge }, pattern: "B-[0-9]{4}" } }\n  transport: encrypted'),
}))
const ask = (text: string, facts = {}, encrypted?: boolean) => secretsIn(policy, facts, policy.effective, { text, ...(encrypted === undefined ? {} : { encrypted }) })

describe('what becomes of a text', () => {
  test('S2-55: a post with an identifier and a password is held, its author told, on which line', () => {
    const answer = ask('Bonjour,\nID 123-456 password=Zx9!kk', { channel: 'mail' })
    expect(answer).toMatchObject({ outcome: 'held', found: [{ kind: 'access_pair', lines: [2] }, { kind: 'password', lines: [2] }], shown: 'Bonjour,\nID ••• password=•••', rule: 'elsewhere', reason: { fr: 'Retenu' }, next: { channel: 'portal' }, clauses: ['1'] })
  })

  test('S2-53: the field for secrets is only where one may be given', () => {
    expect(ask('', { channel: 'portal' }).field).toBe(true)
    expect(ask('', { channel: 'mail' }).field).toBe(false)
  })

  test('S2-54: not over a connection in clear, whatever is written; where they are not allowed the rule of the channel stands', () => {
    expect(ask('Bonjour', { channel: 'portal' }, false)).toMatchObject({ outcome: 'redirect_encrypted', field: false, clauses: ['1'] })
    expect(ask('mdp: Zx9!kk', { channel: 'portal' }, true).outcome).toBe('allowed')
    expect(ask('mdp: Zx9!kk', { channel: 'mail' }, false).outcome).toBe('held')
    expect(ask('Bonjour', { channel: 'mail' }, false).outcome).toBe('allowed')
  })

  test('the strictest answer holds, and is the one that is cited', () => {
    expect(ask('mdp: Zx9!kk, carte 4111 1111 1111 1111', { channel: 'portal' })).toMatchObject({ outcome: 'refused', found: [{ kind: 'password' }, { kind: 'card' }], facts: { channel: 'portal', secret: 'card' } })
  })

  test('a pattern of the policy is a kind like the others', () => {
    expect(ask('badge B-1234 perdu', { channel: 'mail' })).toMatchObject({ outcome: 'held', found: [{ kind: 'badge', lines: [1] }], shown: 'badge ••• perdu' })
    expect(ask('badge B-123', { channel: 'mail' }).found).toEqual([])
    expect(ask(`${'x '.repeat(900)}B-1234${' x'.repeat(900)}`, { channel: 'mail' }).shown).not.toContain('B-1234')
  })

  test('a line that holds many matches is veiled from the ninth on', () => {
    const { shown } = ask(Array.from({ length: 12 }, (_, i) => `B-10${i + 10}`).join(' et '), { channel: 'mail' })
    expect(shown).toBe(`${'••• et '.repeat(8)}•••`)
  })

  test('a text too long to be read whole counts as a secret, and its rest is not shown', () => {
    const answer = ask(`${'a '.repeat(mostRead / 2)}mdp: Zx9!kk`, { channel: 'mail' })
    expect(answer).toMatchObject({ outcome: 'held', found: [{ kind: 'unread' }] })
    expect(answer.shown).not.toContain('Zx9!kk')
    expect(ask('a '.repeat(mostRead / 2), { channel: 'mail' }).outcome).toBe('allowed')
  })

  test('a policy that says nothing of secrets lets everything through', () => {
    expect(secretsIn(policyOf(policyText()), { channel: 'mail' }, 0, { text: 'mdp: Zx9!kk' })).toMatchObject({ outcome: 'allowed', found: [], clauses: [] })
  })
})

const password = fc.stringMatching(/^[A-Za-z]{3,8}[0-9]{1,6}[!#$&*+=?^~-]{1,3}[A-Za-z0-9]{1,8}$/)

test('nothing of the secret is in the answer, in what it tells or in how it is explained', () => {
  const question = questionNamed('secrets')!
  fc.assert(fc.property(password, fc.constantFrom('mail', 'portal'), fc.constantFrom('mot de passe : %s', 'ID 123-456 password=%s', 'Bonjour\nmdp %s'), (secret, channel, frame) => {
    const text = frame.replace('%s', () => secret)
    const data = question.answer(policy, { facts: { channel, subject: text, description: text }, at: policy.effective, fields: { text } })
    const all = JSON.stringify([data, question.tell(policy, data), question.explain(policy, data, 'fr'), question.explain(policy, data, 'en')])
    expect(all).not.toContain(secret)
    expect(JSON.parse(JSON.stringify(data))).toEqual(data)
  }), { numRuns: 200 })
})

describe('a block of confidentiality', () => {
  test('must answer for every channel and every kind, once it answers for one', () => {
    expect(problemsOf(policyText({ means: means('{ when: { channel: mail }, secrets: held }') }))).toEqual(['rule-gap'])
    expect(problemsOf(policyText({ means: means('{ when: { secret: card }, secrets: held }') }))).toEqual(['rule-gap'])
    expect(problemsOf(policyText({ means: means('{ secrets: held }') }))).toEqual([])
  })

  test('refuses what cannot be, with a way out', () => {
    const problems = (more: string, rules = '{ secrets: held }') => problemsOf(policyText({ means: means(rules, `  ${more}`) }))
    expect(problems('detect: [passwords]')).toEqual(['wrong-type'])
    expect(problems('transport: clear')).toEqual(['wrong-type'])
    expect(problems('patterns: { a: { pattern: "(" } }')).toEqual(['pattern-invalid'])
    expect(problems('patterns: { a: { pattern: "x*" } }')).toEqual(['pattern-invalid'])
    expect(problems('patterns: { a: { pattern: "(a{1,200}){1,100}" } }')).toEqual(['pattern-invalid'])
    expect(problems(`patterns: { a: { pattern: "${'a'.repeat(501)}" } }`)).toEqual(['pattern-invalid'])
    expect(problems('patterns: { a: { label: A } }')).toEqual(['missing-key'])
    expect(problems(`patterns: { ${Array.from({ length: 21 }, (_, i) => `p${i}: { pattern: "x${i}" }`).join(', ')} }`)).toEqual(['limit'])
    expect(problems('patterns: { password: { pattern: "x1" } }', '{ secrets: hidden }')).toContain('wrong-type')
  })

  test('keeps its kinds when the policy names its own values of the fact, and needs it to have values', () => {
    const facts = (secret: string) => problemsOf(policyText({ facts: `secret: ${secret}`, means: means('{ secrets: held }\n{ when: { secret: card }, secrets: refused }') }))
    expect(facts('{ values: { badge: Badge } }')).toEqual([])
    expect(facts('{ type: flag }')).toContain('wrong-type')
  })

  test.each(['(a+)+b', '.{0,200}q', '(?:[a-z0-9]{1,20}){1,4}!', 'a.*b|a', '[^x]*[^y]*z'])('a hostile pattern costs time proportional to the text: %j', (pattern) => {
    const hostile = policyOf(policyText({ means: means('{ secrets: held }', `  patterns: { a: { pattern: "${pattern}" } }`) }))
    for (const unit of ['a', 'ab', 'a\n']) expect(['held', 'allowed']).toContain(secretsIn(hostile, {}, hostile.effective, { text: unit.repeat(mostRead / 4 / unit.length) }).outcome)
  })
})
