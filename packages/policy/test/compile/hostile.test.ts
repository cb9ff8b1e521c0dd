import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile.ts'
import { policyOf, policyText, problemsOf } from '../support/policy.ts'

const codes = (text: string): string[] => compile([{ file: 'a', text }]).findings.map((finding) => finding.code)

/** Answered by findings, with no policy; the test runner's own limit is the bound on the work. */
const hostile: Record<string, [text: string, ...codes: string[]]> = {
  'a million brackets': ['['.repeat(1_000_000), 'limit'],
  'a hundred thousand nested maps on one line': ['{a: '.repeat(100_000), 'limit'],
  'lists in lists by dashes': ['- '.repeat(200_000), 'limit'],
  'keys in keys by question marks': ['? '.repeat(200_000), 'limit'],
  'indents without end': [Array.from({ length: 1300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 'yaml-syntax', 'limit'],
  'thirty-three levels': [`a: ${'['.repeat(33)}${']'.repeat(33)}`, 'limit'],
  'a text larger than a mebibyte': [`a: ${'x'.repeat(1024 * 1024)}`, 'limit'],
  'an alias bomb': [`a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(',')}]`).join('\n')}`, 'yaml-alias'],
  'an endless merge': ['a: &a\n  <<: *a', 'yaml-alias'],
  'a hundred and one thousand items': [`a: [${'1,'.repeat(101_000)}]`, 'limit'],
  'tags that would run code': ['a: !!js/function "function () {}"', 'unknown-key'],
  'names of the language of objects': ['__proto__: { a: 1 }\nconstructor: 1', 'unknown-key'],
  'control characters': ['a: "\u0000"\nb: \u0007', 'unknown-key'],
  'no map at all': ['just words', 'wrong-type'],
  'a list of lists': ['- [1, 2]\n- 3', 'wrong-type'],
  'nothing': ['', 'yaml-syntax'],
}

describe('hostile policies', () => {
  // Whether the parser gives up before our own limit depends on how deep it may go on that day.
  for (const [name, [text, ...expected]] of Object.entries(hostile)) {
    it(`answers ${name} with a finding`, () => {
      expect(codes(text).filter((code) => expected.includes(code))).not.toEqual([])
      expect(compile([{ file: 'a', text }]).policy).toBeNull()
    })
  }

  it('answers ten thousand rules of a family with a limit', () => {
    const rules = Array.from({ length: 10_000 }, (_, index) => `{ when: { size: { over: ${index} } }, answer: covered }`).join(', ')
    expect(codes(policyText({ facts: 'size: { type: number }', means: `scope: [ ${rules} ]` }))).toEqual(['limit'])
  })

  it('gives up looking for unattended hours where that is too many cases, and says so', () => {
    const names = Array.from({ length: 150 }, (_, index) => `v${index}`)
    const handling = names.map((name) => `{ when: { a: ${name} }, by: ${name}, during: office, acknowledged: Oui }`).join(', ')
    const targets = names.map((name) => `{ name: ${name}, metric: intervention, when: { b: ${name} }, within: 2h, counted: elapsed, statistic: each, bond: guaranteed }`).join(', ')
    const text = policyText({ facts: `a: { values: [${names.join(', ')}] }\nb: { values: [${names.join(', ')}] }`, means: `handling: [ ${handling} ]\ntargets: [ ${targets} ]` })
    expect(codes(text)).toContain('not-checked')
  })

  it('sorts nine hundred nested rules', () => {
    const rules = Array.from({ length: 900 }, (_, index) => `{ when: { size: { over: ${index} } }, answer: ${index % 2 ? 'covered' : 'limited'} }`).join(', ')
    expect(problemsOf(policyText({ facts: 'size: { type: number }', means: `scope: [ { answer: covered }, ${rules} ]` }))).toEqual([])
  })

  it('gives up counting what crosses without end, and says so', () => {
    const names = Array.from({ length: 40 }, (_, index) => `f${index}`)
    const facts = names.map((name) => `${name}: { type: flag }`).join('\n')
    const rules = names.map((name, index) => `{ when: { ${name}: yes }, answer: ${index % 2 ? 'covered' : 'limited'} }`).join(', ')
    const found = codes(policyText({ facts, means: `scope: [ ${rules}, { answer: covered } ]` }))
    expect(found).toContain('not-checked')
    expect(found).toContain('rule-tie')
  })

  it('matches patterns in time that grows with the text only', () => {
    const policy = policyOf(policyText({ facts: 'code: { type: text, pattern: "(a+)+(a|aa)+b" }' }))
    expect(policy.facts.get('code')!.matches!('a'.repeat(9_999))).toBe(false)
    expect(policy.facts.get('code')!.matches!('aaab')).toBe(true)
  })

  it('matches the whole text, alternatives included', () => {
    const { matches } = policyOf(policyText({ facts: 'code: { type: text, pattern: "a|[0-9]{5}" }' })).facts.get('code')!
    expect(['a', '01234', '1234', 'ab', '012345'].map((text) => matches!(text))).toEqual([true, true, false, false, false])
  })

  it('refuses patterns and conditions that are too long', () => {
    expect(codes(policyText({ facts: `code: { type: text, pattern: "${'a'.repeat(501)}" }` }))).toEqual(['pattern-invalid'])
    const many = Array.from({ length: 65 }, () => '{ kind: billing }').join(', ')
    expect(codes(policyText({ means: `scope: [ { when: [ ${many} ], answer: covered }, { answer: covered } ]` }))).toContain('limit')
  })

  it('tells at most five hundred findings', () => {
    const terms = Array.from({ length: 2000 }, (_, index) => `t${index}: { meant: x }`).join(', ')
    expect(codes(policyText({ means: `terms: { ${terms} }` }))).toHaveLength(500)
  })

  it('never throws on any document', () => {
    const source = policyText({ means: 'scope: [ { when: { kind: billing }, answer: limited }, { answer: covered } ]\ntargets: [ { name: a, metric: first_reply, within: 2h, counted: office, statistic: each, bond: none, late_when: now_past_deadline } ]' })
    for (const replacement of ['', '[]', '{}', '~', '"x"', '{ a: [ { b: 1 } ] }', '-1', '[[]]']) {
      for (const found of source.matchAll(/: (\S[^\n]*)$/gm)) {
        const start = found.index + 2
        compile([{ file: 'a', text: source.slice(0, start) + replacement + source.slice(start + found[1]!.length) }])
      }
    }
  })
})
