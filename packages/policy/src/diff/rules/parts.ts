/** Small turns that the words of rules share. */
import type { Counted, Lang, Words } from '../../model.ts'
import type { Condition, Policy } from '../../policy.ts'
import type { Delay } from '../../life/types.ts'
import { businessDays, duration } from '../../words/durations.ts'
import { say } from '../../words/fill.ts'
import { apostrophe } from '../../words/typography.ts'
import { keyword } from '../key-words.ts'
import { nameInWords, whenInWords } from '../plain.ts'
import { part, type Part } from '../types.ts'

/** What the rules of a family say, in parts that can be compared. */
export interface RuleWords<A> {
  /** What the family is about: "accès". */
  title: Words
  /** The name of a rule, where it has one that people know. */
  subject?(policy: Policy, answer: A, lang: Lang): string
  parts(policy: Policy, answer: A): Part[]
}

/** The whole answer as one part. */
export const one = (value: unknown, words: (lang: Lang) => string): Part[] => [part('answer', null, value, words)]

export const said = (words: Words | undefined, policy: Policy) => (lang: Lang): string => (words ? say(words, policy, lang) : '')

/** A word of ours, by language. */
export const either = (table: Readonly<Record<string, { fr: string; en: string }>>, name: string | undefined) => (lang: Lang): string => (name === undefined ? '' : (table[name]?.[lang] ?? name))

/** What must be true or known. */
export function needs(policy: Policy, condition: Condition | undefined, label: readonly [string, string] = ['il faut', 'needed']): Part {
  const always = condition === undefined || condition.length === 0
  return part('needs', label, always ? null : condition, (lang) => (always ? '' : whenInWords(policy, condition, lang) ?? keyword('always', lang)))
}

export function countedInWords(policy: Policy, counted: Counted | { by: 'fact'; fact: string }, lang: Lang): string {
  if (counted.by === 'elapsed') return lang === 'fr' ? `à la montre, sans s${apostrophe}arrêter` : 'by the clock, without a stop'
  if (counted.by === 'fact') return nameInWords(policy, counted.fact, lang)
  const calendar = nameInWords(policy, counted.calendar, lang)
  if (counted.by === 'calendar') return lang === 'fr' ? `pendant les horaires ${calendar}` : `during the hours ${calendar}`
  const end = counted.dayRule === 'end_of_day' ? (lang === 'fr' ? `jusqu${apostrophe}à la fermeture` : 'until closing') : (lang === 'fr' ? 'à la même heure' : 'at the same time')
  return lang === 'fr' ? `en jours ouvrés (${calendar}), ${end}` : `in business days (${calendar}), ${end}`
}

/** A time in a state: "14 jours", "5 jours ouvrés", "selon votre contrat". */
export function delayInWords(delay: Delay | undefined, counted: Counted, lang: Lang): string {
  if (!delay) return ''
  if (delay.is === 'fact') return lang === 'fr' ? 'selon votre contrat' : 'as stated in your contract'
  return counted.by === 'business_days' ? businessDays(delay.value, lang) : duration(delay.value, lang)
}
