import type { Transaction } from 'kysely'
import type { Actor } from '#people/people.ts'
import type { Tables, World } from '#server/tables.ts'

type Fate = 'mail.sent' | 'mail.failed' | 'mail.retried'
interface Told { readonly providerId: string; readonly id: string; readonly ticketId: string | undefined }

/** The event that tells how a letter fared. `by`: whose wish it was, where it was somebody's. */
export function fateOf(world: World, letter: Told, type: Fate, data: Record<string, unknown>, by: Actor = { kind: 'system' }) {
  return {
    provider_id: letter.providerId, id: world.ids.next(), ticket_id: null, seq: null, at: world.time.now(), type, actor_kind: by.kind, actor_id: by.id ?? null, actor_name: by.name ?? null,
    data: { outboxId: letter.id, ...(letter.ticketId === undefined ? {} : { ticketId: letter.ticketId }), ...data },
  }
}

/** Writes it in the transaction that changes the letter's state. */
export async function recordFate(tx: Transaction<Tables>, ...[world, letter, type, data, by]: Parameters<typeof fateOf>): Promise<void> {
  const event = fateOf(world, letter, type, data, by)
  await tx.insertInto('events').values({ ...event, data: JSON.stringify(event.data) }).execute()
}
