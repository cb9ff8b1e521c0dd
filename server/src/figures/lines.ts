import { sql } from 'kysely'
import { statisticOf } from '@guichet/policy'
import type { Commitment } from '@guichet/policy'
import type { FigureExclusion, FigureLine, FigurePart, Figures } from '@guichet/protocol'
import { figureExclusions, writeInstant } from '@guichet/protocol'
import { targetLabel } from '#desk/desk.ts'
import { onDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { chosenOf } from './chosen.ts'
import { countingNow } from './open.ts'
import type { Asked } from './period.ts'

interface Group { key: string; tier: string | null; part: FigurePart; why: FigureExclusion | null; day: string; n: number; counted: number[] | null }
interface Made { key: string; commitment: Commitment; version: string }
interface Open { key: string; version: string; started_at: number; counted: number; counted_to: number | null }
interface Found { groups: Group[]; made: Made[]; open: Open[] }

/** Chosen once, told three ways: how many came out how, what the promises were, what is still owed. */
async function readGroups(desk: Desk, providerId: string, wall: DeskWall, asked: Asked): Promise<Found> {
  const { rows } = await sql<{ [Name in keyof Found]: Found[Name] | null }>`
    with ${chosenOf(providerId, wall, asked)} select
      (select json_agg(g) from (select key, tier, part, why, to_char(to_timestamp(at / 1000.0) at time zone ${asked.zone}, 'YYYY-MM-DD') as day, count(*)::int as n,
        array_agg(counted) filter (where part in ('within', 'over')) as counted from chosen group by 1, 2, 3, 4, 5) g) as groups,
      (select json_agg(m) from (select c.key, k.commitment, k.policy_version as version from (select distinct on (key) key, ticket_id, metric, cycle from chosen order by key, at desc) c
        join clocks k on k.provider_id = ${providerId} and k.ticket_id = c.ticket_id and k.metric = c.metric and k.cycle = c.cycle) m) as made,
      (select json_agg(o) from (select key, policy_version as version, started_at, counted, counted_to from chosen where part = 'open') o) as open`.execute(desk.database.db)
  const [found] = rows
  return { groups: found?.groups ?? [], made: found?.made ?? [], open: found?.open ?? [] }
}

/** Of each line, what is counted by now of the promises that are still owed. */
async function readOwed(desk: Desk, providerId: string, { open, made }: Found, now: number): Promise<Map<string, number[]>> {
  const owed = new Map<string, number[]>()
  const countedNow = countingNow(desk, providerId, now)
  // The promises of a line are counted alike.
  const promised = new Map(made.map((one) => [one.key, one.commitment]))
  for (const { key, version, started_at: startedAt, counted, counted_to: countedTo } of open) {
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
  const [found, arrivals] = await Promise.all([readGroups(desk, providerId, wall, asked), readArrivals(desk, providerId, wall, asked)])
  const { groups, made } = found
  const owed = await readOwed(desk, providerId, found, now)
  const lines: FigureLine[] = []
  for (const { key, commitment, version } of made) {
    const its = groups.filter((group) => group.key === key)
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
    now: writeInstant(now), zone, from: span.first, to: span.last, basis, lines: lines.toSorted(inOrder), days: daysOf(groups, asked), arrivals,
    excluded: Object.fromEntries(figureExclusions.map((why) => [why, left(why)])) as Figures['excluded'],
  }
}

/** What came out on each day of the period up to today; by outcome what is still owed has none yet, by creation it belongs to the day of its ticket. */
function daysOf(groups: readonly Group[], { span, basis, zone, now }: Asked): Figures['days'] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()
  const days: Figures['days'] = []
  for (let day = Temporal.PlainDate.from(span.first); day.toString() <= span.last && day.toString() <= today; day = day.add({ days: 1 })) {
    const its = groups.filter((group) => group.day === day.toString())
    const count = (...parts: FigurePart[]) => its.filter(({ part }) => parts.includes(part)).reduce((sum, { n }) => sum + n, 0)
    days.push({ day: day.toString(), within: count('within'), over: basis === 'creation' ? count('over', 'open') : count('over') })
  }
  return days
}

async function readArrivals(desk: Desk, providerId: string, wall: DeskWall, { span, zone }: Asked): Promise<Figures['arrivals']> {
  const { rows } = await sql<Figures['arrivals'][number]>`
    select extract(isodow from o.at)::int as weekday, extract(hour from o.at)::int as hour, count(*)::int as n from tickets t
    cross join lateral (select to_timestamp(t.opened_at / 1000.0) at time zone ${zone} as at) o
    where t.provider_id = ${providerId} and t.opened_at >= ${span.from} and t.opened_at < ${span.to} and t.place not in ('spam', 'merged') and ${onDesk(wall)} group by 1, 2 order by 1, 2`.execute(desk.database.db)
  return rows
}
