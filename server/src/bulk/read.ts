import { sql } from 'kysely'
import type { BulkTicketState, Lang, ProblemCode } from '@guichet/protocol'
import { agentMay } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { RefusedGroup } from './preview.ts'

/** Runs in the list of those past; they are forgotten after thirty days. */
const mostListed = 100
/** Tickets named of each refusal: who wants to see more reads them in lots. */
const named = 200

/** Who looks: at their own runs; a lead from whom nothing is walled off, at everybody's. */
export interface Reader { readonly providerId: string; readonly agent: { readonly id: string; readonly roles: readonly string[] }; readonly wall: DeskWall }

const seesAll = ({ agent, wall }: Reader): boolean => agentMay(agent, 'lead') && wall.departments === null

const runsFor = (desk: Desk, reader: Reader) => {
  const runs = desk.database.db
    .selectFrom('bulk_runs as r').innerJoin('agents as a', (join) => join.onRef('a.provider_id', '=', 'r.provider_id').onRef('a.id', '=', 'r.agent_id'))
    .selectAll('r').select('a.name as agent_name').where('r.provider_id', '=', reader.providerId)
  return seesAll(reader) ? runs : runs.where('r.agent_id', '=', reader.agent.id)
}

export type RunRead = Awaited<ReturnType<typeof listBulk>>[number]

/** The runs of the last days, the latest first. */
export const listBulk = (desk: Desk, reader: Reader) => runsFor(desk, reader).orderBy('r.started_at', 'desc').orderBy('r.id', 'desc').limit(mostListed).execute()

/** One run; undefined for one that is not there for whoever looks. */
export const findBulk = (desk: Desk, reader: Reader, id: string): Promise<RunRead | undefined> => runsFor(desk, reader).where('r.id', '=', id).executeTakeFirst()

/** The tickets of a run in one state, by why; of each reason those with the lowest places. */
export async function groupsOfRun(desk: Desk, providerId: string, id: string, state: Extract<BulkTicketState, 'refused' | 'kept'>): Promise<RefusedGroup[]> {
  const { rows } = await sql<{ why: ProblemCode; count: number; number: number; detail: Record<Lang, string> | null }>`
    select why, count, number, detail from (
      select why, number, detail, place, count(*) over (partition by why)::int as count, row_number() over (partition by why order by place)::int as nth
      from bulk_tickets where provider_id = ${providerId} and run_id = ${id} and state = ${state}) b
    where nth <= ${named} order by count desc, why, place`.execute(desk.database.db)
  const groups = new Map<ProblemCode, RefusedGroup>()
  for (const { why, count, number, detail } of rows) {
    const group = groups.get(why) ?? { code: why, count, tickets: [] }
    groups.set(why, group)
    group.tickets.push({ number, detail })
  }
  return [...groups.values()]
}
