/** Lengths of time that a policy makes of others. */
import type { FactValue } from '../model.ts'
import type { Length } from '../policy.ts'

/** The length in the unit in which it is written, a percentage to the nearest second; null when a fact that it needs is not known. `fact`: a known length in that unit. */
export function lengthOf(length: Length, fact: (name: string) => number | null): number | null {
  if (length.is === 'value') return length.value
  if (length.is === 'fact') return fact(length.fact)
  if (length.is === 'percent') {
    const of = lengthOf(length.of, fact)
    return of === null ? null : Math.round((of * length.percent) / 100)
  }
  const terms = length.of.map((term) => lengthOf(term, fact))
  if (terms.some((term) => term === null)) return null
  return length.is === 'min' ? Math.min(...(terms as number[])) : Math.max(...(terms as number[]))
}

/** A known duration; null for anything else. */
export function duration(value: FactValue | undefined): number | null {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : null
}

/** The facts of which a length is made. */
export function factsOf(length: Length): string[] {
  if (length.is === 'fact') return [length.fact]
  if (length.is === 'percent') return factsOf(length.of)
  return length.is === 'value' ? [] : length.of.flatMap(factsOf)
}
