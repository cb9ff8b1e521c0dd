/** Any value of a policy in words: what a family has no words of its own for is told by what its data are. */
import type { Lang, Words } from '../model.ts'
import type { Condition, Policy } from '../policy.ts'
import { list, number } from '../words/amounts.ts'
import { conditionInWords } from '../words/condition.ts'
import { figureInWords } from '../words/figures.ts'
import { say, wordsIn } from '../words/fill.ts'
import { keyword, nameOfKey } from './key-words.ts'

export const yesNo = { fr: ['non', 'oui'], en: ['no', 'yes'] } as const

function isWords(value: object): value is Words {
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => key === 'fr' || key === 'en')
}

function isCondition(value: readonly unknown[]): value is Condition {
  return value.length > 0 && value.every((one) => Array.isArray(one) && one.every((test) => typeof test === 'object' && test !== null && 'test' in test))
}

/** A condition as it stands in a sentence: "Niveau = PRO". null: always. */
export function whenInWords(policy: Policy, condition: Condition, lang: Lang): string | null {
  return conditionInWords(policy, condition, lang, [], ' = ')
}

/** The label of a name that the policy declares, else the word of the language, else the text itself. */
export function nameInWords(policy: Policy, text: string, lang: Lang): string {
  const label = policy.calendars.get(text)?.label ?? policy.channels.get(text)?.label ?? policy.facts.get(text)?.label
  if (label) return wordsIn(label, policy, lang)
  const figure = policy.figures.get(text.replace(/^figure\./, ''))
  if (figure) return figureInWords(figure, undefined, policy.currency ?? 'EUR', lang) ?? text
  for (const name of ['tier', 'priority', 'department', 'kind']) {
    const option = policy.facts.get(name)?.options.find(({ value }) => value === text)
    if (option) return wordsIn(option.label, policy, lang)
  }
  return keyword(text, lang)
}

/** A value in words; empty for nothing. */
export function plainInWords(policy: Policy, value: unknown, lang: Lang): string {
  if (value === undefined || value === null || typeof value === 'function') return ''
  if (typeof value === 'boolean') return yesNo[lang][value ? 1 : 0]
  if (typeof value === 'number') return number(value, lang)
  if (typeof value === 'string') return nameInWords(policy, value, lang)
  if (typeof value === 'bigint') return number(String(value), lang)
  if (Array.isArray(value)) {
    if (isCondition(value)) return whenInWords(policy, value, lang) ?? keyword('always', lang)
    return list(value.map((one) => plainInWords(policy, one, lang)).filter((text) => text !== ''), lang)
  }
  if (value instanceof Map) return entriesInWords(policy, [...value] as [string, unknown][], lang, (key) => nameInWords(policy, key, lang))
  if (value instanceof Set) return plainInWords(policy, [...value], lang)
  if (isWords(value as object)) return say(value as Words, policy, lang)
  return entriesInWords(policy, Object.entries(value as object), lang, (key) => nameOfKey(key, lang))
}

/** Where a thing stands is told by the article before it. */
const places = ['clause', 'clauses', 'file', 'line', 'column']

function entriesInWords(policy: Policy, entries: readonly (readonly [string, unknown])[], lang: Lang, nameOf: (key: string) => string): string {
  return entries.flatMap(([key, inner]) => {
    if (places.includes(key) || typeof inner === 'function') return []
    const text = plainInWords(policy, inner, lang)
    if (text === '') return []
    return [key === 'is' || key === 'by' || key === 'name' ? text : `${nameOf(key)} ${text}`]
  }).join(', ')
}
