import { priorityChange } from '@guichet/policy'
import type { Decision, Facts, Policy } from '@guichet/policy'
import { givenPriority, policyOfTicket } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { act } from './act.ts'
import { decideAgain } from './decide-again.ts'
import type { Aim, Outcome } from './act.ts'

/** What the policy answers with the new priority; where it counts the new promises from the change on, they begin now. */
function decidedWith(policy: Policy, facts: Facts, before: Decision, now: number): { decision: Decision; fromChange?: true } {
  const decision = decideAgain(policy, facts, before)
  if (policy.changes.onPriorityChange === 'from_opening') return { decision }
  const commitments = decision.commitments.length === 0 ? [] : priorityChange(policy, { facts, openedAt: before.at, changedAt: now })
  return { decision: { ...decision, commitments }, fromChange: true }
}

/**
 * An agent overrules the priority, with a reason. The policy of the ticket decides again with it, from the instant of receipt
 * unless it says from the change: what was counted is kept, the targets are replaced, both are shown (TIME-23). What it answered to the request itself stays.
 */
export function reprioritise(desk: Desk, agent: Actor, aim: Aim, priority: string, reason: string): Promise<Outcome> {
  return act(desk, aim, async (loaded, now) => {
    const { ticket, decision } = loaded
    if (ticket.state === 'closed') return { refused: 'ticket-closed' }
    if (ticket.priority === priority) return { refused: 'same-priority' }
    const policy = await policyOfTicket(desk, loaded.providerId, ticket, now)
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
  })
}
