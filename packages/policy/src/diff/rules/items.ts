import type { NextStep, Words } from '../../model.ts'
import type { Families, Policy } from '../../policy.ts'
import { cite, say } from '../../words/fill.ts'
import type { Renumbered } from '../canonical.ts'
import { plainInWords, whenInWords } from '../plain.ts'
import { type Item, type Part, part, quiet } from '../types.ts'
import { pairRules, type AnyRule } from './pair.ts'
import { wordsOfFamily } from './words.ts'

/** A rule as a thing that can be compared. `clauseOf`: the new number of a clause. */
function itemOf(policy: Policy, family: string, rule: AnyRule, key: string, clauseOf: (id: string) => string): Item {
  const words = wordsOfFamily(family)
  const said = (own: Words | undefined): Part['say'] => (lang) => (own ? say(own, policy, lang) : '')
  const { subject } = words
  const parts = words.parts(policy, rule.answer)
  return {
    what: 'rule', name: key, family, clause: rule.clause,
    subject: (lang) => (subject ? subject(policy, rule.answer, lang) : words.title[lang]!),
    whom: (lang) => whenInWords(policy, rule.when, lang),
    ...(subject || parts[0]?.label !== null ? {} : { answer: (lang) => parts[0]!.say(lang) }),
    parts: [
      quiet(part('when', ['s’applique à', 'applies to'], rule.when.length === 1 && rule.when[0]!.length === 0 ? 'always' : sorted(rule), (lang) => whenInWords(policy, rule.when, lang) ?? (lang === 'fr' ? 'toutes les demandes' : 'all requests'))),
      ...parts,
      part('reason', ['raison', 'reason'], rule.reason, said(rule.reason)),
      part('instead', ['à la place', 'instead'], rule.next, (lang) => insteadInWords(policy, rule.next, lang)),
      part('cites', ['d’après', 'according to'], rule.clauses.slice(1).map(clauseOf), (lang) => cite(rule.clauses.slice(1), policy, lang)),
    ],
  }
}

/** Whatever the order in which a condition was written. */
function sorted({ when }: AnyRule): string[] {
  return when.map((conjunction) => conjunction.map((test) => JSON.stringify(test)).sort().join()).sort()
}

function insteadInWords(policy: Policy, next: NextStep | undefined, lang: 'fr' | 'en'): string {
  return next ? plainInWords(policy, next, lang) : ''
}

/** The rules of all families, those of both policies that are the same rule side by side. */
export function ruleItems(old: Policy, now: Policy, renumbered: Renumbered): { before: Item | null; after: Item | null }[] {
  const families = [...new Set([...Object.keys(now.families), ...Object.keys(old.families)])]
  return families.flatMap((family) => {
    const rules = (policy: Policy) => ((policy.families as unknown as Record<string, AnyRule[] | undefined>)[family] ?? [])
    return pairRules(rules(old), rules(now), renumbered).map(({ before, after }) => {
      const key = nameOf(after ?? before!, family)
      return {
        before: before && itemOf(old, family, before, key, (id) => renumbered.get(id) ?? id),
        after: after && itemOf(now, family, after, key, (id) => id),
      }
    })
  })
}

function nameOf({ name, answer }: AnyRule, family: string): string {
  const own = typeof answer === 'object' && answer !== null && 'name' in answer ? answer.name : name
  return typeof own === 'string' ? own : family
}

/** Families whose rules are tried in the order in which they are written. */
const inOrder = (policy: Policy): (keyof Families)[] => (policy.routesOrder === 'first_match' ? ['queue', 'routes'] : ['queue'])

/** The order of the rules, where it counts and is no longer the same for the rules that both have. */
export function orderItems(old: Policy, now: Policy, renumbered: Renumbered): { before: Item; after: Item }[] {
  return inOrder(now).filter((family) => inOrder(old).includes(family)).flatMap((family) => {
    const [left, right] = [old.families[family] as AnyRule[], now.families[family] as AnyRule[]]
    const kept = pairRules(left, right, renumbered).filter(({ before, after }) => before && after)
    const places = new Map(kept.map(({ before }, index) => [before!, index]))
    const earlier = kept.toSorted((a, b) => left.indexOf(a.before!) - left.indexOf(b.before!))
    const item = (policy: Policy, rules: readonly AnyRule[], order: readonly number[]): Item => ({
      what: 'order', name: family, family, clause: rules[0]?.clause ?? null, subject: (lang) => wordsOfFamily(family).title[lang]!,
      parts: [part('order', ['ordre', 'order'], order, (lang) => rules.map((rule) => rule.name ?? whenInWords(policy, rule.when, lang) ?? (lang === 'fr' ? 'le reste' : 'the rest')).join(' → '))],
    })
    const order = earlier.map(({ before }) => places.get(before!)!)
    return [{ before: item(old, earlier.map(({ before }) => before!), order), after: item(now, kept.map(({ after }) => after!), order.toSorted((a, b) => a - b)) }]
  })
}
