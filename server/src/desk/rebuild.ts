import type { Desk } from '#policies/policies.ts'
import { eventsOf, familyOf } from '#tickets/tickets.ts'
import { project } from './projection.ts'
import type { Projection } from './projection.ts'

/** Makes the projection of one ticket again from its events alone, without writing it: what a check compares with the rows. */
export async function projectAgain(desk: Desk, providerId: string, ticketId: string): Promise<Projection> {
  const { db } = desk.database
  const events = await eventsOf(db, providerId, ticketId)
  return project(desk, providerId, ticketId, events, await familyOf(db, providerId, ticketId, events))
}
