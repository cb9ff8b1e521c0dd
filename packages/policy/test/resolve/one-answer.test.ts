import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../src/compile.ts'
import { standing } from '../../src/decide/standing.ts'
import { stateFact } from '../../src/life/types.ts'
import type { Facts } from '../../src/model.ts'
import type { Policy } from '../../src/policy.ts'
import type { Run } from '../../src/decide/run.ts'
import type { ReadyRule } from '../../src/resolve/machine.ts'
import { paris } from '../support/policy.ts'
import { familyTexts, groupOf, type FamilyText } from './families.ts'

interface When { kind?: readonly string[]; notKind?: string; big?: boolean; gti?: 'known' | 'missing' | 'short' | 'long'; open?: boolean; tier?: readonly string[]; notTier?: string }
interface Written { when: When; answer: number }

/** One combination of declared values; what is absent is not known. */
interface Given { kind?: string; big?: boolean; gti?: number; open: boolean; tier?: string }
const kinds = ['technical', 'billing', 'urgent'] as const
const tiers = ['pro', 'plus', 'free'] as const
const everyGiven: Given[] = [...kinds, undefined].flatMap((kind) => [true, false, undefined].flatMap((big) => [3600, 36_000, undefined].flatMap((gti) => (
  [true, false].flatMap((open) => [...tiers, undefined].map((tier) => ({ kind, big, gti, open, tier })))
))))

/** What the words of a condition say, with nothing of the engine. */
const holds = (when: When, given: Given): boolean =>
  (!when.kind || (given.kind !== undefined && when.kind.includes(given.kind))) && (when.notKind === undefined || (given.kind !== undefined && given.kind !== when.notKind))
  && (when.big === undefined || given.big === when.big) && (when.open === undefined || given.open === when.open)
  && (!when.tier || (given.tier !== undefined && when.tier.includes(given.tier))) && (when.notTier === undefined || (given.tier !== undefined && given.tier !== when.notTier))
  && (when.gti === undefined || (when.gti === 'missing' ? given.gti === undefined : given.gti !== undefined && (when.gti === 'known' || (when.gti === 'short') === given.gti < 7200)))

const textOf = ({ kind, notKind, big, gti, open, tier, notTier }: When): string => `{ ${[
  notKind ? `kind: { not: ${notKind} }` : kind ? `kind: [${kind.join(', ')}]` : '', notTier ? `tier: { not: ${notTier} }` : tier ? `tier: [${tier.join(', ')}]` : '',
  big === undefined ? '' : `big: ${big ? 'yes' : 'no'}`, open === undefined ? '' : `${open ? 'open' : 'closed'}: office`,
  gti === undefined ? '' : `contract.gti: ${gti === 'short' ? '{ under: 2h }' : gti === 'long' ? '{ at_least: 2h }' : gti}`,
].filter((one) => one !== '').join(', ')} }`

const anyWhen: fc.Arbitrary<When> = fc.record({
  kind: fc.subarray([...kinds], { minLength: 1 }), notKind: fc.constantFrom(...kinds), big: fc.boolean(), open: fc.boolean(),
  gti: fc.constantFrom<NonNullable<When['gti']>[]>('known', 'missing', 'short', 'long'), tier: fc.subarray([...tiers], { minLength: 1 }), notTier: fc.constantFrom(...tiers),
}, { requiredKeys: [] })
/** A fact is tested once; the tier, by all but the rules that give it. */
const when = (withTier: boolean): fc.Arbitrary<When> => anyWhen.map(({ kind, notKind, tier, notTier, ...others }) => ({
  ...others, ...(kind && notKind && kind.length < 3 ? { kind } : notKind ? { notKind } : kind ? { kind } : {}),
  ...(!withTier ? {} : tier && notTier && tier.length < 3 ? { tier } : notTier ? { notTier } : tier ? { tier } : {}),
}))
const all: Written = { when: {}, answer: 0 }
const rules = ({ family, answers, gaps, mode }: FamilyText): fc.Arbitrary<Written[]> =>
  fc.tuple(fc.boolean(), fc.array(fc.record({ when: when(family !== 'tier'), answer: fc.nat(answers.length - 1) }), { minLength: 1, maxLength: 3 }))
    .map(([general, some]) => (general && gaps ? (mode === 'first' ? [...some, all] : [all, ...some]) : some))
