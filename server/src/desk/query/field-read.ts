import type { KeptField } from '#fields/fields.ts'
import { fold } from './fold.ts'
import { readTime, timeWords } from './moments.ts'
import { problem } from './problems.ts'
import type { Comparison, FieldTerm, FieldTest, QueryProblem } from './term.ts'
import type { Sign, Token } from './tokens.ts'

/** What filters need to know of a provider's own field. */
export type QueryField = Pick<KeptField, 'id' | 'name' | 'type' | 'label' | 'choices' | 'retired_at'>

type Written = Extract<Token, { is: 'operator' }>

const prefix = /^(?:fields?|champs?)\./iu
/** The name of a field that an operator writes, as `field.serial`; undefined for any other operator. */
export const fieldNameOf = (name: string): string | undefined => (prefix.test(name) ? fold(name.replace(prefix, '')) : undefined)

const comparisons: Readonly<Record<Sign, Comparison>> = { '': 'is', '=': 'is', '<': 'before', '<=': 'upto', '>': 'after', '>=': 'since' }
const empty = new Set(['none', 'aucun', 'aucune', 'vide'])
const filled = new Set(['any', 'tous', 'quelconque', 'rempli'])
const flags: Readonly<Record<string, boolean>> = { yes: true, oui: true, true: true, no: false, non: false, false: false }

/** A number as people write it: a comma or a point before the decimals, spaces between thousands. */
function numberOf(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.').replace('−', '-')
  return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined
}

function numberTest(written: string, comparison: Comparison): FieldTest | undefined {
  const [, first = '', last = ''] = /^(.+?)\.\.(.+)$/.exec(written) ?? []
  const [from, until, number] = [numberOf(first), numberOf(last), numberOf(written)]
  if (first !== '') return from === undefined || until === undefined || comparison !== 'is' ? undefined : { is: 'numbers', from, until }
  return number === undefined ? undefined : { is: 'number', number, compare: comparison }
}

const asName = (text: string) => fold(text).replaceAll(/[_ -]+/g, '-')

function readTest(field: QueryField, written: string, sign: Sign): FieldTest | undefined {
  const comparison = comparisons[sign]
  if (comparison === 'is') {
    if (empty.has(fold(written))) return { is: 'none' }
    if (filled.has(fold(written))) return { is: 'any' }
  }
  switch (field.type) {
    case 'number': return numberTest(written, comparison)
    case 'date': {
      const time = readTime(written, comparison)
      return time && time.moment.is !== 'late' && time.moment.is !== 'none' ? { is: 'day', time } : undefined
    }
    case 'yes_no': return Object.hasOwn(flags, fold(written)) ? { is: 'flag', flag: flags[fold(written)]! } : undefined
    case 'one': case 'several': {
      const choice = field.choices.find(({ key, label }) => [key, label.fr, label.en].some((one) => one !== undefined && asName(one) === asName(written)))
      return choice && { is: field.type === 'one' ? 'choice' : 'among', key: choice.key }
    }
    case 'text': case 'long_text': case 'link': return /[\p{L}\p{N}]/u.test(written) ? { is: 'text', text: written } : undefined
  }
}

/** What may stand after a field, as a problem tells it. */
function fieldValues({ type, choices }: QueryField): readonly string[] {
  switch (type) {
    case 'one': case 'several': return [...choices.filter(({ retired }) => !retired).map(({ key }) => key), 'none', 'any']
    case 'yes_no': return ['yes', 'no', 'none', 'any']
    case 'number': return ['12', '<12', '>=12', '10..20', 'none', 'any']
    case 'date': return [...timeWords.filter((word) => word !== 'late'), 'none', 'any']
    case 'text': case 'long_text': case 'link': return ['none', 'any']
  }
}

/** Reads a filter on one of the provider's own fields. `known`: those that are there for who asks. */
export function readField(token: Written, name: string, known: readonly QueryField[], most: number): { ok: FieldTerm } | { problem: QueryProblem } {
  const field = known.find((one) => one.name === name)
  if (!field) return { problem: problem('unknown-field', token, token.name, known.filter(({ retired_at }) => retired_at === null).map((one) => `field.${one.name}`)) }
  const possible = fieldValues(field)
  if (token.values.length === 0) return { problem: problem('value-missing', token, token.name, possible) }
  if (token.values.length > most) return { problem: problem('too-many-values', token, token.name, [], most) }
  if (token.sign !== '' && token.sign !== '=' && field.type !== 'number' && field.type !== 'date') return { problem: problem('not-comparable', token, token.name, possible) }
  const tests: FieldTest[] = []
  for (const written of token.values) {
    const test = readTest(field, written, token.sign)
    if (!test) return { problem: problem('unknown-value', token, written, possible, token.name) }
    tests.push(test)
  }
  return { ok: { is: 'field', fieldId: field.id, tests, not: token.not, from: token.from, to: token.to } }
}
