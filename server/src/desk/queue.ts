import { countedOn } from '@guichet/policy'
import type { Policy } from '@guichet/policy'
import type { QueuePage, QueueRow, View } from '@guichet/protocol'
import { writeDuration, writeInstant } from '@guichet/protocol'
import type { Due } from '#clocks/clocks.ts'
import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { targetLabel } from './labels.ts'

/** Who looks, at what. */
export interface QueueQuestion {
  readonly providerId: string
  readonly view: View
  readonly agentId: string
  readonly wall: DeskWall
  readonly limit: number
  readonly cursor?: string | undefined
}

const hour = 3_600_000
/** Ranks that a policy may have; a view that follows another index looks at each. */
const ranks = 64

interface Chosen { readonly where: string; readonly order: string; readonly sort: string; readonly values: unknown[]; readonly byRank?: boolean }

/** Each view as a condition on one index: the page is read from it in order, whatever the number of tickets. */
function chosen(question: QueueQuestion, now: number): Chosen {
  const place = (name: string, extra = ''): Chosen => ({ where: `t.place = '${name}'${extra}`, order: 't.rank, t.sort_at, t.id', sort: 't.sort_at', values: [] })
  switch (question.view) {
    case 'todo': return place('todo')
    case 'mine': return { ...place('todo', ' and t.assignee_id = $5'), values: [question.agentId] }
    case 'unassigned': return place('todo', ' and t.assignee_id is null')
    case 'waiting': return place('waiting')
    case 'solved': return place('solved')
    case 'late': return { where: "t.place = 'todo' and t.late_at < $5", order: 't.rank, t.late_at, t.id', sort: 't.late_at', values: [now], byRank: true }
    case 'due_soon':
      return { where: "t.place = 'todo' and t.late_at >= $5 and t.late_at < $6", order: 't.rank, t.late_at, t.id', sort: 't.late_at', values: [now, now + hour], byRank: true }
    case 'all': return { where: 'true', order: 't.changed_at desc, t.id desc', sort: 't.changed_at', values: [] }
  }
}

/** The wall of whoever looks, as one more condition; for an agent of no department none. */
function walled(choice: Chosen, wall: DeskWall): Chosen {
  if (wall.departments === null) return choice
  return { ...choice, where: `${choice.where} and ${deskWallText(5 + choice.values.length)}`, values: [...choice.values, ...deskWallValues(wall)] }
}

const columns = `t.id, t.number, t.version, t.subject, t.state, t.channel, t.kind, t.tier, t.priority, t.department, t.rank, t.trust, t.opened_at, t.changed_at,
  t.held_until, t.due, t.last_from, t.customer_id, t.contact_id, t.assignee_id`

function statement({ where, order, sort, byRank }: Chosen, all: boolean, further: boolean, values: number): string {
  // The first page names the parameters too: each must have a type. Without an "or", the further pages begin at their place in the index.
  const after = !further
    ? '$2::bigint is null and $3::int is null and $4::uuid is null'
    : all ? '(t.changed_at, t.id) < ($2::bigint, $4::uuid) and $3::int is null' : `(t.rank, ${sort}, t.id) > ($3::smallint, $2::bigint, $4::uuid)`
  const limit = `$${5 + values}`
  const inner = byRank
    ? `select ${columns}, ${sort} as sort_key from generate_series(coalesce($3::int, 0), ${ranks}) r(rank) cross join lateral (
        select * from tickets t where t.provider_id = $1 and t.rank = r.rank::smallint and ${where} and ${after} order by ${sort}, t.id limit ${limit}) t
        order by ${order} limit ${limit}`
    : `select ${columns}, ${sort} as sort_key from tickets t where t.provider_id = $1 and ${where} and ${after} order by ${order} limit ${limit}`
  return `select t.*, u.number as customer_number, u.name as customer_name, c.name as contact_name, c.email as contact_email, a.name as assignee_name
    from (${inner}) t
    left join customers u on u.provider_id = $1 and u.id = t.customer_id
    left join contacts c on c.provider_id = $1 and c.id = t.contact_id
    left join agents a on a.provider_id = $1 and a.id = t.assignee_id
    order by ${all ? 't.sort_key desc, t.id desc' : 't.rank, t.sort_key, t.id'}`
}

