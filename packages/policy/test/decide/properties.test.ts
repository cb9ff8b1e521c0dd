import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile.ts'
import { decide } from '../../src/decide/decide.ts'
import type { Facts } from '../../src/model.ts'
import type { Policy } from '../../src/policy.ts'
import { paris, policyText } from '../support/policy.ts'

const answers = ['covered', 'limited', 'excluded', 'discretionary'] as const
const values = { kind: ['technical', 'billing', 'urgent'], tier: ['pro', 'plus', 'free'], size: [-1, 3, 5, 7, 11, 12], big: [true, false], until: ['2026-05-11', '2026-05-12'] } as const

interface Condition { kind?: readonly string[]; tier?: readonly string[]; notTier?: string; over?: number; atMost?: number; big?: boolean; office?: boolean; ended?: boolean | 'known' | 'missing' }
interface Rule { when: Condition; answer: (typeof answers)[number] }

const condition: fc.Arbitrary<Condition> = fc.record({
  kind: fc.subarray([...values.kind], { minLength: 1 }), tier: fc.subarray([...values.tier], { minLength: 1 }), notTier: fc.constantFrom(...values.tier),
  over: fc.constantFrom(3, 5), atMost: fc.constantFrom(7, 11), big: fc.boolean(), office: fc.boolean(), ended: fc.constantFrom<(boolean | 'known' | 'missing')[]>(true, false, 'known', 'missing'),
}, { requiredKeys: [] })
const rule: fc.Arbitrary<Rule> = fc.record({ when: condition, answer: fc.constantFrom(...answers) })

const written = ({ when, answer }: Rule): string => {
  const tests = [
    when.kind ? `kind: [${when.kind.join(', ')}]` : '', when.notTier ? `tier: { not: ${when.notTier} }` : when.tier ? `tier: [${when.tier.join(', ')}]` : '',
    when.over !== undefined || when.atMost !== undefined ? `size: { ${[when.over === undefined ? '' : `over: ${when.over}`, when.atMost === undefined ? '' : `at_most: ${when.atMost}`].filter(Boolean).join(', ')} }` : '',
    when.big === undefined ? '' : `big: ${when.big ? 'yes' : 'no'}`, when.office === undefined ? '' : `${when.office ? 'open' : 'closed'}: office`,
    when.ended === undefined ? '' : `until: ${typeof when.ended === 'string' ? when.ended : `{ passed: ${when.ended ? 'yes' : 'no'} }`}`,
  ].filter(Boolean)
  return `{ when: { ${tests.join(', ')} }, answer: ${answer} }`
}

/** What the words of the rules say, with nothing of the engine. */
const holds = (when: Condition, given: Given): boolean =>
  (!when.kind || (given.kind !== undefined && when.kind.includes(given.kind))) &&
  (when.notTier ? given.tier !== undefined && given.tier !== when.notTier : !when.tier || (given.tier !== undefined && when.tier.includes(given.tier))) &&
  (when.over === undefined || (given.size !== undefined && given.size > when.over)) && (when.atMost === undefined || (given.size !== undefined && given.size <= when.atMost)) &&
  (when.big === undefined || given.big === when.big) && (when.office === undefined || given.office === when.office) &&
  (when.ended === undefined || (typeof when.ended === 'string' ? (given.until !== undefined) === (when.ended === 'known') : given.until !== undefined && (given.until < today) === when.ended))

/** The day of both instants below. */
const today = '2026-05-12'

interface Given { kind?: string; tier?: string; size?: number; big?: boolean; office: boolean; until?: string }
function* everyGiven(withMissing: boolean): Generator<Given> {
  const none = withMissing ? [undefined] : []
  for (const kind of [...values.kind, ...none]) for (const tier of [...values.tier, ...none]) for (const size of [...values.size, ...none]) for (const big of [...values.big, ...none])
    for (const until of [...values.until, ...none]) for (const office of [true, false]) yield { kind, tier, size, big, office, until }
}

