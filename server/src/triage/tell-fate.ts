import type { Desk } from '#policies/policies.ts'
import { standing, tell } from './tell.ts'

/** A letter that left or was given up. */
export interface Fate { readonly providerId: string; readonly outboxId: string; readonly left: boolean }

/** Tells screens that a message's letter left or was given up: its ticket has no new version by it. */
export async function tellFate(desk: Desk, { providerId, outboxId, left }: Fate): Promise<void> {
  const row = await desk.database.db
    .selectFrom('outbox as o').innerJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'o.provider_id').onRef('t.id', '=', 'o.ticket_id'))
    .select(['t.id', 't.number', 't.version', 't.department', 't.assignee_id']).where('o.provider_id', '=', providerId).where('o.id', '=', outboxId).where('o.message_id', 'is not', null).executeTakeFirst()
  if (!row) return
  tell(desk, { provider: providerId, ticket: row.id, number: row.number, version: row.version, stands: standing({ department: row.department, assigneeId: row.assignee_id }), events: [left ? 'mail.sent' : 'mail.failed'] })
}
