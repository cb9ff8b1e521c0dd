import type { Desk } from '#policies/policies.ts'
import { eventsOf } from '#tickets/tickets.ts'
import { project } from './projection.ts'
import type { Projection } from './projection.ts'

/** Makes the projection of one ticket again from its events alone, without writing it: what a check compares with the rows. */
export async function projectAgain(desk: Desk, providerId: string, ticketId: string): Promise<Projection> {
  return project(desk, providerId, ticketId, await eventsOf(desk.database.db, providerId, ticketId))
}
