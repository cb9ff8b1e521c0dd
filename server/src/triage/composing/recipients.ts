import type { Addressee } from '@guichet/protocol'
import type { Heads, Recipient } from '#outbox/outbox.ts'
import { foldAddress } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import type { Refusal } from '../act.ts'
import { correspondentsOf } from '../correspondent.ts'

/** What the screen showed of whom the answer goes to, and the copies that its writer added. */
export interface Addressing {
  readonly to?: readonly string[] | undefined
  readonly cc?: readonly string[]
  /** Copies to somebody who is no contact of the customer: named once more by whoever means it. */
  readonly outsiders?: readonly string[]
}

/** Whom an answer goes to. */
export interface Addressed {
  readonly to: readonly Recipient[]
  readonly cc: readonly (Recipient & { outsider: boolean })[]
}

const keyOf = (address: string) => foldAddress(address)?.toLowerCase() ?? address.trim().toLowerCase()
const view = ({ address, name }: Recipient): Addressee => ({ address, name: name ?? null })

/** Contacts of the customer whose address is proved: they may be sent a copy without more ado. */
export async function contactsInReach(desk: Desk, ticket: Pick<LoadedTicket, 'providerId' | 'customerId'>): Promise<Recipient[]> {
  if (ticket.customerId === null) return []
  const rows = await desk.database.db
    .selectFrom('contacts').select(['name', 'email']).where('provider_id', '=', ticket.providerId).where('customer_id', '=', ticket.customerId)
    .where('removed_at', 'is', null).where('verified_at', 'is not', null).orderBy('name').limit(200).execute()
  return rows.map(({ name, email }) => ({ address: email, name }))
}

/**
 * Settles whom an answer goes to. What would differ from what its writer was shown is refused, and so is a copy to somebody outside
 * unless it is named as such: nobody reads by mistake what was written to another.
 */
export async function addressedTo(desk: Desk, ticket: LoadedTicket, given: Addressing): Promise<Addressed | Refusal> {
  const to = await correspondentsOf(desk, ticket)
  if (given.to) {
    const shown = new Set(given.to.map(keyOf))
    if (shown.size !== to.length || to.some(({ address }) => !shown.has(keyOf(address)))) return { refused: 'recipients-changed', recipients: to.map(view) }
  }
  const wanted = new Map((given.cc ?? []).map((address) => [keyOf(address), address.trim()]))
  for (const { address } of to) wanted.delete(keyOf(address))
  if (wanted.size === 0) return { to, cc: [] }
  const known = new Map((await contactsInReach(desk, ticket)).map((contact) => [keyOf(contact.address), contact]))
  const meant = new Set((given.outsiders ?? []).map(keyOf))
  const outside = [...wanted].filter(([key, address]) => !known.has(key) && (!meant.has(key) || foldAddress(address) === undefined))
  if (outside.length > 0) return { refused: 'outside-copy', recipients: outside.map(([, address]) => ({ address, name: null })) }
  return { to, cc: [...wanted].map(([key, address]) => ({ ...(known.get(key) ?? { address }), outsider: !known.has(key) })) }
}

/** What every letter of one message names, where there are copies. */
export function headsOf({ to, cc }: Addressed): Heads | undefined {
  const plain = ({ address, name }: Recipient): Recipient => ({ address, ...(name === undefined ? {} : { name }) })
  return cc.length === 0 ? undefined : { to: to.map(plain), cc: cc.map(plain) }
}

/** Who was sent a copy of the last answer that had copies. */
export async function copiedBefore(desk: Desk, ticket: Pick<LoadedTicket, 'providerId' | 'id'>): Promise<Recipient[]> {
  const row = await desk.database.db
    .selectFrom('outbox').select('mail').where('provider_id', '=', ticket.providerId).where('ticket_id', '=', ticket.id).where('kind', '=', 'reply').where('state', '<>', 'cancelled')
    .orderBy('created_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  const { letter } = (row?.mail ?? {}) as { letter?: { heads?: Heads } }
  return [...(letter?.heads?.cc ?? [])]
}
