import type { Desk } from '#policies/policies.ts'
import type { Actor, NewEvent } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome } from './act.ts'
import { replyLetter } from './correspondent.ts'
import { moveRefused } from './may-move.ts'
import { over } from './over.ts'
import { deskChannel, messageFrom } from './writing.ts'

/**
 * An agent calls a ticket solved. A customer who waits for an answer gets one: without a text it is refused,
 * or promises could be dodged by solving in silence. The policy may want the resolution said each time (S5-16).
 */
export function solve(desk: Desk, agent: Actor, aim: Aim, text: string | undefined): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    const { state, answered } = loaded.ticket
    if (state === 'solved') return { refused: 'already-solved' }
    const ended = over(loaded)
    if (ended) return ended
    if (text === undefined && !answered) return { refused: 'reply-required' }
    const refusal = await moveRefused(inside, loaded, { to: 'solved', by: 'agent', confirmed: aim.confirmed, ...(text === undefined ? {} : { more: { resolution: text } }) }, now)
    if (refusal) return refusal
    const solved = (messageId: string | null): NewEvent => ({ type: 'ticket.solved', at: now, actor: agent, data: { messageId } })
    if (text === undefined) return { events: [solved(null)] }
    const message = await messageFrom(inside, aim.providerId, now, agent, { text, attachments: [], owner: '' }, 'public', deskChannel)
    if (!message) return { refused: 'unknown-attachment' }
    return {
      events: [{ type: 'message.agent', at: now, actor: agent, data: { messageId: message.id } }, solved(message.id)],
      messages: [message],
      letters: await replyLetter(inside, loaded, message),
    }
  })
}

/** The customer says that it is solved: nothing is due to them any more, and nothing is judged by it. */
export function solveAsCustomer(desk: Desk, contact: Actor, aim: Aim): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    if (loaded.ticket.state === 'solved') return { refused: 'already-solved' }
    if (loaded.ticket.state === 'closed') return { refused: 'ticket-closed' }
    const refusal = await moveRefused(inside, loaded, { to: 'solved', by: 'requester', confirmed: aim.confirmed }, now)
    if (refusal) return refusal
    return { events: [{ type: 'ticket.solved', at: now, actor: contact, data: { messageId: null } }] }
  })
}

/** An agent opens a solved ticket again. */
export function reopen(desk: Desk, agent: Actor, aim: Aim, reason: string | undefined): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    if (loaded.ticket.state !== 'solved') return { refused: loaded.ticket.state === 'closed' ? 'ticket-closed' : 'not-solved' }
    const refusal = await moveRefused(inside, loaded, { to: 'open', by: 'agent', confirmed: aim.confirmed }, now)
    if (refusal) return refusal
    return { events: [{ type: 'ticket.reopened', at: now, actor: agent, data: { why: 'agent', reason: reason ?? null } }] }
  })
}