/** One page of the queue, ordered by the policy's rank, then by what is due first; `all` by what changed last. */
export async function readQueue(desk: Desk, question: QueueQuestion): Promise<QueuePage> {
  const now = desk.time.now()
  const all = question.view === 'all'
  const choice = walled(chosen(question, now), question.wall)
  const from = readCursor(question.cursor)
  const { rows } = await desk.database.pool.query<Found>({
    name: `queue-${question.view}-${from ? 'next' : 'first'}${question.wall.departments === null ? '' : '-walled'}`,
    text: statement(choice, all, from !== undefined, choice.values.length),
    values: [question.providerId, from?.sort ?? null, all ? null : (from?.rank ?? null), from?.id ?? null, ...choice.values, question.limit + 1],
  })
  const page = rows.slice(0, question.limit)
  const last = page.at(-1)
  return {
    rows: await Promise.all(page.map((row) => queueRow(desk, question.providerId, row, now))),
    next: rows.length > question.limit && last ? writeCursor({ rank: last.rank, sort: last.sort_key, id: last.id }) : null,
  }
}

/** A row as the statement gives it. */
interface Found extends Pick<QueueRow, 'id' | 'number' | 'version' | 'subject' | 'state' | 'channel' | 'kind' | 'tier' | 'priority' | 'department' | 'rank' | 'trust'> {
  readonly opened_at: number; readonly changed_at: number; readonly held_until: number | null; readonly due: Due | null; readonly last_from: QueueRow['lastFrom']
  readonly customer_id: string; readonly customer_number: string | null; readonly customer_name: string; readonly contact_id: string; readonly contact_name: string
  readonly contact_email: string | null; readonly assignee_id: string; readonly assignee_name: string | null; readonly sort_key: number
}

async function queueRow(desk: Desk, providerId: string, row: Found, now: number): Promise<QueueRow> {
  const { due } = row
  return {
    id: row.id, number: row.number, version: row.version, subject: row.subject, state: row.state, channel: row.channel, kind: row.kind, tier: row.tier,
    priority: row.priority, department: row.department, rank: row.rank, trust: row.trust, lastFrom: row.last_from,
    customer: row.customer_number === null ? null : { id: row.customer_id, number: row.customer_number, name: row.customer_name },
    contact: row.contact_email === null ? null : { id: row.contact_id, name: row.contact_name, email: row.contact_email },
    assignee: row.assignee_name === null ? null : { id: row.assignee_id, name: row.assignee_name },
    openedAt: writeInstant(row.opened_at), changedAt: writeInstant(row.changed_at), heldUntil: row.held_until === null ? null : writeInstant(row.held_until),
    due: due && (await dueView(desk, providerId, due, now)),
  }
}

/** The promise due first, as lists show it. */
export async function dueView(desk: Desk, providerId: string, due: Due, now: number): Promise<NonNullable<QueueRow['due']>> {
  const policy = await desk.policies.version(providerId, due.policyVersion)
  return {
    target: due.target, metric: due.metric, label: targetLabel(policy, due.target), startsAt: writeInstant(due.startsAt), dueAt: writeInstant(due.dueAt),
    late: due.lateAt !== null && now > due.lateAt, bond: due.bond, ...countedLeft(policy, due, now),
  }
}

const mostGaps = 60

/** The time left as the promise counts it, and where nothing is counted: its pauses already moved the deadline. */
function countedLeft(policy: Policy | undefined, { counted, startsAt, dueAt }: Due, now: number): Pick<NonNullable<QueueRow['due']>, 'remaining' | 'resumesAt' | 'gaps'> {
  if (counted.by === 'business_days') return { remaining: null, resumesAt: null, gaps: [] }
  const calendar = counted.by === 'calendar' && policy?.calendars.has(counted.calendar) ? countedOn(policy, counted) : undefined
  if (!calendar) return { remaining: writeDuration((dueAt - now) / 1_000), resumesAt: null, gaps: [] }
  const left = now <= dueAt ? calendar.elapsed(now, dueAt) : -calendar.elapsed(dueAt, now)
  const opens = calendar.isOpen(now) ? null : calendar.nextOpening(now)
  return {
    remaining: writeDuration(left), resumesAt: opens === null ? null : writeInstant(opens),
    gaps: calendar.segments(startsAt, dueAt).filter((segment) => segment.state !== 'open').slice(0, mostGaps)
      .map((segment) => ({ from: writeInstant(segment.from), to: writeInstant(segment.to), holiday: segment.state === 'holiday' })),
  }
}
