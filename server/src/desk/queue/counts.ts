import type { Counts, SavedView, View } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { countLists, mostCounted } from './counting.ts'
import { filtersFor } from './filter.ts'
import { Held } from './held.ts'
import { listOf } from './list.ts'
import type { List } from './statement.ts'

/** Views that hold the same for everybody behind one wall, and those that are each agent's own. */
const shared: readonly View[] = ['todo', 'unassigned', 'due_soon', 'late', 'waiting', 'snoozed', 'solved', 'all']
const own: readonly View[] = ['mine', 'teams', 'mentioned', 'watching']

/** What is due within the hour changes with the time alone: counts are worked out again after this long. */
const age = 15_000
/** Answers kept for one database; the oldest go. */
const mostHeld = 1_000

type Tally = ReadonlyMap<string, number | null>
interface Kept { watched: boolean; readonly answers: Map<string, Held<Tally>> }
const kept = new WeakMap<Desk['database']['pool'], Kept>()

function keptOf(desk: Desk): Kept {
  const { pool } = desk.database
  const found = kept.get(pool) ?? { watched: false, answers: new Map() }
  kept.set(pool, found)
  return found
}

/** Counts may be kept while somebody tells of every change, and only then. */
export function watchCounts(desk: Desk, watched: boolean): void {
  keptOf(desk).watched = watched
  for (const answer of keptOf(desk).answers.values()) answer.touch()
}

/** Something of a provider changed, or of any: what was counted no longer holds. */
export function countsChanged(desk: Desk, providerId?: string): void {
  for (const [key, answer] of keptOf(desk).answers) if (providerId === undefined || key.startsWith(providerId)) answer.touch()
}

/** An agent has looked at something: what they had not seen is another number. */
export function unreadChanged(desk: Desk, providerId: string, { agentId }: DeskWall): void {
  keptOf(desk).answers.get(`${providerId} unread ${agentId}`)?.touch()
}

function held(desk: Desk, key: string, work: () => Promise<Tally>): Promise<Tally> {
  const { watched, answers } = keptOf(desk)
  if (!watched) return work()
  const answer = answers.get(key) ?? new Held<Tally>()
  answers.delete(key)
  answers.set(key, answer)
  for (const oldest of answers.keys()) {
    if (answers.size <= mostHeld) break
    answers.delete(oldest)
  }
  return answer.get(() => desk.time.now(), age, work)
}

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

/** The counts of saved views; null for those that cannot be read any more. */
async function countViews(desk: Desk, providerId: string, wall: DeskWall, views: readonly SavedView[]): Promise<Tally> {
  const read = await filtersFor(desk, providerId, wall)
  const looking = { providerId, wall, now: desk.time.now() }
  const lists = new Map<string, List>()
  const unread = new Map<string, null>()
  for (const { id, filter } of views) {
    const found = read(filter)
    if (found.ok) lists.set(id, listOf(looking, undefined, found.condition))
    else unread.set(id, null)
  }
  return new Map([...(await countLists(desk, providerId, lists)), ...unread])
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
  const read = await filtersFor(desk, providerId, wall)
  const isOwn = ({ filter, scope }: SavedView) => {
    const found = read(filter)
    return scope === 'mine' || (found.ok && found.personal)
  }
  const [mine, ours] = [views.filter(isOwn), views.filter((view) => !isOwn(view))]
  const named = (some: readonly SavedView[]) => some.map(({ id, version }) => `${id}.${version}`).join()
  const open = wall.departments === null ? 'open' : 'walled'
  const tallies = await Promise.all([
    held(desk, `${providerId} views ${sight}`, () => countLists(desk, providerId, lists(shared), `counts-${open}`)),
    held(desk, `${providerId} aside ${sight}`, () => countAside(desk, providerId, wall)),
    held(desk, `${providerId} own ${wall.agentId}`, () => countLists(desk, providerId, lists(own), `counts-own-${open}`)),
    held(desk, `${providerId} unread ${wall.agentId}`, () => countUnread(desk, providerId, wall)),
    ...(ours.length === 0 ? [] : [held(desk, `${providerId} saved ${sight} ${named(ours)}`, () => countViews(desk, providerId, wall, ours))]),
    ...(mine.length === 0 ? [] : [held(desk, `${providerId} saved ${wall.agentId} ${named(mine)}`, () => countViews(desk, providerId, wall, mine))]),
  ])
  const all = new Map<string, number | null>(tallies.flatMap((tally) => [...tally]))
  const of = (name: string) => all.get(name) ?? 0
  return {
    ...(Object.fromEntries([...shared, ...own].map((view) => [view, of(view)])) as Record<View, number>),
    quarantine: of('quarantine'), outgoingFailed: of('outgoingFailed'), watchingUnread: of('watchingUnread'),
    saved: Object.fromEntries(views.map(({ id }) => [id, all.get(id) ?? null])), now: writeInstant(now),
  }
}
