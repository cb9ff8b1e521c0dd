/** The one language in which tickets are filtered, searched and kept as views. */
export { besideWords, conditionsOf, insideDesk } from './conditions.ts'
export type { Conditions, QueryLooking } from './conditions.ts'
export { knownIn } from './known.ts'
export { findOperator, operatorNames, operatorOf } from './operators.ts'
export type { Named, Operator, OperatorName } from './operators.ts'
export { queryLimits, readQuery } from './read.ts'
export type { KnownValues } from './read.ts'
export type { Query, QueryProblem, Term, Value } from './term.ts'
