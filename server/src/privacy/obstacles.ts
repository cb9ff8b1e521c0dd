import type { Kysely } from 'kysely'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { dateIn } from './deadline.ts'
import { holdsOn } from './holds.ts'
import { ticketsOf } from './person.ts'
import type { Person } from './person.ts'

/** Why somebody's data cannot go yet, and until when. */
export type Obstacle =
  | { readonly is: 'hold'; readonly reason: string; readonly until: string }
  /** They wait for an answer, or can still be taken up again. */
  | { readonly is: 'open_tickets'; readonly numbers: readonly number[] }
  /** They are the last person of a customer that has one. `until`: null when it has no end. */
  | { readonly is: 'contract'; readonly name: string; readonly until: string | null }

/** The zone in which a provider counts its days. */
export async function zoneOf(desk: Desk, providerId: string): Promise<string> {
  return (await desk.policies.inForce(providerId, desk.time.now()))?.zone ?? 'Europe/Paris'
}

/** What stands against erasing a person today (GDPR-04, GDPR-06; GDPR art. 17.3). */
export async function obstaclesTo(desk: Desk, db: Kysely<Tables>, person: Person): Promise<Obstacle[]> {
  const { providerId, contactId, customerId } = person
  const today = dateIn(await zoneOf(desk, providerId), desk.time.now())
  const tickets = await ticketsOf(db, person)
  const open = tickets.filter((ticket) => ticket.state !== 'closed' && ticket.state !== 'solved').map((ticket) => ticket.number)
  const holds = await holdsOn(db, providerId, { contactId, customerId, ticketIds: tickets.map((ticket) => ticket.id) }, today)
  const contracts = customerId !== null && (await isLast(db, person)) ? await db
    .selectFrom('contracts').select(['name', 'ends_on']).where('provider_id', '=', providerId).where('customer_id', '=', customerId).where('starts_on', '<=', today)
    .where('retired_at', 'is', null).where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', today)])).execute() : []
  return [
    ...holds.map((hold): Obstacle => ({ is: 'hold', ...hold })),
    ...(open.length > 0 ? [{ is: 'open_tickets', numbers: open } as const] : []),
    ...contracts.map((contract): Obstacle => ({ is: 'contract', name: contract.name, until: contract.ends_on })),
  ]
}

async function isLast(db: Kysely<Tables>, { providerId, customerId, contactId }: Person): Promise<boolean> {
  const other = await db
    .selectFrom('contacts').select('id').where('provider_id', '=', providerId).where('customer_id', '=', customerId ?? '').where('id', '<>', contactId ?? '')
    .where('removed_at', 'is', null).limit(1).executeTakeFirst()
  return other === undefined
}
