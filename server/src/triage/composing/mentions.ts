import { sql } from 'kysely'
import type { Mentionable } from '@guichet/protocol'
import { deskWallOf, isOnDesk, listAgents } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'

interface Standing { readonly department: string | null; readonly assigneeId: string | null }

/** The agents who may be named in a note of this ticket, and those who do not see it. */
export async function mentionableAgents(desk: Desk, providerId: string, ticket: Standing): Promise<Mentionable[]> {
  return (await listAgents(desk, providerId)).map((agent) => ({ id: agent.id, name: agent.name, sees: isOnDesk(deskWallOf(agent), ticket) }))
}

/** Whether all of these agents see the ticket: nobody is told of what they may not read. */
export async function allSee(desk: Desk, ticket: LoadedTicket, agentIds: readonly string[]): Promise<boolean> {
  if (agentIds.length === 0) return true
  const seeing = new Set((await mentionableAgents(desk, ticket.providerId, ticket.ticket)).filter(({ sees }) => sees).map(({ id }) => id))
  return agentIds.every((id) => seeing.has(id))
}

/** Writes who is named in a note; whoever names themselves has nothing to be told. */
export async function writeMentions(desk: Desk, of: { providerId: string; ticketId: string; messageId: string; by: string }, agentIds: readonly string[]): Promise<void> {
  const rows = [...new Set(agentIds)].filter((id) => id !== of.by)
    .map((agent_id) => ({ provider_id: of.providerId, ticket_id: of.ticketId, agent_id, message_id: of.messageId, at: desk.time.now(), seen_at: null }))
  if (rows.length > 0) await desk.database.db.insertInto('mentions').values(rows).onConflict((oc) => oc.doNothing()).execute()
}

/** How many notes of a ticket name an agent who has not seen them; what was undone names nobody. */
export async function unseenMentions(desk: Desk, of: { providerId: string; ticketId: string; agentId: string }): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from mentions n join messages m on m.provider_id = n.provider_id and m.id = n.message_id
    where n.provider_id = ${of.providerId} and n.ticket_id = ${of.ticketId} and n.agent_id = ${of.agentId} and n.seen_at is null and m.visibility <> 'withdrawn'`.execute(desk.database.db)
  return rows[0]?.n ?? 0
}

/** The agent has the ticket before them: what names them there is seen. */
export async function seeMentions(desk: Desk, of: { providerId: string; ticketId: string; agentId: string }): Promise<void> {
  await desk.database.db
    .updateTable('mentions').set({ seen_at: desk.time.now() }).where('provider_id', '=', of.providerId).where('ticket_id', '=', of.ticketId).where('agent_id', '=', of.agentId)
    .where('seen_at', 'is', null).execute()
}
