/** Which rule of the new policy is which of the old one: rules have conditions and answers, and seldom a name. */
import type { Rule } from '../../policy.ts'
import { canonical, canonicalOld, type Renumbered } from '../canonical.ts'

export type AnyRule = Rule<unknown>
/** One side is null for a rule that was added or removed. */
export interface RulePair { before: AnyRule | null; after: AnyRule | null }

interface Known { rule: AnyRule; when: string; answer: string; name: string | null; clause: string; parts: ReadonlyMap<string, string> }

/** Beyond this, rules that are neither equal nor of one name are not searched for their likes. */
const mostLikely = 250_000

/** Pairs the rules of a family: equal ones first, then those of one name, of one condition, of one answer in one clause. */
export function pairRules(before: readonly AnyRule[], after: readonly AnyRule[], renumbered: Renumbered): RulePair[] {
  const left = before.map((rule) => know(rule, (value) => canonicalOld(value, renumbered), renumbered.get(rule.clause) ?? rule.clause))
  const right = after.map((rule) => know(rule, canonical, rule.clause))
  const found = new Map<Known, Known>()
  for (const key of [equal, sameButPlace, sameName, sameCase]) match(left, right, key, found)
  matchLikes(left, right, found)
  const oldOf = new Map([...found].map(([old, now]) => [now, old]))
  return [
    ...right.map((now) => ({ before: oldOf.get(now)?.rule ?? null, after: now.rule })),
    ...left.filter((old) => !found.has(old)).map((old) => ({ before: old.rule, after: null })),
  ]
}

function know(rule: AnyRule, text: (value: unknown) => string, clause: string): Known {
  const answer = typeof rule.answer === 'object' && rule.answer !== null ? rule.answer as Record<string, unknown> : { is: rule.answer }
  const named = typeof answer['name'] === 'string' ? answer['name'] : rule.name
  const when = rule.when.map((conjunction) => conjunction.map(text).sort().join()).sort().join(';')
  return { rule, when, answer: text(rule.answer), name: named ?? null, clause, parts: new Map(Object.entries(answer).map(([key, value]) => [key, text(value)])) }
}

type Key = (known: Known) => string | null

const equal: Key = ({ when, answer, clause }) => `${clause}|${when}|${answer}`
const sameButPlace: Key = ({ when, answer }) => `${when}|${answer}`
const sameName: Key = ({ name }) => name
const sameCase: Key = ({ when, clause, parts }) => `${clause}|${when}|${[...parts.keys()].sort().join()}`

/** Pairs what has the same key, where it is one of a kind or comes in the same order. */
function match(left: readonly Known[], right: readonly Known[], key: Key, found: Map<Known, Known>): void {
  const taken = new Set(found.values())
  const waiting = Map.groupBy(right.filter((one) => !taken.has(one)), key)
  for (const old of left) {
    const own = found.has(old) ? null : key(old)
    const now = own === null ? undefined : waiting.get(own)?.shift()
    if (now) found.set(old, now)
  }
}

/** Pairs what is left by what they share: the condition, the clause, parts of the answer; the most alike first. */
function matchLikes(left: readonly Known[], right: readonly Known[], found: Map<Known, Known>): void {
  const taken = new Set(found.values())
  const [olds, news] = [left.filter((one) => !found.has(one)), right.filter((one) => !taken.has(one))]
  if (olds.length * news.length > mostLikely) return
  const likes = olds.flatMap((old) => news.map((now) => ({ old, now, score: likeness(old, now) }))).filter(({ score }) => score >= 1).sort((a, b) => b.score - a.score)
  for (const { old, now } of likes) {
    if (found.has(old) || taken.has(now)) continue
    found.set(old, now)
    taken.add(now)
  }
}

/** 1 and more: surely the same rule, changed. */
function likeness(old: Known, now: Known): number {
  if (old.name !== null && now.name !== null && old.name !== now.name) return 0
  const shared = [...old.parts].filter(([key, value]) => now.parts.get(key) === value).length
  const answers = shared / Math.max(old.parts.size, now.parts.size, 1)
  return (old.when === now.when ? 1 : 0) + (old.clause === now.clause ? 0.4 : 0) + answers * 0.6
}
