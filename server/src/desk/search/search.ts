import type { QueueRow } from '@guichet/protocol'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { knownTo, readQuery } from '../query/query.ts'
import type { Query } from '../query/query.ts'
import { readRows } from '../queue/rows.ts'
import { findCandidates } from './candidates.ts'
import { readPassages } from './passages.ts'
import type { Shown } from './passages.ts'
import { gatherSome } from './gather.ts'
import { findPeople } from './people.ts'
import type { FoundPeople } from './people.ts'

export { gatherWords, wordsChanged } from './gather.ts'
export { forgetSearches, rememberedSearches, rememberSearch } from './remembered.ts'

export interface SearchQuestion {
  readonly providerId: string
  readonly wall: DeskWall
  readonly text: string
  /** The last word may be half typed. */
  readonly typing: boolean
  readonly limit: number
}

export interface SearchFound {
  readonly query: Query
  readonly rows: readonly (Shown & { readonly row: QueueRow })[]
  /** How many there are, at most a thousand; `more`: there are more than that. */
  readonly total: number
  readonly more: boolean
  readonly looked: number | null
  readonly people: FoundPeople
}

/** Searches for an agent. What cannot be read of the text is told with what the rest of it finds. */
export async function searchDesk(desk: Desk, { providerId, wall, text, typing, limit }: SearchQuestion): Promise<SearchFound> {
  const now = desk.time.now()
  const [{ policy, known }] = await Promise.all([knownTo(desk, providerId, wall), gatherSome(desk)])
  const query = readQuery(text, known)
  if (query.terms.length === 0) return { query, rows: [], total: 0, more: false, looked: null, people: { customers: [], contacts: [] } }
  const looking = { providerId, wall, agentId: wall.agentId, now, zone: policy?.zone ?? 'UTC' }
  const [{ candidates, more, looked }, people] = await Promise.all([findCandidates(desk, query, looking, typing), findPeople(desk, providerId, query)])
  const best = candidates.slice(0, limit)
  const [rows, shown] = await Promise.all([
    readRows(desk, providerId, wall, best.map(({ number }) => number)), readPassages(desk, providerId, wall, query, best.map(({ id }) => id)),
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return {
    query, total: candidates.length, more, looked, people,
    rows: best.flatMap(({ id }) => {
      const [row, about] = [byId.get(id), shown.get(id)]
      return row && about ? [{ row, ...about }] : []
    }),
  }
}
