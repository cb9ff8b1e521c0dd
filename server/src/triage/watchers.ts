import { deskWallOf, findAgent, isOnDesk } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { act } from './act.ts'
import { startLetters } from './alerts/stop.ts'
import type { Aim, Outcome } from './act.ts'

/** Agents who follow one ticket. */
const mostWatchers = 50

/** An agent follows a ticket, or no longer: themselves, or a colleague, who must be one that may see it. */
export function watch(desk: Desk, agent: Actor, aim: Aim, agentId: string, watching: boolean): Promise<Outcome> {
  return act(desk, aim, async ({ id, ticket }, now, inside) => {
    const already = ticket.watchers.includes(agentId)
    if (already === watching) return { events: [] }
    if (watching) {
      const colleague = await findAgent(inside, aim.providerId, agentId)
      if (!colleague || !isOnDesk(deskWallOf(colleague), ticket)) return { refused: 'unknown-agent' }
      if (ticket.watchers.length >= mostWatchers) return { refused: 'too-many' }
    }
    const again = watching && agent.kind === 'agent' && agent.id === agentId
    return {
      events: [{ type: 'ticket.watched', at: now, actor: agent, data: { agentId, watching } }],
      ...(again ? { follows: (within) => startLetters(within, { providerId: aim.providerId, agentId, ticketId: id }) } : {}),
    }
  })
}
