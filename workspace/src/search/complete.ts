import type { SearchOperator } from '@guichet/protocol'
import type { Lang } from '../texts/texts.ts'
import { folded } from '../parts/match.ts'
import { searchTexts } from './texts.ts'

/** A way to go on with what is being typed: the whole text as it would then be. */
export interface Completion { readonly id: string; readonly text: string; readonly shown: string; readonly about: string }

/** What is being typed at the end of a text: the name of an operator, or a value of one. */
export type Typed =
  | { readonly is: 'name'; readonly before: string; readonly begun: string }
  | { readonly is: 'value'; readonly before: string; readonly operator: SearchOperator; readonly begun: string }

const answers = (operator: SearchOperator, name: string) => [operator.name, ...operator.names.fr, ...operator.names.en].some((one) => folded(one) === folded(name))

/** What the end of a text begins; undefined after a space and within quotes. */
export function typedAtEnd(text: string, operators: readonly SearchOperator[]): Typed | undefined {
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1 && !/:(?:[^\s"]*,)?"[^"]*$/.test(text)) return undefined
  const [, before = '', sign = '', name = '', values = '', begun = ''] = /^(.*?(?:^|\s))(-?)(?:([\p{L}_][\p{L}\p{N}._-]*):((?:"[^"]*"|[^\s",]*)(?:,(?:"[^"]*"|[^\s",]*))*,)?("?[^",\s]*|"[^"]*))$/su.exec(text) ?? []
  if (name !== '') {
    const operator = operators.find((one) => answers(one, name))
    return operator && { is: 'value', before: `${before}${sign}${name}:${values}`, operator, begun: begun.replace(/^"/, '').replace(/^[<>]=?/, '') }
  }
  const [, ahead = '', minus = '', letters = ''] = /^(.*?(?:^|\s))(-?)([\p{L}_][\p{L}\p{N}._-]*)$/su.exec(text) ?? []
  return letters === '' ? undefined : { is: 'name', before: `${ahead}${minus}`, begun: letters }
}

const quoted = (value: string) => (/[\s,"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value)

/** The names of operators that begin so, those of the reader's language first. */
export function completeNames({ before, begun }: { before: string; begun: string }, operators: readonly SearchOperator[], lang: Lang, most = 4): Completion[] {
  const wanted = folded(begun)
  const found = operators.flatMap((operator): Completion[] => {
    const names = lang === 'fr' ? [...operator.names.fr, ...operator.names.en] : [...operator.names.en, ...operator.names.fr]
    const name = names.find((one) => folded(one).startsWith(wanted))
    return name === undefined ? [] : [{ id: operator.name, text: `${before}${name}:`, shown: `${name}:`, about: operator.says[lang] }]
  })
  return found.slice(0, most)
}

/** A value to be proposed: as it is written, and in words. */
export interface Proposed { readonly name: string; readonly label: string }

/** What may stand after one of the provider's own fields. */
function fieldProposed(operator: SearchOperator, lang: Lang): Proposed[] {
  const t = searchTexts(lang)
  const words: Proposed[] = operator.kind === 'flag' ? [{ name: lang === 'fr' ? 'oui' : 'yes', label: t.yes }, { name: lang === 'fr' ? 'non' : 'no', label: t.no }]
    : operator.kind === 'time' ? Object.entries(t.timeValues).filter(([name]) => name === 'today' || name === 'yesterday' || name === 'week').map(([name, label]) => ({ name, label }))
    : operator.values.map(({ name, label }) => ({ name, label: label[lang] ?? label.fr ?? label.en ?? name }))
  return [...words, { name: 'any', label: t.filled }, { name: 'none', label: t.unfilled }]
}

/** The values that an operator has by itself. */
export function ownValues(operator: SearchOperator, lang: Lang): Proposed[] {
  const t = searchTexts(lang)
  if (operator.name.startsWith('field.')) return fieldProposed(operator, lang)
  const none: Proposed[] = operator.none && operator.kind !== 'time' ? [{ name: 'none', label: t.noOne }] : []
  switch (operator.kind) {
    case 'fixed': case 'policy': return [...operator.values.map(({ name, label }) => ({ name, label: label[lang] ?? label.fr ?? label.en ?? name })), ...none]
    case 'person': return [{ name: 'me', label: t.me }, ...none]
    case 'called': return none
    case 'flag': return [{ name: lang === 'fr' ? 'oui' : 'yes', label: t.yes }, { name: lang === 'fr' ? 'non' : 'no', label: t.no }]
    case 'time':
      return Object.entries(t.timeValues).filter(([name]) => (operator.name === 'due' ? name !== 'yesterday' : name !== 'late' && name !== 'none')).map(([name, label]) => ({ name, label }))
  }
}

/** Values that hold what was begun, as ways to go on. */
export function completeValues({ before, begun }: { before: string; begun: string }, proposed: readonly Proposed[], most = 8): Completion[] {
  const wanted = folded(begun)
  return proposed.filter(({ name, label }) => folded(name) !== wanted && (folded(name).includes(wanted) || folded(label).includes(wanted))).slice(0, most)
    .map(({ name, label }) => ({ id: name, text: `${before}${quoted(name)} `, shown: name, about: folded(label) === folded(name) ? '' : label }))
}
