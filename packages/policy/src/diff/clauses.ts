/** Which clause of the new policy is which of the old one, whatever number it bears. */
import type { Clause, Policy } from '../policy.ts'
import type { Renumbered } from './canonical.ts'

export interface ClausePair { before: Clause | null; after: Clause | null }
export interface ClausePairs { pairs: ClausePair[]; renumbered: Renumbered }

/** Beyond this, clauses are known by their numbers and texts only. */
const mostLikely = 250_000

/** Pairs the clauses by text and number: equal ones first, then equal texts, then the most alike. In the order of the new document. */
export function pairClauses(old: Policy, now: Policy): ClausePairs {
  const [left, right] = [[...old.clausesById.values()], [...now.clausesById.values()]]
  const found = new Map<Clause, Clause>()
  match(left, right, ({ id, ...clause }) => `${id}|${textOf(clause)}`, found)
  match(left, right, (clause) => (isLong(textOf(clause)) ? textOf(clause) : null), found)
  matchLikes(left, right, found, old)
  match(left, right, ({ id }) => id, found)
  const renumbered = new Map([...found].filter(([before, after]) => before.id !== after.id).map(([before, after]) => [before.id, after.id]))
  const oldOf = new Map([...found].map(([before, after]) => [after, before]))
  return {
    renumbered,
    pairs: [
      ...right.map((after) => ({ before: oldOf.get(after) ?? null, after })),
      ...left.filter((before) => !found.has(before)).map((before) => ({ before, after: null })),
    ],
  }
}

/** What a clause says and is called, numbers of other clauses left open. */
function textOf({ title, says }: Pick<Clause, 'title' | 'says'>): string {
  return JSON.stringify([title ?? null, says]).replaceAll(/\{\s*clause\.[^{}\n]*\}/g, '{clause}')
}

/** Two clauses that say next to nothing are not the same one for that. */
const isLong = (text: string): boolean => text.length > 60

function match(left: readonly Clause[], right: readonly Clause[], key: (clause: Clause) => string | null, found: Map<Clause, Clause>): void {
  const taken = new Set(found.values())
  const waiting = Map.groupBy(right.filter((clause) => !taken.has(clause)), key)
  for (const clause of left) {
    const own = found.has(clause) ? null : key(clause)
    const next = own === null ? undefined : waiting.get(own)?.shift()
    if (next) found.set(clause, next)
  }
}

function matchLikes(left: readonly Clause[], right: readonly Clause[], found: Map<Clause, Clause>, { languages }: Policy): void {
  const taken = new Set(found.values())
  const wordsOf = ({ title, says }: Clause) => new Set(`${title?.[languages.authoritative] ?? ''} ${says[languages.authoritative] ?? ''}`.toLowerCase().match(/[\p{L}\p{N}.]+/gu) ?? [])
  const olds = left.filter((clause) => !found.has(clause)).map((clause) => ({ clause, words: wordsOf(clause) }))
  const news = right.filter((clause) => !taken.has(clause)).map((clause) => ({ clause, words: wordsOf(clause) }))
  if (olds.length * news.length > mostLikely) return
  const likes = olds.flatMap((before) => news.map((after) => ({ before: before.clause, after: after.clause, score: likeness(before, after) })))
  for (const { before, after } of likes.filter(({ score }) => score >= 0.6).sort((a, b) => b.score - a.score)) {
    if (found.has(before) || taken.has(after)) continue
    found.set(before, after)
    taken.add(after)
  }
}

interface Worded { clause: Clause; words: ReadonlySet<string> }

/** Share of the words that both have; the same number counts for a little. */
function likeness(before: Worded, after: Worded): number {
  const shared = [...before.words].filter((word) => after.words.has(word)).length
  const total = before.words.size + after.words.size
  return (total === 0 ? 0 : (2 * shared) / total) + (before.clause.id === after.clause.id ? 0.3 : 0)
}

/** The sentences that one text has and the other has not, in order. */
export function newSentences(text: string, other: string): string {
  const cut = (whole: string) => whole.split(/(?<=[.!?…»”])\s+|\n+/u).map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
  const known = new Set(cut(other))
  return cut(text).filter((sentence) => !known.has(sentence)).join(' ')
}
