import { ticketsByIds, ticketsOfList } from '#desk/desk.ts'
import type { ChosenTicket, QueueQuestion } from '#desk/desk.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

/** A list is counted and walked up to here, and so are those of one act. */
export const mostTickets = 100_000

/** Which tickets: some by their ids, or all of a list but some. `by`: what chose them, in the words of the filter. */
export type Which =
  | { readonly ids: readonly string[] }
  | { readonly question: QueueQuestion; readonly except: readonly string[]; readonly by: string }

/** The tickets chosen, as they are now for this agent; `gone`: those named that are not there. */
export async function chosenTickets(desk: Desk, providerId: string, wall: DeskWall, which: Which): Promise<{ tickets: ChosenTicket[]; gone: number }> {
  if ('ids' in which) {
    const tickets = await ticketsByIds(desk, providerId, wall, which.ids)
    return { tickets, gone: new Set(which.ids).size - tickets.length }
  }
  const out = new Set(which.except)
  return { tickets: (await ticketsOfList(desk, which.question, mostTickets)).filter(({ id }) => !out.has(id)), gone: 0 }
}
