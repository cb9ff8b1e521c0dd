import type { Desk } from '#policies/policies.ts'
import type { Actor, LoadedTicket, NewEvent, NewMessage } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome, Refusal } from './act.ts'
import { receiveThrough } from './merge/through.ts'
import { moveRefused } from './may-move.ts'

const hour = 3_600_000
/** Times an hour that a customer may open a ticket again (MAIL-06); beyond it, it is refused rather than let through. */
const reopenings = 5

/**
 * The customer writes in their ticket: what waited for them goes on (TIME-08), what was solved opens again, the next reply
 * begins to be due. A closed ticket takes nothing more, nor does one that the policy no longer lets be opened again: intake makes a new
 * request of it.
 */
export async function customerReply(
  desk: Desk,
  contact: Actor,
  aim: Aim,
  message: NewMessage | ((at: number, inside: Desk) => Promise<NewMessage | undefined>),
  more: { uploads?: readonly string[]; settles?: { requestId: string } } = {},
): Promise<Outcome> {
  const settles = more.settles ? { requestId: more.settles.requestId, state: 'reply' } : undefined
  const outcome = await act(desk, aim, async (loaded, now, inside) => {
    const refusal = await replyRefused(loaded, now, inside)
    if (refusal) return refusal
    const { state, spam, snoozedUntil } = loaded.ticket
    const written = typeof message === 'function' ? await message(now, inside) : message
    if (!written) return { refused: 'unknown-attachment' }
    const events: NewEvent[] = [{ type: 'message.customer', at: now, actor: contact, data: { messageId: written.id } }]
    // Somebody whom we know, and who writes again, was not unwanted.
    if (spam) events.unshift({ type: 'ticket.spam', at: now, actor: contact, data: { marked: false, sender: null, reason: null } })
    if (snoozedUntil !== null) events.push({ type: 'ticket.woken', at: now, actor: contact, data: { why: 'customer' } })
    if (state === 'solved') events.push({ type: 'ticket.reopened', at: now, actor: contact, data: { why: 'customer', reason: null } })
    if (state.startsWith('waiting_')) events.push({ type: 'ticket.resumed', at: now, actor: contact, data: { why: 'customer' } })
    return { events, messages: [written], ...(more.uploads ? { uploads: more.uploads } : {}), ...(settles ? { settles } : {}) }
  })
  if (outcome.ok || outcome.refused !== 'ticket-merged') return outcome
  return receiveThrough(desk, aim, { type: 'message.customer', author: contact, message, uploads: more.uploads, settles, judge: replyRefused })
}

/** Why a ticket takes nothing more of its customer. */
async function replyRefused(loaded: LoadedTicket, now: number, inside: Desk): Promise<Refusal | undefined> {
  const { state, reopenedAt, spam } = loaded.ticket
  if (spam && loaded.contactId === null) return { refused: 'ticket-spam' }
  if (state === 'closed') return { refused: 'ticket-closed' }
  if (state === 'solved' && reopenedAt.filter((at) => at > now - hour).length >= reopenings) return { refused: 'rate-limited' }
  // Whoever writes that it is not over has said that they mean it.
  return state === 'solved' ? moveRefused(inside, loaded, { to: 'open', by: 'requester', confirmed: true }, now) : undefined
}

/** Somebody who is no party wrote to a ticket: agents see it, no promise does (MAIL-04, MAIL-05, TIME-08). */
export async function thirdPartyNote(desk: Desk, author: Actor, aim: Aim, message: NewMessage, requestId: string): Promise<Outcome> {
  const outcome = await act(desk, aim, ({ ticket }, now) => (ticket.spam ? { refused: 'ticket-spam' } : {
    events: [{ type: 'message.third_party', at: now, actor: author, data: { messageId: message.id } }],
    messages: [message],
    settles: { requestId, state: 'third_party' },
  }))
  if (outcome.ok || outcome.refused !== 'ticket-merged') return outcome
  return receiveThrough(desk, aim, { type: 'message.third_party', author, message, settles: { requestId, state: 'third_party' } })
}

/** A machine of the customer answered (out of office): shown, and nothing else (MAIL-15). */
export async function automaticReply(desk: Desk, contact: Actor, aim: Aim, message: NewMessage, requestId: string): Promise<Outcome> {
  const outcome = await act(desk, aim, ({ ticket }, now) => (ticket.spam ? { refused: 'ticket-spam' } : {
    events: [{ type: 'message.third_party', at: now, actor: contact, data: { messageId: message.id } }],
    messages: [message],
    settles: { requestId, state: 'reply' },
  }))
  if (outcome.ok || outcome.refused !== 'ticket-merged') return outcome
  return receiveThrough(desk, aim, { type: 'message.third_party', author: contact, message, settles: { requestId, state: 'reply' } })
}
