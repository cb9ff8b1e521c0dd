import type { Desk } from '#policies/policies.ts'
import type { Actor, NewEvent, NewMessage } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome } from './act.ts'
import { moveRefused } from './may-move.ts'

const hour = 3_600_000
/** Times an hour that a customer may open a ticket again (MAIL-06); beyond it, it is refused rather than let through. */
const reopenings = 5

/**
 * The customer writes in their ticket: what waited for them goes on (TIME-08), what was solved opens again, the next reply
 * begins to be due. A closed ticket takes nothing more, nor does one that the policy no longer lets be opened again: intake makes a new
 * request of it.
 */
export function customerReply(
  desk: Desk,
  contact: Actor,
  aim: Aim,
  message: NewMessage | ((at: number, inside: Desk) => Promise<NewMessage | undefined>),
  more: { uploads?: readonly string[]; settles?: { requestId: string } } = {},
): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    const { state, reopenedAt } = loaded.ticket
    if (state === 'closed') return { refused: 'ticket-closed' }
    if (state === 'solved' && reopenedAt.filter((at) => at > now - hour).length >= reopenings) return { refused: 'rate-limited' }
    // Whoever writes that it is not over has said that they mean it.
    const refusal = state === 'solved' ? await moveRefused(inside, loaded, { to: 'open', by: 'requester', confirmed: true }, now) : undefined
    if (refusal) return refusal
    const written = typeof message === 'function' ? await message(now, inside) : message
    if (!written) return { refused: 'unknown-attachment' }
    const events: NewEvent[] = [{ type: 'message.customer', at: now, actor: contact, data: { messageId: written.id } }]
    if (state === 'solved') events.push({ type: 'ticket.reopened', at: now, actor: contact, data: { why: 'customer', reason: null } })
    if (state.startsWith('waiting_')) events.push({ type: 'ticket.resumed', at: now, actor: contact, data: { why: 'customer' } })
    return {
      events, messages: [written],
      ...(more.uploads ? { uploads: more.uploads } : {}),
      ...(more.settles ? { settles: { requestId: more.settles.requestId, state: 'reply' } } : {}),
    }
  })
}

/** Somebody who is no party wrote to a ticket: agents see it, no promise does (MAIL-04, MAIL-05, TIME-08). */
export function thirdPartyNote(desk: Desk, author: Actor, aim: Aim, message: NewMessage, requestId: string): Promise<Outcome> {
  return act(desk, aim, (_loaded, now) => ({
    events: [{ type: 'message.third_party', at: now, actor: author, data: { messageId: message.id } }],
    messages: [message],
    settles: { requestId, state: 'third_party' },
  }))
}

/** A machine of the customer answered (out of office): shown, and nothing else (MAIL-15). */
export function automaticReply(desk: Desk, contact: Actor, aim: Aim, message: NewMessage, requestId: string): Promise<Outcome> {
  return act(desk, aim, (_loaded, now) => ({
    events: [{ type: 'message.third_party', at: now, actor: contact, data: { messageId: message.id } }],
    messages: [message],
    settles: { requestId, state: 'reply' },
  }))
}
