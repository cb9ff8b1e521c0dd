import { policyOfTicket, workKinds } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import { workOf } from '#tickets/tickets.ts'
import type { Actor, WorkSaid } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome } from './act.ts'

/** Entries of one ticket. */
const mostEntries = 500
const minute = 60_000
const longAgo = 366 * 24 * 60 * minute

async function unusable(desk: Desk, providerId: string, version: Parameters<typeof policyOfTicket>[2], said: WorkSaid, now: number): Promise<'policy-missing' | 'unknown-value' | 'unusable-time' | undefined> {
  const policy = await policyOfTicket(desk, providerId, version, now)
  if (!policy) return 'policy-missing'
  if (!workKinds(policy).some(({ name }) => name === said.kind)) return 'unknown-value'
  // A minute of grace: whoever stops a watch does so on their own clock.
  return said.startedAt + said.minutes * minute > now + minute || said.startedAt < now - longAgo ? 'unusable-time' : undefined
}

/** An agent notes time that they spent. What it costs, if anything, is asked of the policy elsewhere. */
export function noteWork(desk: Desk, agent: Actor & { id: string }, aim: Aim, said: WorkSaid): Promise<Outcome> {
  return act(desk, aim, async ({ ticket, events, id, providerId }, now, inside) => {
    const why = await unusable(inside, providerId, ticket, said, now)
    if (why) return { refused: why }
    if (workOf(providerId, id, events).length >= mostEntries) return { refused: 'too-many' }
    return { events: [{ type: 'work.noted', at: now, actor: agent, data: { workId: desk.ids.next(), agentId: agent.id, ...said } }] }
  })
}

/** Puts time that was noted right, or takes it away (null), with a reason; what was noted before stays in the history. Whose it is, or a lead. */
export function correctWork(desk: Desk, agent: Actor & { id: string }, aim: Aim, workId: string, said: WorkSaid | null, how: { reason: string; lead: boolean }): Promise<Outcome> {
  return act(desk, aim, async ({ ticket, events, id, providerId }, now, inside) => {
    const row = workOf(providerId, id, events).find((one) => one.id === workId)
    if (!row) return { refused: 'unknown-item' }
    if (row.agent_id !== agent.id && !how.lead) return { refused: 'not-allowed' }
    const why = said && (await unusable(inside, providerId, ticket, said, now))
    if (why) return { refused: why }
    return { events: [{ type: 'work.corrected', at: now, actor: agent, data: { workId, said, reason: how.reason } }] }
  })
}
