import { findAgent, openTicketsOf } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { act } from './act.ts'

/** Tickets in one go: whoever asks waits no longer than a breath, and asks again for the rest. */
const most = 100

/**
 * Gives the open tickets of an agent, those that whoever gives may see, to somebody else or back to everybody. One that changed hands
 * meanwhile stays where it is. `left`: how many are still theirs.
 */
export async function handOver(
  desk: Desk, by: Actor & { id: string }, providerId: string, wall: DeskWall, from: string, to: string | null,
): Promise<{ readonly given: number; readonly left: number } | 'unknown-agent' | 'same-agent'> {
  if (from === to) return 'same-agent'
  if (to !== null && !(await findAgent(desk, providerId, to))) return 'unknown-agent'
  const open = await openTicketsOf(desk, providerId, from, wall, most + 1)
  let given = 0
  for (const { number } of open.slice(0, most)) {
    const done = await act(desk, { providerId, ticket: { number }, deskWall: wall }, (loaded, now) =>
      loaded.ticket.assigneeId === from && loaded.ticket.state !== 'closed'
        ? { events: [{ type: 'ticket.assigned', at: now, actor: by, data: { agentId: to, from } }] }
        : { refused: 'version-changed' })
    if (done.ok) given += 1
  }
  return { given, left: (await openTicketsOf(desk, providerId, from, wall, 10_000)).length }
}
