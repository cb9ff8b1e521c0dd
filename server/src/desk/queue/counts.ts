import type { Counts, SavedView, View } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { countLists, mostCounted } from './counting.ts'
import { behind, keep, keptNoLonger, mayBeFound, mayLieAside, maySort } from './keeping.ts'
import type { Matters } from './keeping.ts'
import { listOf } from './list.ts'
import { countSaved } from './saved-counts.ts'

/** Views that hold the same for everybody behind one wall, and those that are each agent's own. */
const shared: readonly View[] = ['todo', 'unassigned', 'due_soon', 'late', 'waiting', 'snoozed', 'solved', 'all']
const own: readonly View[] = ['mine', 'teams', 'mentioned', 'watching']

/** What is due within the hour changes with the time alone: counts are worked out again after this long. */
const age = 15_000
type Tally = ReadonlyMap<string, number>

async function countAside(desk: Desk, providerId: string, wall: DeskWall): Promise<Tally> {
  const open = wall.departments === null
  const loose = (alias: string) => (open ? '' : ` and (${alias}.ticket_id is null or exists (select 1 from tickets t where t.provider_id = $1 and t.id = ${alias}.ticket_id and ${deskWallText(2)}))`)
  const upTo = (from: string) => `(select count(*)::int from (select 1 from ${from} limit ${mostCounted}) n)`
  const { rows } = await desk.database.pool.query<{ quarantine: number; failed: number }>({
    name: `count-aside-${open ? 'open' : 'walled'}`,
    text: `select ${upTo(`requests r where r.provider_id = $1 and r.state = 'quarantined'${loose('r')}`)} as quarantine, ${upTo(`outbox o where o.provider_id = $1 and o.state = 'failed'${loose('o')}`)} as failed`,
    values: [providerId, ...(open ? [] : deskWallValues(wall))],
  })
  return new Map([['quarantine', rows[0]!.quarantine], ['outgoingFailed', rows[0]!.failed]])
}

/** Of how many tickets that they follow, and see, an agent was told something that they have not looked at. */
async function countUnread(desk: Desk, providerId: string, wall: DeskWall): Promise<Tally> {
  const { rows } = await desk.database.pool.query<{ unread: number }>({
    name: 'count-watching-unread',
    text: `select count(*)::int as unread from (select 1 from agent_alerts a join tickets t on t.provider_id = a.provider_id and t.id = a.ticket_id
      where a.provider_id = $1 and a.agent_id = $3 and a.seen_at is null and t.watchers @> array[$3]::uuid[] and t.place in ('todo', 'waiting', 'solved', 'closed') and ${deskWallText(2)} group by a.ticket_id limit ${mostCounted}) n`,
    values: [providerId, ...deskWallValues(wall)],
  })
  return new Map([['watchingUnread', rows[0]!.unread]])
}

/** An agent has looked at something: what they had not seen is another number. */
export function unreadChanged(desk: Desk, providerId: string, { agentId }: DeskWall): void {
  keptNoLonger(desk, providerId, `unread ${agentId}`)
}

/**
 * How many tickets that an agent sees each view holds, up to 1000 each, and what else needs an eye. In few statements, each at most
 * once a second for all who see the same, however many agents ask (zammad#2108).
 */
export async function readCounts(desk: Desk, providerId: string, wall: DeskWall, views: readonly SavedView[] = []): Promise<Counts> {
  const now = desk.time.now()
  // Behind a wall an agent also sees what is given to them: it is their own.
  const sight = wall.departments === null ? 'all' : wall.agentId
  const lists = (names: readonly View[]) => new Map(names.map((view) => [view as string, listOf({ providerId, wall, now: desk.time.now() }, view, undefined)]))
  const open = wall.departments === null ? 'open' : 'walled'
  const count = (key: string, matters: Matters, work: () => Promise<Tally>) => keep(desk, providerId, key, { age, matters: behind(wall, matters) }, work)
  const [saved, ...tallies] = await Promise.all([
    countSaved(desk, providerId, wall, views.map(({ filter }) => filter)),
    count(`views ${sight}`, maySort, () => countLists(desk, providerId, lists(shared), `counts-${open}`)),
    keep(desk, providerId, `aside ${sight}`, { age, matters: mayLieAside }, () => countAside(desk, providerId, wall)),
    count(`own ${wall.agentId}`, mayBeFound, () => countLists(desk, providerId, lists(own), `counts-own-${open}`)),
    keep(desk, providerId, `unread ${wall.agentId}`, { age, matters: () => true }, () => countUnread(desk, providerId, wall)),
  ])
  const all = new Map<string, number>(tallies.flatMap((tally) => [...tally]))
  const of = (name: string) => all.get(name) ?? 0
  return {
    ...(Object.fromEntries([...shared, ...own].map((view) => [view, of(view)])) as Record<View, number>),
    quarantine: of('quarantine'), outgoingFailed: of('outgoingFailed'), watchingUnread: of('watchingUnread'),
    saved: Object.fromEntries(views.map(({ id, filter }) => [id, saved.get(filter)?.n ?? null])),
    savedPartly: Object.fromEntries(views.flatMap(({ id, filter }) => {
      const partly = saved.get(filter)?.partly
      return partly === undefined ? [] : [[id, partly]]
    })),
    now: writeInstant(now),
  }
}
