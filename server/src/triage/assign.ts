import { findAgent } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome } from './act.ts'
import { over } from './over.ts'

/** An agent takes a ticket in charge: a human event that promises of intervention wait for (TERM-04). */
export function take(desk: Desk, agent: Actor & { id: string }, aim: Aim): Promise<Outcome> {
  return act(desk, aim, (loaded, now) => {
    const ended = over(loaded)
    if (ended) return ended
    return { events: [{ type: 'ticket.taken', at: now, actor: agent, data: { agentId: agent.id } }] }
  })
}

/** Gives a ticket to an agent, or back to everybody. Nobody has begun anything by that: no promise stops. */
export function assign(desk: Desk, agent: Actor, aim: Aim, agentId: string | null): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    const ended = over(loaded)
    if (ended) return ended
    if (agentId !== null && !(await findAgent(inside, aim.providerId, agentId))) return { refused: 'unknown-agent' }
    if (agentId === loaded.ticket.assigneeId) return { events: [] }
    return { events: [{ type: 'ticket.assigned', at: now, actor: agent, data: { agentId, from: loaded.ticket.assigneeId } }] }
  })
}
