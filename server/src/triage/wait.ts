import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Doing, Outcome } from './act.ts'
import { doerOf, withBesides } from './besides.ts'
import type { With } from './besides.ts'
import { countMacro } from './composing/macros.ts'
import { over } from './over.ts'
import { replyLetter } from './correspondent.ts'
import { moveRefused } from './may-move.ts'
import { deskChannel, messageFrom } from './writing.ts'
import type { Written } from './writing.ts'

/** Waits for the customer: the question goes out with it, or there is no waiting (TIME-22, AB-43). */
export function waitForCustomer(desk: Desk, agent: Actor, aim: Aim, question: Written): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    const ended = over(loaded)
    if (ended) return ended
    const refusal = await moveRefused(inside, loaded, { to: 'waiting_customer', by: 'agent', confirmed: aim.confirmed }, now)
    if (refusal) return refusal
    const message = await messageFrom(inside, aim.providerId, now, agent, question, 'public', deskChannel)
    if (!message) return { refused: 'unknown-attachment' }
    return {
      events: [
        { type: 'message.agent', at: now, actor: agent, data: { messageId: message.id } },
        { type: 'ticket.waiting', at: now, actor: agent, data: { for: 'customer', messageId: message.id } },
      ],
      messages: [message],
      letters: await replyLetter(inside, loaded, message),
      uploads: question.attachments,
    }
  })
}

/** Waits for a supplier; the note says whom. Pauses only what the policy lets it pause. */
export function waitForSupplier(desk: Desk, agent: Actor & { id: string }, aim: Aim, text: string, { alongside = {}, macroId }: With = {}): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    const ended = over(loaded)
    if (ended) return ended
    const refusal = await moveRefused(inside, loaded, { to: 'waiting_supplier', by: 'agent', confirmed: aim.confirmed }, now)
    if (refusal) return refusal
    const message = await messageFrom(inside, aim.providerId, now, agent, { text, attachments: [], owner: '' }, 'internal', deskChannel)
    if (!message) return { refused: 'unknown-attachment' }
    const doing: Doing = {
      events: [
        { type: 'message.note', at: now, actor: agent, data: { messageId: message.id } },
        { type: 'ticket.waiting', at: now, actor: agent, data: { for: 'supplier', messageId: null } },
      ],
      messages: [message], follows: (within) => countMacro(within, aim.providerId, macroId),
    }
    return withBesides(inside, loaded, doing, doerOf(agent, aim, now), alongside)
  })
}

/** Goes on without waiting any longer. */
export function resume(desk: Desk, agent: Actor, aim: Aim): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    if (!loaded.ticket.state.startsWith('waiting_')) return { refused: 'not-waiting' }
    const refusal = await moveRefused(inside, loaded, { to: 'open', by: 'agent', confirmed: aim.confirmed }, now)
    if (refusal) return refusal
    return { events: [{ type: 'ticket.resumed', at: now, actor: agent, data: { why: 'agent' } }] }
  })
}
