import type { QueueRow } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import type { Due } from '#clocks/clocks.ts'
import type { Desk } from '#policies/policies.ts'
import { silentEvents } from '#tickets/tickets.ts'
import { dueView } from './due.ts'

/** What nobody looks at a ticket again for, as the lists have it. */
const silent = [...silentEvents].map((type) => `'${type}'`).join(', ')

/** Whether others than `me` did something in ticket `t` since the version that `seen` says. */
const unread = (me: string, seen: string) => `exists (select 1 from events e where e.provider_id = $1 and e.ticket_id = t.id and e.seq > coalesce(${seen}, 0)
    and e.actor_id is distinct from ${me} and e.type not in (${silent}))`

/** The agents, among those of the parameter `agents`, for whom ticket `t` is unread. */
export const unreadBy = (agents: string) => `array(select o.agent_id from unnest(${agents}) o (agent_id)
    left join ticket_seen r on r.provider_id = $1 and r.agent_id = o.agent_id and r.ticket_id = t.id where ${unread('o.agent_id', 'r.version')}) as unread_by`

/** The columns of a row of `tickets t`; `me` is the parameter of who looks. */
export const rowColumns = (me: string) => `${sharedColumns}, ${unread(me, 'r.version')} as unread`

/** The same for whoever looks. */
export const sharedColumns = `t.id, t.number, t.version, t.subject, t.state, t.channel, t.kind, t.tier, t.priority, t.department, t.rank, t.trust, t.opened_at, t.changed_at,
  t.held_until, t.due, t.last_from, t.customer_id, t.contact_id, t.assignee_id, t.service_id, t.desk_team_id, t.tags, t.snoozed_until,
  u.number as customer_number, u.name as customer_name, c.name as contact_name, c.email as contact_email, a.name as assignee_name, s.name as service_name, m.name as team_name,
  t.state like 'waiting%' and exists (select 1 from clocks k where k.provider_id = $1 and k.ticket_id = t.id and k.stopped_at is null and k.due_at is null) as paused`

/** What those columns are read from besides the ticket: one statement for a whole page. */
export const rowJoins = (me: string) => `${sharedJoins}
  left join ticket_seen r on r.provider_id = $1 and r.agent_id = ${me} and r.ticket_id = t.id`

export const sharedJoins = `left join customers u on u.provider_id = $1 and u.id = t.customer_id
  left join contacts c on c.provider_id = $1 and c.id = t.contact_id
  left join agents a on a.provider_id = $1 and a.id = t.assignee_id
  left join services s on s.provider_id = $1 and s.id = t.service_id
  left join agent_teams m on m.provider_id = $1 and m.id = t.desk_team_id`

/** A row as the statement gives it. */
export interface Found extends Pick<QueueRow, 'id' | 'number' | 'version' | 'subject' | 'state' | 'channel' | 'kind' | 'tier' | 'priority' | 'department' | 'rank' | 'trust' | 'unread' | 'tags'> {
  readonly opened_at: number; readonly changed_at: number; readonly held_until: number | null; readonly due: Due | null; readonly last_from: QueueRow['lastFrom']
  readonly customer_id: string; readonly customer_number: string | null; readonly customer_name: string; readonly contact_id: string; readonly contact_name: string
  readonly contact_email: string | null; readonly assignee_id: string; readonly assignee_name: string | null; readonly service_id: string; readonly service_name: string | null
  readonly desk_team_id: string; readonly team_name: string | null; readonly snoozed_until: number | null; readonly paused: boolean
}

const instantOr = (at: number | null) => (at === null ? null : writeInstant(at))

/** Why no time is counted, where its hours are not the reason (TIME-07). */
function stoppedOf({ state, held_until: held, snoozed_until: snoozed, paused }: Found): QueueRow['stopped'] {
  if (snoozed !== null) return { why: 'snoozed', until: writeInstant(snoozed) }
  if (held !== null) return { why: 'held', until: writeInstant(held) }
  return paused && (state === 'waiting_customer' || state === 'waiting_supplier') ? { why: state, until: null } : null
}

/** A row on the wire. */
export async function queueRow(desk: Desk, providerId: string, row: Found, now: number): Promise<QueueRow> {
  const { due } = row
  return {
    id: row.id, number: row.number, version: row.version, subject: row.subject, state: row.state, channel: row.channel, kind: row.kind, tier: row.tier,
    priority: row.priority, department: row.department, rank: row.rank, trust: row.trust, lastFrom: row.last_from,
    customer: row.customer_number === null ? null : { id: row.customer_id, number: row.customer_number, name: row.customer_name },
    contact: row.contact_email === null ? null : { id: row.contact_id, name: row.contact_name, email: row.contact_email },
    assignee: row.assignee_name === null ? null : { id: row.assignee_id, name: row.assignee_name },
    service: row.service_name === null ? null : { id: row.service_id, name: row.service_name },
    team: row.team_name === null ? null : { id: row.desk_team_id, name: row.team_name },
    tags: row.tags, unread: row.unread, snoozedUntil: instantOr(row.snoozed_until), stopped: stoppedOf(row),
    openedAt: writeInstant(row.opened_at), changedAt: writeInstant(row.changed_at), heldUntil: instantOr(row.held_until),
    due: due && (await dueView(desk, providerId, due, now)),
  }
}
