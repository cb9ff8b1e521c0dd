import { sql } from 'kysely'
import { statisticOf } from '@guichet/policy'
import type { Commitment } from '@guichet/policy'
import type { FigureExclusion, FigureLine, FigurePart, Figures } from '@guichet/protocol'
import { figureExclusions, writeInstant } from '@guichet/protocol'
import { targetLabel } from '#desk/desk.ts'
import { onDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { keyOf, openOf, partText, stoppedOf, whyText } from './chosen.ts'
import { allFilled } from './filled.ts'
import { countingNow } from './open.ts'
import type { Asked } from './period.ts'

interface Group { key: string; line: string; tier: string | null; part: FigurePart; why: FigureExclusion | null; day: number; n: number; last: number; counted: number[] | null }
interface Made { key: string; commitment: Commitment; version: string }
interface Open { key: string; version: string; startedAt: number; counted: number; countedTo: number | null }
interface Found { groups: Omit<Group, 'line' | 'last'>[]; made: Made[]; open: Open[] }

/** The beginnings of the days of a period: the n-th day of it lies after the n-th of these. */
function dayBounds({ span, zone }: Asked): number[] {
  const bounds: number[] = []
  for (let day = Temporal.PlainDate.from(span.first); day.toString() <= span.last; day = day.add({ days: 1 })) bounds.push(day.toZonedDateTime(zone).epochMilliseconds)
  return bounds
}

/** How many stopped how, of each line and day: one pass over one index. */
async function readStopped(desk: Desk, providerId: string, wall: DeskWall, asked: Asked): Promise<Group[]> {
  const { from, at } = stoppedOf(providerId, wall, asked)
  const { rows } = await sql<Omit<Group, 'key'>>`
    select k.line, k.tier, ${partText(asked.now)} as part, ${whyText} as why, width_bucket(${at}, ${dayBounds(asked)}::bigint[]) as day, count(*)::int as n, max(k.stopped_at) as last,
      array_agg(k.counted) filter (where k.aside is null and k.outcome <> 'cancelled') as counted from ${from} group by 1, 2, 3, 4, 5`.execute(desk.database.db)
  return rows.map((row) => ({ ...row, key: keyOf(row.tier, row.line) }))
}

interface OpenRow { line: string; tier: string | null; part: FigurePart; why: FigureExclusion | null; at: number; ticket_id: string; metric: string; cycle: number; version: string; started_at: number; counted: number; counted_to: number | null }

/** What has not stopped, one by one: each goes on being counted. */
async function readOpen(desk: Desk, providerId: string, wall: DeskWall, asked: Asked): Promise<OpenRow[]> {
  const { from, at } = openOf(providerId, wall, asked)
  const { rows } = await sql<OpenRow>`
    select k.line, k.tier, ${partText(asked.now)} as part, ${whyText} as why, ${at} as at, k.ticket_id, k.metric, k.cycle, k.policy_version as version, k.started_at, k.counted, k.counted_to from ${from}`.execute(desk.database.db)
  return rows
}

/** What each line promises: as the last of its clocks says it. */
async function readMade(desk: Desk, providerId: string, stopped: readonly Group[], open: readonly OpenRow[]): Promise<Made[]> {
  const last = new Map<string, Group>()
  for (const group of stopped) if (group.last > (last.get(group.key)?.last ?? -Infinity)) last.set(group.key, group)
  const owed = new Map(open.map((row) => [keyOf(row.tier, row.line), row]))
  for (const key of last.keys()) owed.delete(key)
  const [ended, running] = [[...last.values()], [...owed.values()]]
  const { rows } = await sql<Made>`
    select g.key, k.commitment, k.policy_version as version from unnest(${ended.map(({ key }) => key)}::text[], ${ended.map(({ line }) => line)}::text[], ${ended.map((one) => one.last)}::bigint[]) g (key, line, last)
      cross join lateral (select k.commitment, k.policy_version from clocks k where k.provider_id = ${providerId} and k.stopped_at = g.last and k.line = g.line limit 1) k
    union all select g.key, k.commitment, k.policy_version
      from unnest(${[...owed.keys()]}::text[], ${running.map((row) => row.ticket_id)}::uuid[], ${running.map(({ metric }) => metric)}::text[], ${running.map(({ cycle }) => cycle)}::int[]) g (key, ticket_id, metric, cycle)
      join clocks k on k.provider_id = ${providerId} and k.ticket_id = g.ticket_id and k.metric = g.metric and k.cycle = g.cycle`.execute(desk.database.db)
  return rows
}

/** How many came out how, what the promises were, what is still owed. */
async function readGroups(desk: Desk, providerId: string, wall: DeskWall, asked: Asked): Promise<Found> {
  const [stopped, open] = await Promise.all([readStopped(desk, providerId, wall, asked), readOpen(desk, providerId, wall, asked)])
  const bounds = dayBounds(asked)
  const running = open.map(({ line, tier, part, why, at }) => ({ key: keyOf(tier, line), tier, part, why, day: bounds.findLastIndex((from) => from <= at) + 1, n: 1, counted: null }))
  return {
    groups: [...stopped, ...running], made: await readMade(desk, providerId, stopped, open),
    open: open.flatMap(({ line, tier, part, version, started_at: startedAt, counted, counted_to: countedTo }) => (part === 'open' ? [{ key: keyOf(tier, line), version, startedAt, counted, countedTo }] : [])),
  }
}

/** Of each line, what is counted by now of the promises that are still owed. */
async function readOwed(desk: Desk, providerId: string, { open, made }: Found, now: number): Promise<Map<string, number[]>> {
  const owed = new Map<string, number[]>()
  const countedNow = countingNow(desk, providerId, now)
  // The promises of a line are counted alike.
  const promised = new Map(made.map((one) => [one.key, one.commitment]))
  for (const { key, version, startedAt, counted, countedTo } of open) {
    const amount = await countedNow({ commitment: promised.get(key)!, policyVersion: version, startedAt, counted, countedTo })
    const its = owed.get(key)
    if (its) its.push(amount)
    else owed.set(key, [amount])
  }
  return owed
}

/** What a promise over many came to. Those still owed count with what they have reached: a mean or a maximum is then "at least". */
function measured(commitment: Commitment, ended: readonly number[], owed: readonly number[], kept: number): Pick<FigureLine, 'n' | 'mean' | 'median' | 'p90' | 'max' | 'share' | 'met' | 'atLeast'> {
  const { statistic } = commitment
  const all = [...ended, ...owed]
  const n = all.length
  const atLeast = owed.length > 0
  if (n === 0) return { n, mean: null, median: null, p90: null, max: null, share: null, met: null, atLeast }
  const reading = statisticOf({ value: commitment.value!, statistic }, all)
  const share = (kept * 100) / n
  // Each by itself was judged when it stopped, a mean is judged here: what is still owed may yet break it.
  const met = statistic.of === 'mean' ? (reading.met === true && atLeast ? null : reading.met) : statistic.of === 'share' ? share >= statistic.percent : kept === n
  return { n, mean: reading.mean, median: reading.median, p90: reading.p90, max: reading.max, share, met, atLeast }
}

const inOrder = (a: FigureLine, b: FigureLine): number => {
  const [one, other] = [a, b].map(({ tier, metric, target, bond }) => `${tier ?? ''}|${bond}|${metric}|${target}`) as [string, string]
  return one < other ? -1 : one > other ? 1 : a.key < b.key ? -1 : 1
}

/** How the promises of a period came out, line by line, day by day, with what is left out and why. */
export async function readFigures(desk: Desk, providerId: string, wall: DeskWall, asked: Asked): Promise<Figures> {
  const { span, basis, zone, now } = asked
  const [found, arrivals, filled] = await Promise.all([readGroups(desk, providerId, wall, asked), readArrivals(desk, providerId, wall, asked), allFilled(desk, providerId)])
  const { groups, made } = found
  const owed = await readOwed(desk, providerId, found, now)
  const byKey = Map.groupBy(groups, (group) => group.key)
  const lines: FigureLine[] = []
  for (const { key, commitment, version } of made) {
    const its = byKey.get(key) ?? []
    const count = (part: FigurePart) => its.filter((group) => group.part === part).reduce((sum, { n }) => sum + n, 0)
    const { metric, target, clauses, bond, statistic, value, counted } = commitment
    const within = count('within')
    lines.push({
      key, tier: its[0]!.tier, metric, target, label: targetLabel(await desk.policies.version(providerId, version), target), clauses, bond, statistic: statistic.of,
      percent: statistic.of === 'share' ? statistic.percent : null, value: value!, unit: counted.by === 'business_days' ? 'day' : 'second', calendar: counted.by === 'elapsed' ? null : counted.calendar,
      within, over: count('over'), open: count('open'), running: count('running'), excluded: count('excluded'),
      ...measured(commitment, its.flatMap((group) => group.counted ?? []), owed.get(key) ?? [], within),
    })
  }
  const left = (why: FigureExclusion) => groups.filter((group) => group.why === why).reduce((sum, { n }) => sum + n, 0)
  return {
    now: writeInstant(now), zone, from: span.first, to: span.last, basis, whole: filled, lines: lines.toSorted(inOrder), days: daysOf(groups, asked), arrivals,
    excluded: Object.fromEntries(figureExclusions.map((why) => [why, left(why)])) as Figures['excluded'],
  }
}

/** What came out on each day of the period up to today; by outcome what is still owed has none yet, by creation it belongs to the day of its ticket. */
function daysOf(groups: Found['groups'], { span, basis, zone, now }: Asked): Figures['days'] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()
  const days: Figures['days'] = []
  const byDay = Map.groupBy(groups, (group) => group.day)
  for (let day = Temporal.PlainDate.from(span.first); day.toString() <= span.last && day.toString() <= today; day = day.add({ days: 1 })) {
    const its = byDay.get(days.length + 1) ?? []
    const count = (...parts: FigurePart[]) => its.filter(({ part }) => parts.includes(part)).reduce((sum, { n }) => sum + n, 0)
    days.push({ day: day.toString(), within: count('within'), over: basis === 'creation' ? count('over', 'open') : count('over') })
  }
  return days
}

/** Zones differ by quarters of an hour at the least: tickets are counted by these, and what hour of which day that was is told of each. */
const quarter = 900_000

async function readArrivals(desk: Desk, providerId: string, wall: DeskWall, { span, zone }: Asked): Promise<Figures['arrivals']> {
  const { rows } = await sql<Figures['arrivals'][number]>`
    select extract(isodow from o.at)::int as weekday, extract(hour from o.at)::int as hour, sum(q.n)::int as n from (
      select t.opened_at / ${quarter}::bigint as quarter, count(*) as n from tickets t
      where t.provider_id = ${providerId} and t.opened_at >= ${span.from} and t.opened_at < ${span.to} and t.place not in ('spam', 'merged') and ${onDesk(wall)} group by 1) q
    cross join lateral (select to_timestamp(q.quarter * ${quarter / 1000}) at time zone ${zone} as at) o group by 1, 2 order by 1, 2`.execute(desk.database.db)
  return rows
}
