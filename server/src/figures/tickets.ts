import { sql } from 'kysely'
import type { FigureExclusion, FigurePart, FigureTicket } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { keyText, openOf, partText, stoppedOf, whyText } from './chosen.ts'
import { countingNow } from './open.ts'
import type { Owed } from './open.ts'
import type { Asked } from './period.ts'

/** Which promises of a period: of one line, of one part, left out for one reason; from which place on, and how many. */
export interface Which { readonly key?: string | undefined; readonly part?: FigurePart | undefined; readonly why?: FigureExclusion | undefined; readonly from: number; readonly limit: number }

interface Found {
  number: number; subject: string; customer: string | null; assignee: string | null; metric: string; cycle: number; part: FigurePart; why: FigureExclusion | null; counted: number; counted_to: number | null
  commitment: Owed['commitment']; version: string; started_at: number; due_at: number | null; stopped_at: number | null
}

/** The tickets behind a figure, what took longest first; `more` says whether others follow. */
export async function readFigureTickets(desk: Desk, providerId: string, wall: DeskWall, asked: Asked, { key, part, why, from, limit }: Which): Promise<{ rows: FigureTicket[]; more: boolean }> {
  const wanted = [...(key === undefined ? [] : [sql`${keyText} = ${key}`]), ...(part === undefined ? [] : [sql`${partText(asked.now)} = ${part}`]), ...(why === undefined ? [] : [sql`${whyText} = ${why}`])]
  const also = wanted.length === 0 ? sql`` : sql`and ${sql.join(wanted, sql` and `)}`
  const each = [stoppedOf(providerId, wall, asked), openOf(providerId, wall, asked)].map((one) => sql`select k.ticket_id, k.metric, k.cycle, k.counted, ${partText(asked.now)} as part, ${whyText} as why from ${one.from} ${also}`)
  // What is shown is read of those alone that are shown.
  const { rows } = await sql<Found>`
    with wanted as (select * from (${sql.join(each, sql` union all `)}) c order by c.part = 'open' desc, c.counted desc, c.ticket_id, c.metric, c.cycle limit ${limit + 1} offset ${from})
    select t.number, t.subject, u.name as customer, a.name as assignee, c.metric, c.cycle, c.part, c.why, c.counted, k.counted_to, k.commitment, k.policy_version as version, k.started_at, k.due_at, k.stopped_at
    from wanted c join clocks k on k.provider_id = ${providerId} and k.ticket_id = c.ticket_id and k.metric = c.metric and k.cycle = c.cycle
    join tickets t on t.provider_id = ${providerId} and t.id = c.ticket_id
    left join customers u on u.provider_id = ${providerId} and u.id = t.customer_id left join agents a on a.provider_id = ${providerId} and a.id = t.assignee_id
    order by c.part = 'open' desc, c.counted desc, c.ticket_id, c.metric, c.cycle`.execute(desk.database.db)
  const shown = rows.slice(0, limit)
  const tickets: FigureTicket[] = []
  const countedNow = countingNow(desk, providerId, asked.now)
  for (const row of shown) {
    const owed: Owed = { commitment: row.commitment, policyVersion: row.version, startedAt: row.started_at, counted: row.counted, countedTo: row.stopped_at === null ? row.counted_to : null }
    tickets.push({
      number: row.number, subject: row.subject, customer: row.customer, assignee: row.assignee, metric: row.metric, cycle: row.cycle, part: row.part, why: row.why,
      counted: await countedNow(owed), value: row.commitment.value ?? 0, unit: row.commitment.counted.by === 'business_days' ? 'day' : 'second',
      startedAt: writeInstant(row.started_at), dueAt: row.due_at === null ? null : writeInstant(row.due_at), stoppedAt: row.stopped_at === null ? null : writeInstant(row.stopped_at),
    })
  }
  return { rows: tickets, more: rows.length > limit }
}