const policies = fc.tuple(...familyTexts.map(rules))

const answerOf = ({ answers }: FamilyText, { answer }: Written, index: number): string => answers[answer]!.replaceAll('#', String(index))
/** The policy with the rules of these families, each in a clause of its name; a rule is known by its reason. */
function document(written: readonly Written[][], kept: (family: string) => boolean): string {
  const clauses = familyTexts.flatMap((text, at) => {
    if (!kept(text.family)) return text.instead ? [`  - { id: ${text.family}, says: x, means: { ${text.family}: [ ${text.instead} ] } }`] : []
    const list = written[at]!.map((rule, index) => `          - { reason: r${index}, when: ${textOf(rule.when)}, ${answerOf(text, rule, index)} }`)
    const flow = written[at]!.map((rule, index) => `          { reason: r${index}, when: ${textOf(rule.when)}, ${answerOf(text, rule, index)} },`)
    const block = text.block ? text.block(flow.join('\n')).split('\n').join('\n          ') : `${text.family}:\n${list.join('\n')}`
    return [`  - id: ${text.family}\n    says: x\n    means:\n        ${block}`]
  })
  return `guichet: 1
policy: random
provider: { id: random, name: Random }
title: Random
version: "1"
effective: 2026-01-01
zone: Europe/Paris
currency: EUR
languages: { authoritative: fr, published: [fr] }
facts:
  kind: { values: [${kinds.join(', ')}] }
  tier: { values: [${tiers.join(', ')}] }
  priority: { values: [p1, p2, p3] }
  big: { type: flag }
  contract.gti: { type: duration }
clauses:
  - id: base
    says: x
    means:
      channels: { portal: { medium: portal }, mail: { medium: mail } }
      calendars: { office: { days: weekdays, hours: ["09:00-18:00"], holidays: none } }
      # What a policy that notifies must say, beside what the random rules say.
      notifications: { rules: [ { to: all, personal: yes, through: client_area } ] }
      policy_changes: { applies_to_open_tickets: keep, on_tier_change: new_only }
${clauses.join('\n')}
`
}

interface Expected {
  tie: boolean
  gap: boolean
  /** The rules that answer each combination. */
  best: Map<Given, number[]>
}

/** What a group of rules means: of those that hold, the ones in which no other is; which one is in which, from the combinations in which they hold. */
function expectedOf(text: FamilyText, written: readonly Written[], group: readonly number[]): Expected {
  const where = new Map(group.map((rule) => [rule, new Set(everyGiven.filter((given) => holds(written[rule]!.when, given)))]))
  const inside = new Set(group.flatMap((a) => group.filter((b) => where.get(a)!.size < where.get(b)!.size && where.get(a)!.isSubsetOf(where.get(b)!)).map((b) => `${a} ${b}`)))
  const best = new Map(everyGiven.map((given) => {
    const present = group.filter((rule) => where.get(rule)!.has(given))
    return [given, text.mode === 'first' ? present.slice(0, 1) : text.mode === 'all' ? present : present.filter((rule) => !present.some((other) => inside.has(`${other} ${rule}`)))]
  }))
  const declared = everyGiven.filter(({ kind, big, tier }) => kind !== undefined && big !== undefined && tier !== undefined)
  return {
    tie: text.mode === 'specific' && [...best.values()].some((rules) => new Set(rules.map((rule) => answerOf(text, written[rule]!, rule))).size > 1),
    gap: text.gaps && declared.some((given) => best.get(given)!.length === 0),
    best,
  }
}

const groupsOf = (text: FamilyText, written: readonly Written[]): number[][] =>
  [...Map.groupBy(written.keys(), (rule) => (text.mode === 'specific' ? groupOf(text, answerOf(text, written[rule]!, rule)) : '')).values()]

function readyRules(policy: Policy, family: FamilyText['family']): ReadyRule<unknown>[] {
  const ready: ReadyRule<unknown>[] = family === 'targets' ? policy.machine.families.targets.flatMap(({ rules: own }) => own) : policy.machine.families[family]
  return ready.filter(({ rule }) => rule.reason)
}
const indexOf = ({ rule }: ReadyRule<unknown>): number => Number(rule.reason!['fr']!.slice(1))

