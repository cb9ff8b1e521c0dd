import type { Counts } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import type { Desk } from '#policies/policies.ts'

/** Counting stops here: "1000 or more". */
const most = 1_000
const hour = 3_600_000

const upTo = (from: string) => `(select count(*) from (select 1 from ${from} limit ${most}) n)::int`
const text = `select
  ${upTo("tickets where provider_id = $1 and place = 'todo'")} as todo,
  ${upTo("tickets where provider_id = $1 and place = 'todo' and assignee_id = $2")} as mine,
  ${upTo("tickets where provider_id = $1 and place = 'todo' and assignee_id is null")} as unassigned,
  ${upTo("tickets where provider_id = $1 and place = 'todo' and late_at >= $3 and late_at < $4")} as due_soon,
  ${upTo("tickets where provider_id = $1 and place = 'todo' and late_at < $3")} as late,
  ${upTo("tickets where provider_id = $1 and place = 'waiting'")} as waiting,
  ${upTo("tickets where provider_id = $1 and place = 'solved'")} as solved,
  ${upTo('tickets where provider_id = $1')} as "all",
  ${upTo("requests where provider_id = $1 and state = 'quarantined'")} as quarantine,
  ${upTo("outbox where provider_id = $1 and state = 'failed'")} as "outgoingFailed"`

/** How many tickets each view holds, up to 1000 each, and what else needs an eye. */
export async function readCounts(desk: Desk, providerId: string, agentId: string): Promise<Counts> {
  const now = desk.time.now()
  const { rows } = await desk.database.pool.query<Counts>({ name: 'counts', text, values: [providerId, agentId, now, now + hour] })
  return { ...rows[0]!, now: writeInstant(now) }
}
