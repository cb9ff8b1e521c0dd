import type { Desk } from '#policies/policies.ts'
import { besideFilters, fitsSeen, isWordTerm, joined, phrasesStand, piece, textOf, wordsQuestion } from '../query/query.ts'
import type { Piece, Query, QueryLooking, WordTerm } from '../query/query.ts'

/** Found tickets are ranked among so many; where there are more, among the newest. */
export const mostRanked = 1_000
/** Numbers of one block, as the words of a ticket have it. */
const block = 2_048
/** The newest tickets are looked through first, then four times as many, … */
const growth = 4
/**
 * After so long (milliseconds) what has been looked through has to do: it is said how many that was. Words alone soon find enough; of
 * phrases and filters it is not known beforehand how many tickets must be read for one that is found.
 */
const patience = { words: 250, more: 60 } as const
/** So many tickets that filters alone leave are looked at one by one, provided that an index leads to them. */
const fewByFilters = 6_000
const dearest = 20_000

export interface Candidate { readonly id: string; readonly number: number; readonly score: number; readonly changed_at: number }
export interface Found {
  /** The best first. */
  readonly candidates: readonly Candidate[]
  /** There are more than were ranked. */
  readonly more: boolean
  /** How many of the newest tickets were looked through, where not all were. */
  readonly looked: number | null
}

const inBlocks = (from: number, to: number): Piece => {
  const blocks = Array.from({ length: Math.floor((to - 1) / block) - Math.floor(from / block) + 1 }, (_, index) => `'=b${Math.floor(from / block) + index}'`)
  return piece`${blocks.join(' | ')}::tsquery`
}

/**
 * How well a ticket fits: its own number, all words in its subject, some of them, any elsewhere. What is equal is ordered by when it
 * last changed.
 */
function scoreOf(words: readonly WordTerm[]): Piece {
  const wanted = words.filter((term) => !term.not)
  const numbers = wanted.flatMap((term) => (term.is === 'number' ? [term.number] : []))
  const texts = wanted.map(({ text }) => text)
  if (texts.length === 0) return piece`0`
  const each = texts.map((text) => piece`t.words @@ (asked_words(${text}) || begun_words(${text}))`)
  return piece`(case when t.number = any(${numbers}::int[]) then 100 else 0 end + case when ${joined(each, ' and ')} then 10 when ${joined(each, ' or ')} then 5 else 0 end)`
}

/** What went on in another ticket is found by that one; unwanted mail only where it is asked for. */
function setAside(query: Query): Piece[] {
  const asked = query.terms.some((term) => term.is === 'filter' && (term.operator === 'place' || term.operator === 'merged' || term.operator === 'state'))
  if (asked) return []
  const numbers = query.terms.flatMap((term) => (term.is === 'number' && !term.not ? [term.number] : []))
  return [numbers.length === 0 ? piece`t.place not in ('merged', 'spam')` : piece`(t.place not in ('merged', 'spam') or t.number = any(${numbers}::int[]))`]
}

/** Where tickets of these states stand, whatever else became of them: by place there is an index. */
const places: Readonly<Record<string, string>> = { new: 'open', open: 'open', waiting_customer: 'open', waiting_supplier: 'open', solved: 'solved', closed: 'closed' }
const placesOf: Readonly<Record<string, Piece>> = {
  open: piece`t.place in ('todo', 'waiting', 'merged', 'spam')`, solved: piece`t.place in ('solved', 'merged', 'spam')`, closed: piece`t.place in ('closed', 'merged', 'spam')`,
}

/** What follows of the states that are asked for. */
function implied(query: Query): Piece[] {
  return query.terms.flatMap((term) => {
    if (term.is !== 'filter' || term.operator !== 'state' || term.not) return []
    const where = new Set(term.values.map((value) => (value.is === 'name' ? places[value.name] : undefined)))
    const [only] = where
    return where.size === 1 && only !== undefined ? [placesOf[only]!] : []
  })
}

const isFilter = ({ is, ...term }: Query['terms'][number]): boolean => is !== 'word' && is !== 'phrase' && is !== 'number' && !('operator' in term && term.operator === 'clause')

type Run = (text: Piece) => Promise<(Candidate & { matched: number })[]>

/** Whether the filters of a query leave few tickets, to which an index leads: by what the planner knows of them. */
async function leaveFew(desk: Desk, beside: Piece): Promise<boolean> {
  const text = piece`explain (format json) select t.id from tickets t where ${beside}`
  const { rows } = await desk.database.pool.query<{ 'QUERY PLAN': readonly { readonly Plan: { readonly 'Plan Rows': number; readonly 'Total Cost': number } }[] }>(textOf(text, 1), [...text.values])
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  return plan !== undefined && plan['Plan Rows'] <= fewByFilters && plan['Total Cost'] <= dearest
}

/**
 * The words that are asked of an index, and what remains to be asked of what it finds: behind a wall the words of a ticket may hold those
 * of another that went on in it. Words that must not stand there are then looked for in what may be seen alone.
 */
