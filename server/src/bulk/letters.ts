import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import type { Row } from '#tickets/tickets.ts'

/** Letters that wait for an undoing to reach them: it ends long before, or is stopped. */
export const whileUndone = 24 * 3_600_000

/** For how long the letters of a run may be taken back, each from its act on. */
export const holdOf = ({ act }: Pick<Row<'bulk_runs'>, 'act'>): number => (act.holdSeconds ?? 0) * 1_000

/** Lets the letters of a run that have not left leave at another time. One that is on its way is on its way. */
export async function moveLetters(db: Kysely<Tables>, { providerId, runId, now, to }: { providerId: string; runId: string; now: number; to: number }): Promise<void> {
  await sql`
    with held as (
      update messages m set leaves_at = ${to} from bulk_tickets b
      where b.provider_id = ${providerId} and b.run_id = ${runId} and b.state in ('done', 'kept') and b.message_id is not null
        and m.provider_id = b.provider_id and m.id = b.message_id and m.leaves_at > ${now} returning m.id)
    update outbox o set next_at = ${to} from held where o.provider_id = ${providerId} and o.message_id = held.id and o.state = 'pending' and o.attempts = 0`.execute(db)
}

/** Answers of a run whose letters have not left, and when the last of them do. */
export async function heldLetters(desk: Desk, run: Pick<Row<'bulk_runs'>, 'provider_id' | 'id' | 'act' | 'state'>): Promise<{ count: number; until: number | null } | null> {
  if (holdOf(run) === 0) return null
  const { rows } = await sql<{ n: number; until: number | null }>`
    select count(*)::int as n, max(m.leaves_at)::bigint as until from bulk_tickets b join messages m on m.provider_id = b.provider_id and m.id = b.message_id
    where b.provider_id = ${run.provider_id} and b.run_id = ${run.id} and b.state in ('done', 'kept') and m.leaves_at > ${desk.time.now()}`.execute(desk.database.db)
  const [found] = rows
  return found && found.n > 0 ? { count: found.n, until: run.state === 'undoing' ? null : found.until } : null
}
