import type { Desk } from '#policies/policies.ts'
import type { Actor, Milestone } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome } from './act.ts'
import { over } from './over.ts'

/** Something was done outside the conversation that a promise waits for: work begun, restored, on site, called back (TIME-28). */
export function reachMilestone(desk: Desk, agent: Actor, aim: Aim, what: Milestone, text: string | undefined): Promise<Outcome> {
  return act(desk, aim, (loaded, now) => {
    const ended = over(loaded)
    if (ended) return ended
    return { events: [{ type: 'ticket.milestone', at: now, actor: agent, data: { what, note: text ?? null } }] }
  })
}
