import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { gatherSome } from '../search/gather.ts'
import { conditionsOf, knownIn, readQuery } from '../query/query.ts'
import type { Query, QueryProblem } from '../query/query.ts'
import type { Condition } from './statement.ts'

/** A filter text as a condition of the queue, or what in it cannot be understood. */
export type Filter = { readonly ok: true; readonly condition: Condition; readonly personal: boolean } | { readonly ok: false; readonly problems: readonly QueryProblem[] }

/** Whether it means something else for each who looks. */
const isPersonal = ({ terms }: Query): boolean => terms.some((term) => term.is === 'filter' && term.values.some((value) => value.is === 'me'))

/** Reads filter texts for somebody who looks: names are those of the policy in force, days those of its zone. */
export async function filtersFor(desk: Desk, providerId: string, wall: DeskWall): Promise<(text: string) => Filter> {
  const now = desk.time.now()
  const [policy] = await Promise.all([desk.policies.inForce(providerId, now), gatherSome(desk)])
  const known = policy ? knownIn(policy) : {}
  return (text) => {
    const query = readQuery(text, known)
    if (query.problems.length > 0) return { ok: false, problems: query.problems }
    const { where, values } = conditionsOf(query, { providerId, wall, agentId: wall.agentId, now, zone: policy?.zone ?? 'UTC' })
    return { ok: true, condition: { text: where, values }, personal: isPersonal(query) }
  }
}
