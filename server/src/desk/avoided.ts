import { sql } from 'kysely'
import { onDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

/** Requests that were not made because their answer was there: how many, on which days, after which answers (S1-5). */
export interface Avoided { readonly count: number; readonly byDay: readonly { day: string; count: number }[]; readonly byAnswer: readonly { answer: string; count: number }[] }

/** Counts them between two instants; days are those of `zone`. */
export async function readAvoided(desk: Desk, providerId: string, period: { from: number; to: number; zone: string }): Promise<Avoided> {
  const inPeriod = sql`provider_id = ${providerId} and ticket_id is null and type = 'request.avoided' and at >= ${period.from} and at < ${period.to}`
  const [days, answers] = await Promise.all([
    sql<{ day: string; count: number }>`select to_char(to_timestamp(at / 1000.0) at time zone ${period.zone}, 'YYYY-MM-DD') as day, count(*)::int as count from events where ${inPeriod} group by 1 order by 1`.execute(desk.database.db),
    sql<{ answer: string; count: number }>`select answer, count(*)::int as count from (
      select case when data ->> 'by' = 'policy' then 'policy' else coalesce(nullif(split_part(data -> 'shown' ->> 0, ':', 1), ''), 'shown') end as answer from events where ${inPeriod}) e
      group by 1 order by 2 desc, 1`.execute(desk.database.db),
  ])
  return { count: days.rows.reduce((sum, { count }) => sum + count, 0), byDay: days.rows, byAnswer: answers.rows }
}

/** From where and under which policy the request of a ticket was sent (S2-3, S3-7). */
export interface Origin {
  readonly requestId: string; readonly receivedAt: number; readonly channel: string; readonly medium: string; readonly contactId: string | null
  readonly machine: string | null; readonly acceptedVersion: string | null; readonly acceptedAt: number | null
}

/** From which request a ticket came; undefined behind the wall. */
export async function readOrigin(desk: Desk, providerId: string, number: number, wall: DeskWall): Promise<Origin | undefined> {
  return desk.database.db
    .selectFrom('tickets as t').innerJoin('requests as r', (join) => join.onRef('r.provider_id', '=', 't.provider_id').onRef('r.id', '=', 't.request_id'))
    .select(['r.id as requestId', 'r.received_at as receivedAt', 'r.channel', 'r.medium', 't.contact_id as contactId', 'r.machine', 'r.accepted_version as acceptedVersion', 'r.accepted_at as acceptedAt'])
    .where('t.provider_id', '=', providerId).where('t.number', '=', number).where(onDesk(wall)).executeTakeFirst()
}
