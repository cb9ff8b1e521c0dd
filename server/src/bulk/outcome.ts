import type { BulkTicketState, Lang, ProblemCode } from '@guichet/protocol'
import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

const batch = 5_000

/** What became of one ticket of a run. `subject`: of those that are there for whoever reads. */
export interface BulkOutcome {
  readonly place: number; readonly number: number; readonly subject: string | null; readonly state: BulkTicketState; readonly why: ProblemCode | null; readonly detail: Readonly<Record<Lang, string>> | null
  /** Whether there was a letter, and what became of it. */
  readonly letter: 'none' | 'held' | 'left' | 'called_back'
}

/** What became of every ticket of a run, in its order, some at a time. */
export async function* outcomesOf(desk: Desk, providerId: string, runId: string, wall: DeskWall): AsyncGenerator<BulkOutcome[]> {
  for (let after = 0; ;) {
    const { rows } = await desk.database.pool.query<BulkOutcome>({
      text: `select b.place, b.number, t.subject, b.state, b.why, b.detail,
          case when not exists (select 1 from outbox o where o.provider_id = $1 and o.message_id = m.id) then 'none' when m.visibility = 'withdrawn' then 'called_back' when m.leaves_at > $4 then 'held' else 'left' end as letter
        from bulk_tickets b left join tickets t on t.provider_id = $1 and t.id = b.ticket_id and ${deskWallText(6)} left join messages m on m.provider_id = $1 and m.id = b.message_id and m.visibility <> 'internal'
        where b.provider_id = $1 and b.run_id = $2 and b.place > $3 order by b.place limit $5`,
      values: [providerId, runId, after, desk.time.now(), batch, ...deskWallValues(wall)],
    })
    if (rows.length > 0) yield rows
    if (rows.length < batch) return
    after = rows.at(-1)!.place
  }
}
