import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { FiguresNow, LoadRow } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { conditionsOf, fold, readQuery } from '#desk/query/query.ts'
import type { QueryLooking } from '#desk/query/query.ts'
import { onDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

/** What is counted, in the language of filters: each number is what its text finds. */
const texts = {
  late: 'due:late', hour: 'due:<1h -due:late', today: 'due:<=today -due:late', tomorrow: 'due:<=tomorrow -due:late', open: 'place:todo,waiting', waiting: 'place:waiting',
} as const
type Column = keyof typeof texts
const columns = Object.keys(texts) as Column[]

interface Loaded extends Record<Column, number> { agent: string | null; team: string | null }
interface Solved { agent: string; today: number; week: number }
interface Named { readonly id: string; readonly name: string }

/** A name as a filter finds it and nobody else; the id where a name would find others too, or cannot be quoted. */
function calledAlone(all: readonly Named[]): (one: Named) => string {
  const folded = all.map(({ name }) => fold(name))
  return ({ id, name }) => (/["«»“”\\%_]/.test(name) || folded.filter((other) => other.includes(fold(name))).length > 1 ? id : `"${name}"`)
}

function readLoad(desk: Desk, looking: QueryLooking, wall: DeskWall): Promise<readonly Loaded[]> {
  const counted = columns.map((name) => sql`count(*) filter (where ${conditionsOf(readQuery(texts[name]), looking).sql})::int as ${sql.ref(name)}`)
  return sql<Loaded>`
    select t.assignee_id as agent, case when t.assignee_id is null then t.desk_team_id end as team, ${sql.join(counted)} from tickets t
    where t.provider_id = ${looking.providerId} and t.place in ('todo', 'waiting') and ${onDesk(wall)} group by 1, 2`.execute(desk.database.db).then(({ rows }) => rows)
}

/** Who solved what stays solved, by its last solving: what was undone or reopened does not count. */
function readSolved(desk: Desk, { providerId, now, zone }: QueryLooking, inside: RawBuilder<SqlBool>): Promise<readonly Solved[]> {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  const [day, week] = [today, today.subtract({ days: today.dayOfWeek - 1 })].map((one) => one.toZonedDateTime(zone).epochMilliseconds) as [number, number]
  return sql<Solved>`
    select s.actor_id as agent, count(*) filter (where s.at >= ${day})::int as today, count(*)::int as week
    from (select distinct on (e.ticket_id) e.ticket_id, e.actor_id, e.actor_kind, e.at from events e
      where e.provider_id = ${providerId} and e.type = 'ticket.solved' and e.at >= ${week} order by e.ticket_id, e.at desc, e.seq desc) s
    join tickets t on t.provider_id = ${providerId} and t.id = s.ticket_id
    where s.actor_kind = 'agent' and s.actor_id is not null and t.place in ('solved', 'closed') and ${inside} group by 1`.execute(desk.database.db).then(({ rows }) => rows)
}

/** What is late, what will be, and who bears it: every number is what its filter finds, and the rows add up to the whole. */
export async function readFiguresNow(desk: Desk, providerId: string, wall: DeskWall): Promise<FiguresNow> {
  const now = desk.time.now()
  const zone = (await desk.policies.inForce(providerId, now))?.zone ?? 'UTC'
  const looking: QueryLooking = { providerId, wall, agentId: wall.agentId, now, zone }
  const { db } = desk.database
  const [load, solved, agents, teams] = await Promise.all([
    readLoad(desk, looking, wall), readSolved(desk, looking, onDesk(wall)),
    db.selectFrom('agents').select(['id', 'name', 'disabled_at']).where('provider_id', '=', providerId).orderBy('name').execute(),
    db.selectFrom('agent_teams').select(['id', 'name']).where('provider_id', '=', providerId).orderBy('name').execute(),
  ])
  const [agentCalled, teamCalled] = [calledAlone(agents), calledAlone(teams)]
  const done = new Map(solved.map((one) => [one.agent, one]))
  const row = (who: LoadRow['who'], one: Named | null, filter: string): LoadRow => {
    const its = load.filter(({ agent, team }) => (who === 'all' ? true : who === 'agent' ? agent === one?.id : who === 'team' ? team === one?.id : agent === null && team === null))
    const figure = (name: Column) => ({ n: its.reduce((sum, each) => sum + each[name], 0), q: [texts[name], filter].filter((part) => part !== '').join(' ') })
    const has = who === 'all' ? { today: sum(solved, 'today'), week: sum(solved, 'week') } : (one && done.get(one.id)) ?? { today: 0, week: 0 }
    return {
      who, id: one?.id ?? null, name: one?.name ?? null, late: figure('late'), hour: figure('hour'), today: figure('today'), tomorrow: figure('tomorrow'), open: figure('open'), waiting: figure('waiting'),
      solvedToday: has.today, solvedWeek: has.week,
    }
  }
  const bears = (line: LoadRow) => line.open.n > 0 || line.solvedWeek > 0
  const rows = [
    row('none', null, 'assignee:none team:none'),
    ...teams.map((team) => row('team', team, `assignee:none team:${teamCalled(team)}`)).filter(bears),
    ...agents.map((agent) => ({ line: row('agent', agent, `assignee:${agentCalled(agent)}`), here: agent.disabled_at === null })).filter(({ line, here }) => here || bears(line)).map(({ line }) => line),
  ]
  return { now: writeInstant(now), rows, total: row('all', null, '') }
}

const sum = (all: readonly Solved[], name: 'today' | 'week') => all.reduce((total, one) => total + one[name], 0)
