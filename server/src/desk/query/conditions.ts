import type { RawBuilder, SqlBool } from 'kysely'
import type { DeskWall } from '#people/people.ts'
import { fieldFilterOf } from './field-filters.ts'
import { filterOf } from './filters.ts'
import { fitsSeen } from './merged.ts'
import { joined, piece, rawOf, textOf } from './piece.ts'
import type { Piece } from './piece.ts'
import type { Query } from './term.ts'
import { numbered, phrasesStand, wordsQuestion } from './words.ts'

/** Who looks, where and when: what `me`, `today` and "behind the wall" mean. */
export interface QueryLooking {
  readonly providerId: string
  readonly wall: DeskWall
  /** The tickets themselves are chosen inside a wall elsewhere: here it stands before what is looked at beside them. */
  readonly chosen?: true
  readonly agentId: string
  readonly now: number
  /** In which zone a day begins: the policy's. */
  readonly zone: string
}

/** What of a query holds of a row of `tickets t`, the provider and the wall included. */
export interface Conditions {
  /** The condition as text, its first value `$from`. */
  where(from: number): string
  readonly values: readonly unknown[]
  /** The same for queries made with kysely. */
  readonly sql: RawBuilder<SqlBool>
}

/** Inside the provider and the wall. */
export function insideDesk({ providerId, wall, chosen }: QueryLooking): Piece {
  const own = piece`t.provider_id = ${providerId}::uuid`
  if (wall.departments === null || chosen) return own
  return piece`${own} and (t.department is null or t.department = any(${[...wall.departments]}::text[]) or t.assignee_id = ${wall.agentId}::uuid)`
}

/** What is asked beside words and phrases: filters and numbers. */
export function besideFilters(query: Query, looking: QueryLooking, typing = false): Piece {
  const filters = query.terms.flatMap((term) => (term.is === 'filter' && term.operator !== 'clause' ? [filterOf(term, looking)] : term.is === 'field' ? [fieldFilterOf(term, looking)] : []))
  return joined([insideDesk(looking), ...numbered(query.terms, typing), ...filters], ' and ')
}

/** The same with the order of phrases. */
const besideWords = (query: Query, looking: QueryLooking): Piece => joined([besideFilters(query, looking), ...phrasesStand(query.terms, looking.wall)], ' and ')

/** A query as a condition on `tickets t`. Terms that could not be read do not count: look at `query.problems` first. */
export function conditionsOf(query: Query, looking: QueryLooking): Conditions {
  const words = wordsQuestion(looking.providerId, query.terms, false)
  const all = words ? piece`${besideWords(query, looking)} and ${fitsSeen(looking.wall, words, false)}` : besideWords(query, looking)
  return { where: (from) => `(${textOf(all, from)})`, values: all.values, sql: rawOf(piece`(${all})`) }
}
