import type { Counts } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

/** Counting stops here: "1000 or more". */
const most = 1_000
const hour = 3_600_000

const upTo = (from: string) => `(select count(*) from (select 1 from ${from} limit ${most}) n)::int`
/** `seen`: the wall as one more condition; `loose`: the same on what may belong to no ticket. */
const text = (seen: string, loose: string) => `select
  ${upTo(`tickets t where t.provider_id = $1 and t.place = 'todo'${seen}`)} as todo,
  ${upTo("tickets t where t.provider_id = $1 and t.place = 'todo' and t.assignee_id = $2")} as mine,
  ${upTo(`tickets t where t.provider_id = $1 and t.place = 'todo' and t.assignee_id is null${seen}`)} as unassigned,
  ${upTo(`tickets t where t.provider_id = $1 and t.place = 'todo' and t.late_at >= $3 and t.late_at < $4${seen}`)} as due_soon,
  ${upTo(`tickets t where t.provider_id = $1 and t.place = 'todo' and t.late_at < $3${seen}`)} as late,
  ${upTo(`tickets t where t.provider_id = $1 and t.place = 'waiting'${seen}`)} as waiting,
  ${upTo(`tickets t where t.provider_id = $1 and t.place = 'solved'${seen}`)} as solved,
  ${upTo(`tickets t where t.provider_id = $1${seen}`)} as "all",
  ${upTo(`requests r where r.provider_id = $1 and r.state = 'quarantined'${loose.replaceAll('o.', 'r.')}`)} as quarantine,
  ${upTo(`outbox o where o.provider_id = $1 and o.state = 'failed'${loose}`)} as "outgoingFailed"`
const seen = deskWallText(5)
const statements = {
  open: text('', ''),
  walled: text(` and ${seen}`, ` and (o.ticket_id is null or exists (select 1 from tickets t where t.provider_id = $1 and t.id = o.ticket_id and ${seen}))`),
}

/** How many tickets that an agent sees each view holds, up to 1000 each, and what else needs an eye. */
export async function readCounts(desk: Desk, providerId: string, wall: DeskWall): Promise<Counts> {
  const now = desk.time.now()
  const name = wall.departments === null ? 'open' : 'walled'
  const values = [providerId, wall.agentId, now, now + hour, ...(name === 'open' ? [] : deskWallValues(wall))]
  const { rows } = await desk.database.pool.query<Counts>({ name: `counts-${name}`, text: statements[name], values })
  return { ...rows[0]!, now: writeInstant(now) }
}