function askedWords(query: Query, { providerId, wall }: QueryLooking, typing: boolean): { words: Piece | undefined; seen: Piece[] } {
  const words = wordsQuestion(providerId, query.terms, typing)
  if (!words || wall.departments === null) return { words, seen: [] }
  const wanted = query.terms.filter(({ not }) => !not)
  const asked = wanted.length === query.terms.length
  return { words: asked ? words : wordsQuestion(providerId, wanted, typing), seen: [fitsSeen(wall, words, asked)] }
}

/** Finds the tickets of a query, the best first, in a time that does not grow with the desk. */
export async function findCandidates(desk: Desk, query: Query, looking: QueryLooking, typing: boolean): Promise<Found> {
  const { words, seen } = askedWords(query, looking, typing)
  const score = scoreOf(query.terms.filter(isWordTerm))
  const filters = joined([besideFilters(query, looking, typing), ...implied(query), ...setAside(query)], ' and ')
  const beside = joined([filters, ...phrasesStand(query.terms, looking.wall), ...seen], ' and ')
  const run: Run = async (text) => (await desk.database.pool.query<Candidate & { matched: number }>(textOf(text, 1), [...text.values])).rows
  const columns = piece`t.id, t.number, t.changed_at, ${score} as score, 0 as matched`

  // Most searches find few: they are looked at whole. The limit is on the words alone, so that it does not mislead the planner.
  const matches = words && piece`select w.ticket_id from ticket_words w where w.words @@ (${words}) limit ${mostRanked + 1}`
  const first = await run(matches
    ? piece`with h as materialized (${matches}), counted as (select count(*)::int as n from h)
        select ${columns} from h join tickets t on t.provider_id = ${looking.providerId}::uuid and t.id = h.ticket_id where (select n from counted) <= ${mostRanked} and ${beside}
        union all select null, 0, 0, 0, n from counted`
    : piece`with h as materialized (select t.id from tickets t where ${beside} limit ${mostRanked + 1})
        select ${columns} from h join tickets t on t.provider_id = ${looking.providerId}::uuid and t.id = h.id`)
  const whole = first.filter(({ id }) => id !== null)
  const matched = matches ? (first.at(-1)?.matched ?? 0) : first.length
  if (matched <= mostRanked) return { candidates: ranked(whole), more: false, looked: null }
  // Very many by filters alone: those that changed last, which stand close together in their index.
  if (!words) return { candidates: ranked(await run(piece`select ${columns} from tickets t where ${beside} order by t.changed_at desc, t.id desc limit ${mostRanked}`)), more: true, looked: null }
  // Many by their words, few by the filters: these are read, and all of them ranked.
  if (!query.terms.some(({ is }) => is === 'phrase') && query.terms.some(isFilter) && (await leaveFew(desk, filters))) {
    const found = await run(piece`with h as materialized (select t.id from tickets t where ${filters})
      select ${columns} from h join ticket_words w on w.provider_id = ${looking.providerId}::uuid and w.ticket_id = h.id join tickets t on t.provider_id = ${looking.providerId}::uuid and t.id = h.id
      where w.words @@ (${words}) and ${joined([piece`true`, ...seen], ' and ')} order by score desc, t.changed_at desc limit ${mostRanked + 1}`)
    return { candidates: ranked(found), more: found.length > mostRanked, looked: null }
  }
  const time = query.terms.every((term) => isWordTerm(term) && term.is !== 'phrase') ? patience.words : patience.more
  return newestFirst(desk, looking.providerId, { words, beside, columns }, time, run)
}

/** Looks through the newest tickets, more and more of them at a time, as far as there is time for. */
async function newestFirst(desk: Desk, providerId: string, { words, beside, columns }: Readonly<Record<'words' | 'beside' | 'columns', Piece>>, time: number, run: Run): Promise<Found> {
  const newest = (await desk.database.pool.query<{ number: number }>('select coalesce(max(number), 0) as number from tickets where provider_id = $1', [providerId])).rows[0]!.number
  const begun = desk.time.now()
  const found: Candidate[] = []
  let to = newest + 1
  for (let size = block; to > 0 && found.length <= mostRanked;) {
    const from = Math.max(0, (Math.floor(to / block) - size / block + 1) * block)
    // The blocks of very many tickets cost more than they save.
    const within = size <= block * 64 ? piece`(${words}) && (${inBlocks(from, to)})` : words
    const numbers = piece`t.number >= ${from} and t.number < ${to}`
    found.push(...(await run(piece`select ${columns} from ticket_words w join tickets t on t.provider_id = w.provider_id and t.id = w.ticket_id
      where w.provider_id = ${providerId}::uuid and w.words @@ (${within}) and w.number >= ${from} and w.number < ${to} and ${numbers} and ${beside} limit ${mostRanked * 4}`)))
    to = from
    // As many more as the time that is left is enough for, by what the last ones took.
    const spent = desk.time.now() - begun
    const affordable = spent <= 0 ? Infinity : Math.floor(((newest + 1 - to) / spent) * (time - spent) / block) * block
    if (affordable < block) break
    size = Math.min(size * growth, affordable)
  }
  const more = found.length > mostRanked
  return { candidates: ranked(found), more: more || to > 0, looked: to > 0 ? newest + 1 - to : null }
}

function ranked(found: readonly Candidate[]): Candidate[] {
  return [...found].sort((a, b) => b.score - a.score || b.changed_at - a.changed_at || (a.id < b.id ? 1 : -1)).slice(0, mostRanked)
}
