import { givenPriority, policyOfTicket } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { act } from './act.ts'
import { decidedWith } from './ask-again.ts'
import type { Aim, Outcome, Think } from './act.ts'
import { over } from './over.ts'

/**
 * An agent overrules the priority, with a reason. The policy of the ticket decides again with it, from the instant of receipt
 * unless it says from the change: what was counted is kept, the targets are replaced, both are shown (TIME-23). What it answered to the request itself stays.
 */
export function reprioritise(desk: Desk, agent: Actor, aim: Aim, priority: string, reason: string): Promise<Outcome> {
  return act(desk, aim, overruling(agent, priority, reason))
}

/** Another priority than the policy’s, with the reason: what is promised from now on follows it. */
export function overruling(agent: Actor, priority: string, reason: string): Think {
  return async (loaded, now, inside) => {
    const { ticket, decision } = loaded
    const ended = over(loaded)
    if (ended) return ended
    if (ticket.priority === priority) return { refused: 'same-priority' }
    const policy = await policyOfTicket(inside, loaded.providerId, ticket, now)
    if (!policy) return { refused: 'policy-missing' }
    if (!policy.facts.get('priority')?.options.some((option) => option.value === priority)) return { refused: 'unknown-priority' }
    const facts = { ...loaded.facts, priority }
    return {
      events: [
        {
          type: 'ticket.reprioritised', at: now, actor: agent,
          data: { priority, from: ticket.priority, reason, ...decidedWith(givenPriority(policy), facts, decision, now), facts, policyVersion: policy.version },
        },
      ],
    }
  }
}
