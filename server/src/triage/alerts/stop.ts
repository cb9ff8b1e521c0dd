import { findAgent } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { act } from '../act.ts'
import type { Stopping } from './stop-token.ts'

/** The number of the ticket, and whether its letters have ended already; undefined where agent or ticket are no more. */
export async function showStop({ database }: Desk, { providerId, agentId, ticketId }: Stopping): Promise<{ readonly number: number; readonly done: boolean } | undefined> {
  const found = await database.db
    .selectFrom('tickets as t').innerJoin('agents as a', (join) => join.onRef('a.provider_id', '=', 't.provider_id').on('a.id', '=', agentId))
    .leftJoin('agent_quiet_tickets as q', (join) => join.onRef('q.provider_id', '=', 't.provider_id').onRef('q.ticket_id', '=', 't.id').onRef('q.agent_id', '=', 'a.id'))
    .select(['t.number', 'q.at']).where('t.provider_id', '=', providerId).where('t.id', '=', ticketId).executeTakeFirst()
  return found && { number: found.number, done: found.at !== null }
}

/** No letter about this ticket goes to this agent any more, and they follow it no longer; done twice it is done once. False where they or it are no more. */
export async function stopLetters(desk: Desk, of: Stopping): Promise<boolean> {
  const { providerId, agentId, ticketId } = of
  const agent = await findAgent(desk, providerId, agentId)
  if (!agent) return false
  const done = await act(desk, { providerId, ticket: { id: ticketId }, evenMerged: true }, ({ ticket }, now) => ({
    events: ticket.watchers.includes(agentId) ? [{ type: 'ticket.watched', at: now, actor: { kind: 'agent', id: agentId, name: agent.name }, data: { agentId, watching: false } }] : [],
    follows: async ({ database: { db } }) => {
      await db.insertInto('agent_quiet_tickets').values({ provider_id: providerId, agent_id: agentId, ticket_id: ticketId, at: now }).onConflict((oc) => oc.doNothing()).execute()
    },
  }))
  return done.ok
}

/** Whoever follows a ticket again wants to be told of it. */
export async function startLetters({ database }: Desk, { providerId, agentId, ticketId }: Stopping): Promise<void> {
  await database.db.deleteFrom('agent_quiet_tickets').where('provider_id', '=', providerId).where('agent_id', '=', agentId).where('ticket_id', '=', ticketId).execute()
}
