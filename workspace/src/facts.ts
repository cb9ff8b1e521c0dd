import type { Vocabulary } from '@guichet/protocol'
import { duration, moneyOfCents } from '#ui/formats.ts'
import { wordsIn, type Lang, type Texts } from './texts/texts.ts'

/** The policy's words for a fact, found also when a contract names it without its family ("hours" for "contract.hours"). */
export function factName(vocabulary: Vocabulary | undefined, name: string, lang: Lang): string {
  return wordsIn(find(vocabulary, name)?.label, lang, name)
}

/** A fact's value in the policy's words. */
export function factValue(vocabulary: Vocabulary | undefined, name: string, value: unknown, lang: Lang, t: Texts): string {
  if (Array.isArray(value)) return value.map((each) => factValue(vocabulary, name, each, lang, t)).join(', ')
  if (typeof value === 'boolean') return value ? t.yes : t.no
  const fact = find(vocabulary, name)
  if (fact?.type === 'duration' && typeof value === 'number') return duration(value, lang)
  if (fact?.type === 'money' && typeof value === 'number') return moneyOfCents(value, vocabulary!.currency, lang)
  return wordsIn(fact?.values.find((one) => one.name === value)?.label, lang, String(value))
}

/** Whether somebody said a fact, rather than that we found it out ourselves. */
export function wasSaid(vocabulary: Vocabulary | undefined, name: string): boolean {
  const from = find(vocabulary, name)?.from
  return from === 'requester' || from === 'service'
}

function find(vocabulary: Vocabulary | undefined, name: string) {
  return vocabulary?.facts.find((fact) => fact.name === name) ?? vocabulary?.facts.find((fact) => fact.name === `contract.${name}`)
}
