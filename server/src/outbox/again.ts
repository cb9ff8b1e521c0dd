import { transaction } from '#platform/database.ts'
import type { World } from '#server/tables.ts'
import { recordFate } from './fate.ts'

/** A letter that was given up leaves once more, by somebody's wish. False when it is not among those given up. */
export async function sendAgain(world: World, providerId: string, outboxId: string, by: { readonly id: string; readonly name: string }): Promise<boolean> {
  const done = await transaction(world.database.db, async (tx) => {
    const row = await tx
      .updateTable('outbox').set({ state: 'pending', attempts: 0, next_at: world.time.now(), claimed_until: null }).where('provider_id', '=', providerId).where('id', '=', outboxId)
      .where('state', '=', 'failed').returning('ticket_id').executeTakeFirst()
    if (!row) return false
    await recordFate(tx, world, { providerId, id: outboxId, ticketId: row.ticket_id ?? undefined }, 'mail.retried', {}, { kind: 'agent', ...by })
    return true
  })
  if (done) world.jobs.wake('outbox')
  return done
}

/** Of which ticket a letter is; null when of none, undefined when there is no such letter. */
export async function ticketOfLetter(world: Pick<World, 'database'>, providerId: string, outboxId: string): Promise<{ department: string | null; assigneeId: string | null } | null | undefined> {
  const row = await world.database.db
    .selectFrom('outbox as o').leftJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'o.provider_id').onRef('t.id', '=', 'o.ticket_id'))
    .select(['o.ticket_id', 't.department', 't.assignee_id']).where('o.provider_id', '=', providerId).where('o.id', '=', outboxId).executeTakeFirst()
  if (!row) return undefined
  return row.ticket_id === null ? null : { department: row.department, assigneeId: row.assignee_id }
}