const at = { true: paris('2026-05-12 12:00'), false: paris('2026-05-12 22:00') }
const factsOf = ({ kind, big, gti, tier }: Given): Facts => ({ kind, big, 'contract.gti': gti, tier, [stateFact]: 'solved' })

test('a policy that checks clean gives each combination of declared facts one answer for every parameter: that of the most specific rule', () => {
  const clean = new Map<string, number>()
  fc.assert(fc.property(policies, (written) => {
    const expected = familyTexts.map((text, index) => groupsOf(text, written[index]!).map((group) => ({ group, ...expectedOf(text, written[index]!, group) })))
    const { findings } = compile([{ file: 'random.yaml', text: document(written, () => true) }])
    const toldOf = (family: string): string[] => findings.filter(({ clause, severity }) => clause === family && severity === 'error').map(({ code }) => code)
    for (const [index, { family }] of familyTexts.entries()) {
      const told = toldOf(family)
      expect(told.filter((code) => !['rule-tie', 'rule-gap', 'rule-unreachable'].includes(code)), family).toEqual([])
      expect([told.includes('rule-tie'), told.includes('rule-gap')], `${family}\n${document(written, (one) => one === family)}`).toEqual([expected[index]!.some(({ tie }) => tie), expected[index]!.some(({ gap }) => gap)])
    }
    const { policy, findings: left } = compile([{ file: 'random.yaml', text: document(written, (family) => toldOf(family).length === 0) }])
    expect(left.filter(({ severity }) => severity === 'error')).toEqual([])
    const asked = familyTexts.flatMap((text, index) => (toldOf(text.family).length > 0 ? [] : [{ text, parts: expected[index]!.map((part) => ({ ...part, ready: readyRules(policy!, text.family).filter((rule) => part.group.includes(indexOf(rule))) })), index }]))
    for (const { text } of asked) clean.set(text.family, (clean.get(text.family) ?? 0) + 1)
    const tier = asked.find(({ text }) => text.family === 'tier')
    for (const given of everyGiven) {
      const run = standing(policy!, factsOf(given), at[`${given.open}`])
      // The tier that the policy gives stands, whatever was said.
      const first = tier?.parts[0]!.best.get(given)![0]
      const derived = first === undefined ? given : sameBut(given, answerOf(tier!.text, written[tier!.index]![first]!, first).replace('is: ', ''))
      for (const { text, parts, index } of asked) for (const part of parts) compare(text, written[index]!, part, run, text.family === 'tier' ? given : derived)
    }
  }), { numRuns: 30, seed: 20_261_122, endOnFailure: true })
  expect(familyTexts.filter(({ family }) => (clean.get(family) ?? 0) < 2).map(({ family }) => family)).toEqual([])
})

const byKey = new Map(everyGiven.map((given) => [JSON.stringify(given), given]))
function sameBut(given: Given, tier: string): Given {
  return byKey.get(JSON.stringify({ ...given, tier }))!
}

function compare(text: FamilyText, written: readonly Written[], part: Expected & { ready: ReadyRule<unknown>[] }, run: Run, given: Given): void {
  const best = part.best.get(given)!
  const said = (rule: number | undefined): string | null => (rule === undefined ? null : answerOf(text, written[rule]!, rule))
  if (text.mode === 'all') {
    const found = part.ready.filter(({ when: ready }) => run.holds(ready)).map(indexOf).sort()
    if (found.join() !== best.join()) expect(found, text.family).toEqual(best)
    return
  }
  const won = run.winner(part.ready)
  const answered = said(won ? indexOf(won) : undefined)
  if (answered !== said(best[0])) expect({ answered, given }, text.family).toEqual({ answered: said(best[0]), given })
}

test('every family of the language is among them', () => {
  const { policy } = compile([{ file: 'random.yaml', text: document(familyTexts.map(() => []), () => false) }])
  expect(familyTexts.map(({ family }) => family).sort()).toEqual(Object.keys(policy!.families).filter((family) => family !== 'quotes').sort())
})
