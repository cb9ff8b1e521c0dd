import type { Desk } from '#policies/policies.ts'
import type { Actor, NewEvent } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Doing, Outcome } from './act.ts'
import { doerOf, withBesides } from './besides.ts'
import type { With } from './besides.ts'
import { countMacro } from './composing/macros.ts'
import { replyLetter } from './correspondent.ts'
import { fieldsMissing } from './fields.ts'
import { moveRefused } from './may-move.ts'
import { over } from './over.ts'
import { deskChannel, held, messageFrom, textFor } from './writing.ts'
import type { Wording } from './writing.ts'

/**
 * An agent calls a ticket solved. A customer who waits for an answer gets one: without a text it is refused,
 * or promises could be dodged by solving in silence. The policy may want the resolution said each time (S5-16). `holdMs`: for so long
 * the letter may be taken back.
 */
export function solve(desk: Desk, agent: Actor & { id: string }, aim: Aim, said: string | Wording | undefined, { holdMs = 0, alongside = {}, macroId }: With & { readonly holdMs?: number } = {}): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    const { state, answered } = loaded.ticket
    if (state === 'solved') return { refused: 'already-solved' }
    const ended = over(loaded)
    if (ended) return ended
    if (said === undefined && !answered) return { refused: 'reply-required' }
    const missing = await fieldsMissing(inside, loaded, aim.deskWall, alongside)
    if (missing) return missing
    const written = await textFor(said, loaded, inside)
    if (written && 'refused' in written) return written
    const text = written?.text
    const refusal = await moveRefused(inside, loaded, { to: 'solved', by: 'agent', confirmed: aim.confirmed, ...(text === undefined ? {} : { more: { resolution: text } }) }, now)
    if (refusal) return refusal
    const solved = (messageId: string | null): NewEvent => ({ type: 'ticket.solved', at: now, actor: agent, data: { messageId } })
    const doer = doerOf(agent, aim, now)
    const follows = (within: Desk) => countMacro(within, aim.providerId, macroId)
    if (text === undefined) return withBesides(inside, loaded, { events: [solved(null)], follows }, doer, alongside)
    const plain = await messageFrom(inside, aim.providerId, now, agent, { text, attachments: [], owner: '' }, 'public', deskChannel)
    if (!plain) return { refused: 'unknown-attachment' }
    const message = { ...plain, leavesAt: holdMs > 0 ? now + holdMs : undefined }
    const doing: Doing = {
      events: [{ type: 'message.agent', at: now, actor: agent, data: { messageId: message.id } }, solved(message.id)],
      messages: [message], letters: held(await replyLetter(inside, loaded, message), message.leavesAt), follows,
    }
    return withBesides(inside, loaded, doing, doer, alongside)
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