const text = (rules: readonly Rule[]): string => policyText({ facts: 'size: { type: number }\nbig: { type: flag }\nuntil: { type: date }', means: `scope: [ ${rules.map(written).join(', ')} ]` })
const facts = ({ kind, tier, size, big, until }: Given): Facts => ({ channel: 'portal', kind, tier, size, big, until })
const at = { true: paris('2026-05-12 12:00'), false: paris('2026-05-12 22:00') }
const scopeOf = (policy: Policy, given: Given): string | undefined => decide(policy, facts(given), at[`${given.office}`]).scope

describe('families', () => {
  it('that check clean answer each combination of declared facts, as the most specific rule that holds', () => {
    let sound = 0
    fc.assert(fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), (rules) => {
      const all: Rule[] = [{ when: {}, answer: 'covered' }, ...rules]
      const { policy, findings } = compile([{ file: 'a', text: text(all) }])
      // Which rule is contained in which, from the words alone: over every combination of values, missing ones included.
      const space = [...everyGiven(true)]
      const where = all.map(({ when }) => new Set(space.flatMap((given, index) => (holds(when, given) ? [index] : []))))
      const within = (a: number, b: number): boolean => where[a]!.isSubsetOf(where[b]!)
      let tied = false
      const expected = space.map((given) => {
        const matching = all.flatMap(({ when }, index) => (holds(when, given) ? [index] : []))
        const best = matching.filter((one) => !matching.some((other) => within(other, one) && !within(one, other)))
        const said = new Set(best.map((index) => all[index]!.answer))
        if (said.size > 1) tied = true
        return [...said][0]
      })
      expect(findings.some((finding) => finding.code === 'rule-tie')).toBe(tied)
      expect(findings.some((finding) => finding.code === 'rule-gap')).toBe(false)
      if (!policy) return
      sound++
      for (const [index, given] of space.entries()) expect(scopeOf(policy, given)).toBe(expected[index])
    }), { numRuns: 100 })
    expect(sound).toBeGreaterThan(10)
  })

  it('are told to have a gap exactly when a combination of declared values has no rule', () => {
    fc.assert(fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), (rules) => {
      const gap = [...everyGiven(false)].some((given) => !rules.some(({ when }) => holds(when, given)))
      expect(compile([{ file: 'a', text: text(rules) }]).findings.some((finding) => finding.code === 'rule-gap')).toBe(gap)
    }), { numRuns: 100 })
  })

  it('answer the same whatever the order in the file', () => {
    fc.assert(fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), fc.infiniteStream(fc.nat(1000)), (rules, weights) => {
      const all: Rule[] = [{ when: {}, answer: 'covered' }, ...rules]
      const shuffled = all.map((one) => ({ one, weight: weights.next().value as number })).sort((a, b) => a.weight - b.weight).map(({ one }) => one)
      const [first, second] = [all, shuffled].map((order) => compile([{ file: 'a', text: text(order) }]))
      expect(second!.policy === null).toBe(first!.policy === null)
      if (!first!.policy || !second!.policy) return
      for (const given of everyGiven(true)) expect(decide(second!.policy, facts(given), at[`${given.office}`])).toEqual(decide(first!.policy, facts(given), at[`${given.office}`]))
    }), { numRuns: 40 })
  })
})

describe('decisions', () => {
  it('survive any facts whatever', () => {
    const { policy } = compile([{ file: 'a', text: text([{ when: {}, answer: 'covered' }, { when: { kind: ['billing'], over: 3, big: true }, answer: 'limited' }]) }])
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.string()), fc.constant(undefined))
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('channel', 'kind', 'tier', 'size', 'big', 'trust', '__proto__', 'constructor', 'x'), value), fc.date({ min: new Date(Date.UTC(1995, 0)), max: new Date(Date.UTC(2090, 0)), noInvalidDate: true }), (given, now) => {
      const decision = decide(policy!, given as Facts, now.getTime())
      expect(['accepted', 'refused', 'ask']).toContain(decision.outcome)
      expect(decide(policy!, given as Facts, now.getTime())).toEqual(decision)
    }), { numRuns: 300 })
  })
})
