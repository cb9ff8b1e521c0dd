import { fieldNameOf, readField } from './field-read.ts'
import type { QueryField } from './field-read.ts'
import { fold } from './fold.ts'
import { readTime, timeWords } from './moments.ts'
import { findOperator, operatorNames, operatorOf } from './operators.ts'
import type { Named, OperatorName } from './operators.ts'
import { problem } from './problems.ts'
import type { Comparison, Query, QueryProblem, Term, Value } from './term.ts'
import { tokensOf } from './tokens.ts'
import type { Sign, Token } from './tokens.ts'

/** What one query may hold: more is cut, and said. */
export const queryLimits = { length: 500, terms: 20, values: 20 } as const

/** The names that a policy gives to the values of its operators. Without them any name is taken as it stands. */
export type KnownValues = Partial<Record<OperatorName, readonly Named[]>> & { /** The provider's own fields. */ readonly fields?: readonly QueryField[] }

type Read<T> = { readonly ok: T } | { readonly problem: QueryProblem }
const comparisons: Readonly<Record<Sign, Comparison>> = { '': 'is', '=': 'is', '<': 'before', '<=': 'upto', '>': 'after', '>=': 'since' }
const standing: Readonly<Record<string, Value>> = {
  me: { is: 'me' }, moi: { is: 'me' }, none: { is: 'none' }, aucun: { is: 'none' }, aucune: { is: 'none' }, personne: { is: 'none' }, nobody: { is: 'none' },
  any: { is: 'any' }, tous: { is: 'any' }, quelconque: { is: 'any' },
}
const flags: Readonly<Record<string, boolean>> = { yes: true, oui: true, true: true, 1: true, no: false, non: false, false: false, 0: false }

type Written = Extract<Token, { is: 'operator' }>

/** The first words of each value, in the two languages at once: what a problem lists. */
const shown = (values: readonly Named[]) => values.slice(0, 40).map(({ name, en }) => en[0] ?? name)

function namedValue(name: OperatorName, written: string, values: readonly Named[] | undefined): Value | undefined {
  const wanted = fold(written).replaceAll(/[_ ]/g, '-')
  if (values === undefined) return { is: 'name', name: written }
  const found = values.find((one) => [one.name, ...one.fr, ...one.en].some((word) => fold(word).replaceAll(/[_ ]/g, '-') === wanted))
  return found && { is: 'name', name: found.name }
}

/** The number of a ticket, as it is written in a text. */
function numberValue(written: string): Value | undefined {
  const [, digits] = /^(?:#|n[°º])?(\d{1,9})$/iu.exec(written) ?? []
  return digits === undefined ? undefined : { is: 'text', text: String(Number(digits)) }
}

function readValue(name: OperatorName, written: string, sign: Sign, known: KnownValues): Value | undefined {
  const { kind, values, none, numbers } = operatorOf(name)
  const stands = Object.hasOwn(standing, fold(written)) ? standing[fold(written)] : undefined
  if (kind === 'time') {
    const time = readTime(written, comparisons[sign])
    return time && (time.moment.is !== 'none' || none === true) && (time.moment.is !== 'late' || name === 'due') ? { is: 'time', ...time } : undefined
  }
  if (stands && ((stands.is === 'me' && kind === 'person') || (stands.is !== 'me' && none === true))) return stands
  switch (kind) {
    case 'fixed': return namedValue(name, written, values) ?? (numbers ? numberValue(written) : undefined)
    case 'policy': return namedValue(name, written, known[name])
    case 'flag': return Object.hasOwn(flags, fold(written)) ? { is: flags[fold(written)] ? 'any' : 'none' } : undefined
    case 'called': case 'person': return { is: 'text', text: written }
  }
}

function readFilter(token: Written, known: KnownValues): Read<Term> {
  const own = fieldNameOf(token.name)
  if (own !== undefined) return readField(token, own, known.fields ?? [], queryLimits.values)
  const name = findOperator(token.name)
  if (name === undefined) return { problem: problem('unknown-operator', token, token.name, operatorNames) }
  const operator = operatorOf(name)
  const possible = operator.kind === 'time' ? timeWords : operator.kind === 'flag' ? ['yes', 'no'] : shown(operator.values ?? known[name] ?? [])
  if (token.values.length === 0) return { problem: problem('value-missing', token, token.name, possible) }
  if (token.values.length > queryLimits.values) return { problem: problem('too-many-values', token, token.name, [], queryLimits.values) }
  if (token.sign !== '' && token.sign !== '=' && operator.kind !== 'time') return { problem: problem('not-comparable', token, token.name, possible) }
  const values: Value[] = []
  for (const written of token.values) {
    const value = readValue(name, written, token.sign, known)
    if (!value) return { problem: problem('unknown-value', token, written, possible, token.name) }
    values.push(value)
  }
  return { ok: { is: 'filter', operator: name, values, not: token.not, from: token.from, to: token.to } }
}

function readToken(token: Token, known: KnownValues): Read<Term> | undefined {
  const { not, from, to } = token
  switch (token.is) {
    case 'operator':
      // "Re:" and "Erreur:" before a space are words of a sentence.
      return token.values.length === 0 && token.sign === '' && findOperator(token.name) === undefined && fieldNameOf(token.name) === undefined ? { ok: { is: 'word', text: token.name, not, from, to } } : readFilter(token, known)
    case 'number': return { ok: { is: 'number', number: Number(token.digits), only: true, text: token.digits, not, from, to } }
    case 'phrase': return /[\p{L}\p{N}]/u.test(token.text) ? { ok: { is: 'phrase', text: token.text, not, from, to } } : undefined
    case 'word': {
      if (!/[\p{L}\p{N}]/u.test(token.text)) return undefined
      return /^\d{1,9}$/.test(token.text)
        ? { ok: { is: 'number', number: Number(token.text), only: false, text: token.text, not, from, to } }
        : { ok: { is: 'word', text: token.text, not, from, to } }
    }
  }
}

/**
 * Reads what somebody typed into terms, with everything that is wrong. Takes any text; the terms are those that can be carried out.
 * `known`: the names of the policy, by which values are checked.
 */
export function readQuery(text: string, known: KnownValues = {}): Query {
  const terms: Term[] = []
  const problems: QueryProblem[] = []
  const cut = text.slice(0, queryLimits.length)
  if (text.length > queryLimits.length) problems.push(problem('too-long', { from: queryLimits.length, to: text.length }, '', [], queryLimits.length))
  for (const token of tokensOf(cut)) {
    const read = readToken(token, known)
    if (!read) continue
    if ('problem' in read) problems.push(read.problem)
    else if (terms.length < queryLimits.terms) terms.push(read.ok)
    else {
      problems.push(problem('too-many-terms', { from: token.from, to: cut.length }, cut.slice(token.from, token.to), [], queryLimits.terms))
      break
    }
  }
  return { text: cut, terms, problems }
}
