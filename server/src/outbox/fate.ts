import type { Transaction } from 'kysely'
import type { Actor } from '#people/people.ts'
import type { Tables, World } from '#server/tables.ts'

/** Writes the event that tells how a letter fared, in the transaction that changes its state. `by`: whose wish it was, where it was somebody's. */
export async function recordFate(
  tx: Transaction<Tables>,
  world: World,
  letter: { readonly providerId: string; readonly id: string; readonly ticketId: string | undefined },
  type: 'mail.sent' | 'mail.failed' | 'mail.retried',
  data: Record<string, unknown>,
  by: Actor = { kind: 'system' },
): Promise<void> {
  await tx
    .insertInto('events')
    .values({
      provider_id: letter.providerId, id: world.ids.next(), ticket_id: null, seq: null, at: world.time.now(), type, actor_kind: by.kind, actor_id: by.id ?? null, actor_name: by.name ?? null,
      data: JSON.stringify({ outboxId: letter.id, ...(letter.ticketId === undefined ? {} : { ticketId: letter.ticketId }), ...data }),
    })
    .execute()
}
