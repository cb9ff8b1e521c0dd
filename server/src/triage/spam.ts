import { createHash } from 'node:crypto'
import { runPrepared } from '#platform/database.ts'
import { foldAddress } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor, LoadedTicket } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome } from './act.ts'

/** What is kept of an address that wrote what nobody wanted: enough to know it again, not to read it. */
export function hashOfSender(address: string): string {
  return createHash('sha256').update((foldAddress(address) ?? address).toLowerCase()).digest('hex')
}

/** The address of a sender who is nobody we know; null for a contact's, which no call of ours may put aside. */
async function strangerOf(desk: Desk, loaded: LoadedTicket): Promise<string | null> {
  if (loaded.contactId !== null) return null
  const first = await desk.database.db
    .selectFrom('messages').select('from_address').where('provider_id', '=', loaded.providerId).where('ticket_id', '=', loaded.id).where('author_kind', '=', 'contact')
    .where('from_address', 'is not', null).orderBy('at').orderBy('id').limit(1).executeTakeFirst()
  return first?.from_address == null ? null : hashOfSender(first.from_address)
}

async function hasContract(desk: Desk, { providerId, customerId }: LoadedTicket, now: number): Promise<boolean> {
  if (customerId === null) return false
  const today = new Date(now).toISOString().slice(0, 10)
  const found = await desk.database.db
    .selectFrom('contracts').select('id').where('provider_id', '=', providerId).where('customer_id', '=', customerId).where('starts_on', '<=', today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', today)])).limit(1).executeTakeFirst()
  return found !== undefined
}

/**
 * Calls a ticket unwanted: it leaves every list, nothing is promised any more, nothing is ever answered, and the next mail of a
 * sender whom nobody knows is put aside. What a customer under contract asked is called so only by whoever says that they mean it.
 */
export function markSpam(desk: Desk, agent: Actor, aim: Aim, reason: string | undefined): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    if (loaded.ticket.spam) return { refused: 'already-handled' }
    if (!aim.confirmed && (await hasContract(inside, loaded, now))) {
      return {
        refused: 'confirm-needed',
        detail: { fr: 'Ce client a un contrat en cours. Le classer comme indésirable quand même\u202f?', en: 'This customer has a contract in force. Mark it as unwanted all the same?' },
      }
    }
    // What still waits to leave would be an answer.
    await inside.database.db
      .updateTable('outbox').set({ state: 'cancelled', next_at: null }).where('provider_id', '=', loaded.providerId).where('ticket_id', '=', loaded.id)
      .where('state', '=', 'pending').where('attempts', '=', 0).execute()
    return { events: [{ type: 'ticket.spam', at: now, actor: agent, data: { marked: true, sender: await strangerOf(inside, loaded), reason: reason ?? null } }] }
  })
}

/** It was wanted after all: it is where it was, and owed what it was. */
export function unmarkSpam(desk: Desk, agent: Actor, aim: Aim): Promise<Outcome> {
  return act(desk, aim, (loaded, now) => {
    if (!loaded.ticket.spam) return { refused: 'already-handled' }
    return { events: [{ type: 'ticket.spam', at: now, actor: agent, data: { marked: false, sender: null, reason: null } }] }
  })
}

/** Whether earlier mail of an address was called unwanted, and it is still nobody's whom we know. */
export async function isSpammer(desk: Desk, providerId: string, address: string): Promise<boolean> {
  const found = await runPrepared(desk.database, {
    name: 'unwanted-sender', values: [providerId, hashOfSender(address), foldAddress(address) ?? address],
    text: `select 1 from tickets where provider_id = $1 and spam_from = $2
      and not exists (select 1 from contacts where provider_id = $1 and email_key = $3) limit 1`,
  })
  return found.length > 0
}
