import type { Transaction } from 'kysely'
import type { EventType } from '@guichet/protocol'
import type { Tables, World } from '#server/tables.ts'

/** Who did something; `id` is a contact's or an agent's. */
export interface Actor {
  readonly kind: 'contact' | 'agent' | 'third_party' | 'system'
  readonly id?: string | undefined
  readonly name?: string | undefined
}

/** A signed-in contact as the one who does something; who acts for another customer says for whom they work. */
export function actorOfContact({ id, name, acting }: { readonly id: string; readonly name: string; readonly acting?: { readonly own: { readonly name: string } } | undefined }): Actor & { kind: 'contact'; id: string; name: string } {
  return { kind: 'contact', id, name: acting ? `${name} (${acting.own.name})` : name }
}

/** Something that happened to no ticket: to a person, a right, a session, a service. */
export interface PlainEvent {
  readonly providerId: string
  readonly type: EventType
  readonly actor: Actor
  /** What happened, by the names of what it happened to: never a secret, never what can be read in its own row only. */
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * Writes an event that belongs to no ticket, in the transaction of what it tells: the change and its trace are kept together or
 * not at all. Gives the event's id, for the letters that it causes. Events of a ticket are written by `triage/act.ts`.
 */
export async function writeEvent(trx: Transaction<Tables>, world: World, event: PlainEvent): Promise<string> {
  const id = world.ids.next()
  await trx
    .insertInto('events')
    .values({
      provider_id: event.providerId, id, ticket_id: null, seq: null, at: world.time.now(), type: event.type,
      actor_kind: event.actor.kind, actor_id: event.actor.id ?? null, actor_name: event.actor.name ?? null, data: JSON.stringify(event.data),
    })
    .execute()
  return id
}
