import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { gatherSome } from '../search/gather.ts'
import { conditionsOf, knownTo, readQuery } from '../query/query.ts'
import type { Conditions, Query, QueryProblem } from '../query/query.ts'
import { lanes } from './statement.ts'
import type { Condition, Lane } from './statement.ts'

/** A filter text as a condition of the queue, or what in it cannot be understood. */
export type Filter = Understood | { readonly ok: false; readonly problems: readonly QueryProblem[] }

interface Understood {
  readonly ok: true
  readonly condition: Condition
  /** The same for tickets that were chosen inside the wall already. */
  readonly within: Condition
  /** Whether it means something else for each who looks. */
  readonly personal: boolean
  /** Whether it means something else as time goes by. */
  readonly timed: boolean
  /** Whether what is written in a ticket, or when something was done last, counts for it. */
  readonly found: boolean
  /** Where the tickets that it finds may stand, where it says so. */
  readonly places: ReadonlySet<Lane> | undefined
}

const isPersonal = ({ terms }: Query): boolean => terms.some((term) => term.is === 'filter' && term.values.some((value) => value.is === 'me'))

type Filtering = Extract<Query['terms'][number], { is: 'filter' }>
const filters = ({ terms }: Query): Filtering[] => terms.flatMap((term) => (term.is === 'filter' ? [term] : []))
const isTimed = (query: Query): boolean => query.terms.some((term) => term.is === 'field' && term.tests.some(({ is }) => is === 'day')) || filters(query).some(({ operator }) => operator === 'due' || operator === 'opened' || operator === 'changed' || operator === 'snoozed')
const looksInside: ReadonlySet<string> = new Set(['changed', 'mention', 'file', 'last', 'clause'])
const isFound = (query: Query): boolean => query.terms.some((term) => term.is !== 'filter' || looksInside.has(term.operator))

const placeOfState: Readonly<Record<string, readonly Lane[]>> = { new: ['todo', 'waiting'], open: ['todo', 'waiting'], waiting_customer: ['waiting'], waiting_supplier: ['waiting'], solved: ['solved'], closed: ['closed'] }

/** Where the tickets of one term stand; undefined where it does not say. */
function placesOfTerm({ operator, values, not }: Filtering): readonly Lane[] | undefined {
  if (not) return undefined
  const names = values.flatMap((value) => (value.is === 'name' ? [value.name] : []))
  switch (operator) {
    case 'place': return names.length === values.length ? lanes.filter((lane) => names.includes(lane)) : undefined
    case 'state': return names.length === values.length ? names.flatMap((name) => placeOfState[name] ?? []) : undefined
    case 'due': return values.some((value) => value.is !== 'time' || value.moment.is === 'none') ? undefined : ['todo']
    case 'merged': return values.every((value) => value.is === 'any') ? ['merged'] : undefined
    case 'held': return values.every((value) => value.is === 'any') ? ['waiting'] : undefined
    default: return undefined
  }
}

/** The places that all of its terms leave. */
function placesOf(query: Query): ReadonlySet<Lane> | undefined {
  const said = filters(query).flatMap((term) => {
    const places = placesOfTerm(term)
    return places === undefined ? [] : [new Set(places)]
  })
  return said.length === 0 ? undefined : said.reduce((all, one) => all.intersection(one))
}

/** Reads filter texts for somebody who looks: names are those of the policy in force, days those of its zone. */
export async function filtersFor(desk: Desk, providerId: string, wall: DeskWall): Promise<(text: string) => Filter> {
  const now = desk.time.now()
  const [{ policy, known }] = await Promise.all([knownTo(desk, providerId, wall), gatherSome(desk)])
  return (text) => {
    const query = readQuery(text, known)
    if (query.problems.length > 0) return { ok: false, problems: query.problems }
    const looking = { providerId, wall, agentId: wall.agentId, now, zone: policy?.zone ?? 'UTC' }
    const conditionOf = ({ where, values }: Conditions): Condition => ({ text: where, values })
    return {
      ok: true, condition: conditionOf(conditionsOf(query, looking)), within: conditionOf(conditionsOf(query, { ...looking, chosen: true })),
      personal: isPersonal(query), timed: isTimed(query), found: isFound(query), places: placesOf(query),
    }
  }
}
