import type { Transaction } from 'kysely'
import type { Tables, World } from '#server/tables.ts'

/** Writes the event that tells how a letter fared, in the transaction that changes its state. */
export async function recordFate(
  tx: Transaction<Tables>,
  world: World,
  letter: { readonly providerId: string; readonly id: string; readonly ticketId: string | undefined },
  type: 'mail.sent' | 'mail.failed' | 'mail.retried',
  data: Record<string, unknown>,
): Promise<void> {
  await tx
    .insertInto('events')
    .values({
      provider_id: letter.providerId, id: world.ids.next(), ticket_id: null, seq: null, at: world.time.now(), type, actor_kind: 'system', actor_id: null, actor_name: null,
      data: JSON.stringify({ outboxId: letter.id, ...(letter.ticketId === undefined ? {} : { ticketId: letter.ticketId }), ...data }),
    })
    .execute()
}
