import type { Lang } from '../model.ts'
import type { Condition, Conjunction, Policy } from '../policy.ts'
import { conditionInWords } from '../words/condition.ts'
import { thin } from '../words/typography.ts'
import { words, type Line } from './sections.ts'

export const anyOf = { fr: `et l’un de ces cas${thin}:`, en: 'and any of these:' }

/**
 * When something applies, line under line: what all the cases share first, then each case. Empty: always.
 * @param skip facts that are told elsewhere
 */
export function conditionLines(policy: Policy, when: Condition, lang: Lang, skip: readonly string[] = []): Line[] {
  const kept = when.map((tests) => tests.filter((test) => !('fact' in test) || !skip.includes(test.fact)))
  const tell = (tests: Conjunction) => conditionInWords(policy, [tests], lang)
  if (kept.some((tests) => tests.length === 0)) return []
  const [first = [], ...others] = kept
  const common = first.filter((test) => others.every((tests) => tests.some((other) => same(test, other))))
  const cases = [...new Set(kept.map((tests) => tell(tests.filter((test) => !common.some((other) => same(test, other))))))]
  const shared = common.length === 0 ? null : tell(common)
  // A case that adds nothing to what all share makes the others needless.
  const told = cases.some((text) => text === null) ? [] : cases.filter((text) => text !== null)
  if (told.length === 1 && shared === null) return [words(told[0]!, { quiet: true })]
  return [
    ...(shared === null ? [] : [words(told.length === 0 ? shared : `${shared}, ${anyOf[lang]}`, { quiet: true })]),
    ...told.map((text) => words(`– ${text}`, { quiet: true })),
  ]
}

function same(a: Conjunction[number], b: Conjunction[number]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
