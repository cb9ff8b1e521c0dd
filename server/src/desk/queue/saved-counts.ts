import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { countLists, mostCounted } from './counting.ts'
import { filtersFor } from './filter.ts'
import type { Filter } from './filter.ts'
import { behind, countsAreKept, keep, mayBeFound, maySort } from './keeping.ts'
import { listOf } from './list.ts'
import { lanes, Values } from './statement.ts'
import type { Condition, Lane } from './statement.ts'

/** How much a filter holds. `partly`: what of it is not counted. */
export interface SavedCount { readonly n: number; readonly partly?: 'open' | 'recent' }
type Counts = ReadonlyMap<string, SavedCount>
type Readable = Extract<Filter, { ok: true }>

const open: readonly Lane[] = ['todo', 'waiting']
/** Of each place where tickets are done with, so many are looked at: those changed last. */
export const mostWalked = 10_000
/** Filters that look at the time are counted again after so long; others once in a while, for what nobody tells of. */
const ages = { timed: 15_000, others: 120_000 } as const
/** A text that nobody asked for in so long is no longer counted with the others. */
const forgotten = 600_000
/** Texts in one statement. */
const most = 60

/** Which places a filter is counted in: those that it names, else what is open. */
function placesOf({ places }: Readable): { readonly places: readonly Lane[]; readonly all: boolean } {
  if (places !== undefined) return { places: lanes.filter((lane) => places.has(lane)), all: true }
  return { places: open, all: false }
}

const listed = (places: readonly Lane[]) => places.map((lane) => `'${lane}'`).join(', ')

/** How many tickets each of these filters finds among the rows of `from` (tickets `t`), in one pass. */
async function countIn(desk: Desk, filters: ReadonlyMap<string, Readable>, values: Values, from: string): Promise<ReadonlyMap<string, number>> {
  const texts = [...filters].flatMap(([text, filter]) => (placesOf(filter).places.length > 0 ? [text] : []))
  if (texts.length === 0) return new Map()
  const parts = texts.map((text, index) => {
    const filter = filters.get(text)!
    return `count(*) filter (where t.place in (${listed(placesOf(filter).places)}) and ${values.condition(filter.within)})::int as c${index}`
  })
  const { rows } = await desk.database.pool.query<Record<string, number>>({ text: `select ${parts.join(', ')} from ${from}`, values: values.all })
  return new Map(texts.map((text, index) => [text, rows[0]?.[`c${index}`] ?? 0]))
}

/** Whether more stand in a place than are looked at. */
async function overflowing(desk: Desk, providerId: string, places: readonly Lane[]): Promise<ReadonlySet<Lane>> {
  if (places.length === 0) return new Set()
  const { rows } = await desk.database.pool.query<{ place: Lane }>({
    name: 'count-overflowing',
    text: `select p.place from unnest($2::text[]) p (place) where exists (select 1 from tickets t where t.provider_id = $1 and t.place = p.place order by t.changed_at desc, t.id desc offset $3 limit 1)`,
    values: [providerId, places, mostWalked],
  })
  return new Set(rows.map(({ place }) => place))
}

/** The last changed of each place. */
const recent = (places: readonly Lane[]) => `(${places.map((lane) => `(select * from tickets x where x.provider_id = $1 and x.place = '${lane}' order by x.changed_at desc, x.id desc limit ${mostWalked})`).join(' union all ')}) t`

/** What is inside a wall by its department alone: the same for all who are behind it. */
const inDepartments = (from: number) => `($${from}::text[] is null or t.department is null or t.department = any($${from}::text[]))`

/** Counts filters for all who see the same departments: what is open in one pass, what is done with among the last of it. */
async function countShared(desk: Desk, providerId: string, departments: readonly string[] | null, filters: ReadonlyMap<string, Readable>): Promise<Counts> {
  const wall: Condition = { text: inDepartments, values: [departments] }
  const among = async (wanted: readonly Lane[], from: (values: Values) => string) => {
    const values = new Values()
    values.put(providerId, 'uuid')
    const looking = new Map([...filters].filter(([, filter]) => placesOf(filter).places.some((lane) => wanted.includes(lane))))
    return countIn(desk, looking, values, from(values))
  }
  const done = lanes.filter((lane) => !open.includes(lane) && [...filters.values()].some((filter) => placesOf(filter).places.includes(lane)))
  const [now, before, over] = await Promise.all([
    among(open, (values) => `tickets t where t.provider_id = $1 and t.place in (${listed(open)}) and ${values.condition(wall)}`),
    among(done, (values) => `${recent(done)} where ${values.condition(wall)}`),
    overflowing(desk, providerId, done),
  ])
  return new Map([...filters].map(([text, filter]): [string, SavedCount] => {
    const { places, all } = placesOf(filter)
    const n = (now.get(text) ?? 0) + (before.get(text) ?? 0)
    const partly = !all ? 'open' as const : places.some((lane) => over.has(lane)) ? 'recent' as const : undefined
    return [text, { n: Math.min(n, mostCounted), ...(partly === undefined || n >= mostCounted ? {} : { partly }) }]
  }))
}

