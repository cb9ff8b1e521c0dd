import type { PolicyFact } from '@guichet/protocol'

/** A fact as it is typed: several values stand one to a line. */
export interface TypedFact { readonly name: string; readonly value: string }
export type GivenFacts = Readonly<Record<string, string | number | readonly string[]>>

/** Whether a fact may have several values at once. */
export const takesSeveral = (fact: Pick<PolicyFact, 'type'> | undefined): boolean => fact?.type === 'file'

const linesOf = (value: string): string[] => value.split('\n').map((line) => line.trim()).filter((line) => line !== '')

function valueOf(value: string, fact: PolicyFact | undefined): string | number | readonly string[] {
  if (takesSeveral(fact)) return linesOf(value)
  return fact?.type === 'number' && Number.isFinite(Number(value)) ? Number(value) : value
}

/** What was typed, as the engine takes it: it reads flags and lengths from texts too, numbers and lists not. */
export function factsOf(rows: readonly TypedFact[], facts: readonly PolicyFact[]): GivenFacts {
  return Object.fromEntries(rows.filter(({ name, value }) => name !== '' && value.trim() !== '').map(({ name, value }) => [name, valueOf(value, facts.find((fact) => fact.name === name))]))
}
