import type { OperatorName } from './operators.ts'

/** Something of a query that cannot be carried out, in both languages, with what exists instead. `from`, `to`: where it stands in the text. */
export interface QueryProblem {
  readonly code: 'unknown-operator' | 'unknown-value' | 'value-missing' | 'not-comparable' | 'too-long' | 'too-many-terms' | 'too-many-values' | 'unknown-field'
  readonly text: string
  readonly from: number
  readonly to: number
  readonly fr: string
  readonly en: string
  /** What may stand there. */
  readonly known: readonly string[]
}

/** `upto` and `since` take the day itself in. */
export type Comparison = 'is' | 'before' | 'upto' | 'after' | 'since'

/** A time as it is written; which instant it is depends on when one looks, and where. */
export type Moment =
  /** A day of the calendar. */
  | { readonly is: 'date'; readonly date: string }
  /** A length of time from now: towards the past for what was, towards the future for what is due. */
  | { readonly is: 'length'; readonly seconds: number }
  | { readonly is: 'day'; readonly name: 'today' | 'yesterday' | 'tomorrow' | 'week' | 'month' }
  /** Of deadlines: passed; none runs. */
  | { readonly is: 'late' }
  | { readonly is: 'none' }

export interface TimeTerm { readonly compare: Comparison; readonly moment: Moment; /** The last day of `2026-11-01..2026-11-05`. */ readonly until?: string }

/** What a value of an operator is, once read. */
export type Value =
  | { readonly is: 'me' }
  | { readonly is: 'none' }
  | { readonly is: 'any' }
  /** A name of the policy or of ours. */
  | { readonly is: 'name'; readonly name: string }
  /** What somebody or something is called, in somebody's words. */
  | { readonly is: 'text'; readonly text: string }
  | ({ readonly is: 'time' } & TimeTerm)

/** What is looked for in one of the provider's own fields. */
export type FieldTest =
  | { readonly is: 'none' | 'any' }
  | { readonly is: 'flag'; readonly flag: boolean }
  /** `among`: it is one of several that are chosen. */
  | { readonly is: 'choice' | 'among'; readonly key: string }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'number'; readonly number: number; readonly compare: Comparison }
  | { readonly is: 'numbers'; readonly from: number; readonly until: number }
  | { readonly is: 'day'; readonly time: TimeTerm }

export interface FieldTerm { readonly is: 'field'; readonly fieldId: string; readonly tests: readonly FieldTest[]; readonly not: boolean; readonly from: number; readonly to: number }

/** One part of a query; all of them must hold, and a list of values holds when one does. */
export type Term = FieldTerm | { readonly not: boolean; readonly from: number; readonly to: number } & (
  | { readonly is: 'word'; readonly text: string }
  | { readonly is: 'phrase'; readonly text: string }
  /** `#1042`: that ticket alone. A bare `1042` may also be a word, of an order or an invoice. */
  | { readonly is: 'number'; readonly number: number; readonly only: boolean; readonly text: string }
  | { readonly is: 'filter'; readonly operator: OperatorName; readonly values: readonly Value[] }
)

export interface Query { readonly text: string; readonly terms: readonly Term[]; readonly problems: readonly QueryProblem[] }
