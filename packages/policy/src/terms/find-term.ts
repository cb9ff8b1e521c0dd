/** A word of the vocabulary, found by whatever name people give it (S4-7). */
import type { Words } from '../model.ts'
import type { Policy, Term } from '../policy.ts'

export interface FoundTerm {
  /** null: no term has this name. */
  term: string | null
  means?: Words
  /** Where it leads: the value of the address that the term names. */
  address: string | null
  clauses: string[]
}

/** Capitals, accents and the form of apostrophes and spaces make no difference. */
export function foldName(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[\u2019']/g, "'").replaceAll(/\s+/g, ' ').trim().toLowerCase()
}

/** Every name of a term, folded: in all languages, its other names included. */
function namesOf({ term, aliases }: Term): string[] {
  return [...Object.values(term), ...aliases].map(foldName)
}

/** The term that a text names. */
export function findTerm(policy: Policy, text: string): FoundTerm {
  const wanted = foldName(text.slice(0, 200))
  const found = [...policy.terms.values()].find((term) => namesOf(term).includes(wanted))
  if (!found) return { term: null, address: null, clauses: [] }
  const leadsTo = policy.addresses.get(found.address ?? '')
  return { term: found.name, means: found.means, address: leadsTo?.value ?? null, clauses: [...new Set([found.clause, ...(leadsTo ? [leadsTo.clause] : [])])] }
}