/** What is open that an agent sees beyond the wall because it was given to them. What is done with and lies beyond it is counted for nobody. */
async function countGiven(desk: Desk, providerId: string, { agentId, departments }: DeskWall, filters: ReadonlyMap<string, Readable>): Promise<ReadonlyMap<string, number>> {
  const values = new Values()
  const [own, mine] = [values.put(providerId, 'uuid'), values.put(agentId, 'uuid')]
  const theirs = values.put(departments, 'text[]')
  return countIn(desk, filters, values, `tickets t where t.provider_id = ${own} and t.assignee_id = ${mine} and t.place in (${listed(open)}) and not (t.department = any(${theirs}))`)
}

/** Filters that mean something else for each agent: each by its own index, as far as a thousand. */
async function countOwn(desk: Desk, providerId: string, wall: DeskWall, filters: ReadonlyMap<string, Readable>): Promise<Counts> {
  const looking = { providerId, wall, now: desk.time.now() }
  const somewhere = [...filters].filter(([, filter]) => placesOf(filter).places.length > 0)
  const found = await countLists(desk, providerId, new Map(somewhere.map(([text, filter]) => [text, { ...listOf(looking, undefined, filter), lanes: placesOf(filter).places }])))
  return new Map([...found].map(([text, n]): [string, SavedCount] => [text, { n, ...(placesOf(filters.get(text)!).all || n >= mostCounted ? {} : { partly: 'open' as const }) }]))
}

/** The texts that are counted together, by the key under which they are kept. */
const boards = new WeakMap<Desk['database']['pool'], Map<string, Map<string, number>>>()

function textsOf(desk: Desk, key: string, wanted: readonly string[]): Map<string, number> {
  const all = boards.get(desk.database.pool) ?? new Map<string, Map<string, number>>()
  boards.set(desk.database.pool, all)
  const texts = all.get(key) ?? new Map<string, number>()
  all.set(key, texts)
  const now = desk.time.now()
  for (const text of wanted) texts.set(text, now)
  for (const [text, asked] of texts) if (now - asked > forgotten) texts.delete(text)
  return texts
}

interface Board { readonly key: string; /** What of the changes may alter it. */ readonly wall: DeskWall; readonly count: (filters: ReadonlyMap<string, Readable>) => Promise<Counts> }

/** Counts these filters with all that others ask for under the same key, at most once a second, and not while nothing happens that could alter them. */
async function ask(desk: Desk, providerId: string, { key, wall, count }: Board, filters: ReadonlyMap<string, Readable>): Promise<Counts> {
  if (filters.size === 0) return new Map()
  if (!countsAreKept(desk)) return count(filters)
  const texts = textsOf(desk, `${providerId} ${key}`, [...filters.keys()])
  const read = await filtersFor(desk, providerId, wall)
  const known = [...texts.keys()].flatMap((text): [string, Readable][] => {
    const found = read(text)
    return found.ok ? [[text, found]] : []
  })
  const some = (has: (filter: Readable) => boolean) => known.some(([, filter]) => has(filter))
  const how = { age: some(({ timed }) => timed) ? ages.timed : ages.others, matters: behind(wall, some(({ found }) => found) ? mayBeFound : maySort) }
  return keep(desk, providerId, `${key} ${known.map(([text]) => text).toSorted().join('\n')}`, how, async () => {
    const chunks = Array.from({ length: Math.ceil(known.length / most) }, (_, index) => new Map(known.slice(index * most, (index + 1) * most)))
    const counted = await Promise.all(chunks.map(count))
    return new Map(counted.flatMap((one) => [...one]))
  })
}

/** How much each of these filters holds for an agent, by its text; null for one that cannot be read any more. */
export async function countSaved(desk: Desk, providerId: string, wall: DeskWall, texts: readonly string[]): Promise<ReadonlyMap<string, SavedCount | null>> {
  if (texts.length === 0) return new Map()
  const read = await filtersFor(desk, providerId, wall)
  const found = new Map([...new Set(texts)].map((text) => [text, read(text)]))
  const pick = (wanted: (filter: Readable) => boolean) => new Map([...found].flatMap(([text, filter]): [string, Readable][] => (filter.ok && wanted(filter) ? [[text, filter]] : [])))
  const [own, others] = [pick(({ personal }) => personal), pick(({ personal }) => !personal)]
  const { departments } = wall
  const sight = departments === null ? 'all' : [...departments].toSorted().join()
  // What was given to an agent is theirs alone: those who see the same departments share all the rest.
  const everybody: DeskWall = { agentId: noOne, departments }
  const [shared, given, mine] = await Promise.all([
    ask(desk, providerId, { key: `saved ${sight}`, wall: everybody, count: (filters) => countShared(desk, providerId, departments, filters) }, others),
    departments === null ? undefined : ask(desk, providerId, {
      key: `given ${wall.agentId} ${sight}`, wall: { ...wall, departments: [] }, count: async (filters) => new Map([...(await countGiven(desk, providerId, wall, filters))].map(([text, n]) => [text, { n }])),
    }, others),
    ask(desk, providerId, { key: `own ${wall.agentId} ${sight}`, wall, count: (filters) => countOwn(desk, providerId, wall, filters) }, own),
  ])
  return new Map([...found].map(([text, filter]): [string, SavedCount | null] => {
    if (!filter.ok) return [text, null]
    const base = (filter.personal ? mine : shared).get(text) ?? { n: 0 }
    const more = given?.get(text)?.n ?? 0
    return [text, more === 0 ? base : { ...base, n: Math.min(mostCounted, base.n + more) }]
  }))
}

/** An agent that there is not: of what they see, nothing was given to them. */
const noOne = '00000000-0000-0000-0000-000000000000'
