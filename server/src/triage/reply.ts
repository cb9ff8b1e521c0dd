import type { Desk } from '#policies/policies.ts'
import type { Actor, NewEvent } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome } from './act.ts'
import { replyLetter } from './correspondent.ts'
import { moveRefused } from './may-move.ts'
import { deskChannel, messageFrom } from './writing.ts'
import type { Written } from './writing.ts'

/**
 * An agent answers the customer: the promises that wait for a human reply stop here (TERM-04), the mail leaves with the commit.
 * `then`: what becomes of the ticket with it; waiting pauses only because there is this public message (TIME-22).
 */
export function reply(desk: Desk, agent: Actor, aim: Aim, written: Written, then: 'keep' | 'wait' | 'solve'): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    if (loaded.ticket.state === 'closed') return { refused: 'ticket-closed' }
    const solves = then === 'solve' && loaded.ticket.state !== 'solved'
    const { confirmed } = aim
    const refusal = solves ? await moveRefused(inside, loaded, { to: 'solved', by: 'agent', more: { resolution: written.text }, confirmed }, now)
      : then === 'wait' ? await moveRefused(inside, loaded, { to: 'waiting_customer', by: 'agent', confirmed }, now) : undefined
    if (refusal) return refusal
    const message = await messageFrom(inside, aim.providerId, now, agent, written, 'public', deskChannel)
    if (!message) return { refused: 'unknown-attachment' }
    const events: NewEvent[] = [{ type: 'message.agent', at: now, actor: agent, data: { messageId: message.id } }]
    if (then === 'wait') events.push({ type: 'ticket.waiting', at: now, actor: agent, data: { for: 'customer', messageId: message.id } })
    if (solves) events.push({ type: 'ticket.solved', at: now, actor: agent, data: { messageId: message.id } })
    return { events, messages: [message], letters: await replyLetter(inside, loaded, message), uploads: written.attachments }
  })
}
