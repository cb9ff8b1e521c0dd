import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome } from './act.ts'
import { replyLetter } from './correspondent.ts'
import { fieldsMissing } from './fields.ts'
import { moveRefused } from './may-move.ts'
import { over } from './over.ts'
import { deskChannel, held, messageFrom, textFor } from './writing.ts'
import type { Wording } from './writing.ts'

/**
 * An agent closes a ticket for good, where the policy lets them. A customer who waits for an answer gets one; a resolution that the
 * policy wants is the text, or what was written as it was solved (S5-16).
 */
export function close(desk: Desk, agent: Actor, aim: Aim, said: string | Wording | undefined, holdMs = 0): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    const ended = over(loaded)
    if (ended) return ended
    const { state, answered } = loaded.ticket
    if (said === undefined && state !== 'solved' && !answered) return { refused: 'reply-required' }
    const missing = await fieldsMissing(inside, loaded, aim.deskWall)
    if (missing) return missing
    const written = await textFor(said, loaded, inside)
    if (written && 'refused' in written) return written
    const text = written?.text
    const refusal = await moveRefused(inside, loaded, { to: 'closed', by: 'agent', confirmed: aim.confirmed, ...(text === undefined ? {} : { more: { resolution: text } }) }, now)
    if (refusal) return refusal
    if (text === undefined) return { events: [{ type: 'ticket.closed', at: now, actor: agent, data: { messageId: null } }] }
    const plain = await messageFrom(inside, aim.providerId, now, agent, { text, attachments: [], owner: '' }, 'public', deskChannel)
    if (!plain) return { refused: 'unknown-attachment' }
    const message = { ...plain, leavesAt: holdMs > 0 ? now + holdMs : undefined }
    return {
      events: [
        { type: 'message.agent', at: now, actor: agent, data: { messageId: message.id } },
        { type: 'ticket.closed', at: now, actor: agent, data: { messageId: message.id } },
      ],
      messages: [message],
      letters: held(await replyLetter(inside, loaded, message), message.leavesAt),
    }
  })
}
