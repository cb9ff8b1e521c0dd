/** Values of two policies as texts that are equal when they mean the same. */

/** Old ids of clauses that were renumbered, with the new ones. */
export type Renumbered = ReadonlyMap<string, string>

const cited = /\{\s*clause\.([^{}\n]*?)\s*\}/g

/** A value as a text: the order in which keys were written makes no difference, and functions are left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return String(inner)
    if (inner instanceof Map) return ['map', ...inner]
    if (inner instanceof Set) return [...inner]
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  }) ?? ''
}

/** The same of a value of the old policy: clauses that it cites have their new numbers. */
export function canonicalOld(value: unknown, renumbered: Renumbered): string {
  return renumber(canonical(value), renumbered)
}

/** A text whose placeholders cite clauses by their new numbers. */
export function renumber(text: string, renumbered: Renumbered): string {
  return text.replaceAll(cited, (whole, id: string) => (renumbered.has(id) ? `{clause.${renumbered.get(id)!}}` : whole))
}

/** Whether a value says nothing. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}
