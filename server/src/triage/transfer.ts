import { policyOfTicket } from '#desk/desk.ts'
import { findAgent } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor, Hands, LoadedTicket } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome, Refusal, Think } from './act.ts'
import { over } from './over.ts'
import { deskChannel, messageFrom } from './writing.ts'

/** To whom: what is left out stays as it is, null takes it away. */
export interface Wanted { readonly department?: string | null | undefined; readonly teamId?: string | null | undefined; readonly agentId?: string | null | undefined }

/**
 * Whose hands these are then. Another department or team takes the ticket from whoever had it: an agent who may not see what it is
 * about must not keep it by having had it (S5-4).
 */
function handsAfter(from: Hands, wanted: Wanted): Hands {
  const department = wanted.department === undefined ? from.department : wanted.department
  const elsewhere = department !== from.department
  const teamId = wanted.teamId === undefined ? (elsewhere ? null : from.teamId) : wanted.teamId
  const moved = elsewhere || teamId !== from.teamId
  return { department, teamId, agentId: wanted.agentId === undefined ? (moved ? null : from.agentId) : wanted.agentId }
}

async function unknownAmong(desk: Desk, loaded: LoadedTicket, { department, teamId, agentId }: Wanted, now: number): Promise<Refusal | undefined> {
  const { providerId } = loaded
  if (typeof department === 'string') {
    const policy = await policyOfTicket(desk, providerId, loaded.ticket, now)
    if (!policy?.facts.get('department')?.options.some((option) => option.value === department)) return { refused: 'unknown-department' }
  }
  if (typeof teamId === 'string') {
    const team = await desk.database.db.selectFrom('agent_teams').select('id').where('provider_id', '=', providerId).where('id', '=', teamId).where('retired_at', 'is', null).executeTakeFirst()
    if (!team) return { refused: 'unknown-team' }
  }
  if (typeof agentId === 'string' && !(await findAgent(desk, providerId, agentId))) return { refused: 'unknown-agent' }
  return undefined
}

/** Hands a ticket over to a department, a team, an agent, with a note that tells them what they need to know, in one act (S5-3, S5-4). No promise stops. */
export function transfer(desk: Desk, agent: Actor, aim: Aim, wanted: Wanted, text: string): Promise<Outcome> {
  return act(desk, aim, handingOver(agent, wanted, { text }))
}

/** What those who get it need to know: a text, or a note that is written with it. */
type Told = { readonly text: string } | { readonly messageId: string }

/** A ticket given to a department, a team or an agent; refused where they are not known or nothing would change. */
export function handingOver(agent: Actor, wanted: Wanted, told: Told): Think {
  return async (loaded, now, inside) => {
    const ended = over(loaded)
    if (ended) return ended
    const { department, deskTeamId, assigneeId } = loaded.ticket
    const from: Hands = { department, teamId: deskTeamId, agentId: assigneeId }
    const hands = handsAfter(from, wanted)
    if (hands.department === from.department && hands.teamId === from.teamId && hands.agentId === from.agentId) return { refused: 'same-hands' }
    const unknown = await unknownAmong(inside, loaded, wanted, now)
    if (unknown) return unknown
    if ('messageId' in told) return { events: [{ type: 'ticket.transferred', at: now, actor: agent, data: { ...hands, from, messageId: told.messageId } }] }
    const message = await messageFrom(inside, loaded.providerId, now, agent, { text: told.text, attachments: [], owner: '' }, 'internal', deskChannel)
    if (!message) return { refused: 'unknown-attachment' }
    return {
      events: [
        { type: 'message.note', at: now, actor: agent, data: { messageId: message.id } },
        { type: 'ticket.transferred', at: now, actor: agent, data: { ...hands, from, messageId: message.id } },
      ],
      messages: [message],
    }
  }
}
