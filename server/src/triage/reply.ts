import type { Alongside } from '@guichet/protocol'
import type { Desk } from '#policies/policies.ts'
import type { Actor, LoadedTicket, NewEvent } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Doing, Outcome, Refusal } from './act.ts'
import { doerOf, withBesides } from './besides.ts'
import { endDraft } from './composing/drafts.ts'
import { countMacro } from './composing/macros.ts'
import { addressedTo, headsOf } from './composing/recipients.ts'
import type { Addressing } from './composing/recipients.ts'
import { lettersTo } from './correspondent.ts'
import { fieldsMissing } from './fields.ts'
import { moveRefused } from './may-move.ts'
import { over } from './over.ts'
import { deskChannel, held, messageFrom, wordsFor } from './writing.ts'
import type { Wording, Written } from './writing.ts'

/** How an answer leaves, and what goes with it. */
export interface Leaving extends Addressing {
  /** For so long its writer may take it back; it leaves afterwards. */
  readonly holdMs?: number
  readonly alongside?: Alongside
  /** The ready-made text that it was made of. */
  readonly macroId?: string | null | undefined
}

type Then = 'keep' | 'wait' | 'solve'

async function refusalOf(desk: Desk, loaded: LoadedTicket, text: string, then: Then, { confirmed, deskWall, alongside }: Aim & Pick<Leaving, 'alongside'>, now: number): Promise<Refusal | undefined> {
  if (then === 'solve' && loaded.ticket.state !== 'solved') {
    return (await fieldsMissing(desk, loaded, deskWall, alongside)) ?? moveRefused(desk, loaded, { to: 'solved', by: 'agent', more: { resolution: text }, confirmed }, now)
  }
  return then === 'wait' ? moveRefused(desk, loaded, { to: 'waiting_customer', by: 'agent', confirmed }, now) : undefined
}

/**
 * An agent answers the customer: the promises that wait for a human reply stop here (TERM-04), the mail leaves with the commit, or once
 * the time to take it back is over. Promises are measured at the sending: an answer that was taken back never was.
 * `then`: what becomes of the ticket with it; waiting pauses only because there is this public message (TIME-22).
 */
export function reply(desk: Desk, agent: Actor & { id: string }, aim: Aim, said: Written | Wording, then: Then, how: Leaving = {}): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    const ended = over(loaded)
    if (ended) return ended
    const written = await wordsFor(said, loaded, inside)
    if ('refused' in written) return written
    const refusal = await refusalOf(inside, loaded, written.text, then, how.alongside ? { ...aim, alongside: how.alongside } : aim, now)
    if (refusal) return refusal
    const addressed = await addressedTo(inside, loaded, how)
    if ('refused' in addressed) return addressed
    const leavesAt = how.holdMs ? now + how.holdMs : undefined
    const plain = await messageFrom(inside, aim.providerId, now, agent, written, 'public', deskChannel)
    if (!plain) return { refused: 'unknown-attachment' }
    const message = { ...plain, leavesAt }
    const events: NewEvent[] = [{ type: 'message.agent', at: now, actor: agent, data: { messageId: message.id } }]
    if (then === 'wait') events.push({ type: 'ticket.waiting', at: now, actor: agent, data: { for: 'customer', messageId: message.id } })
    if (then === 'solve' && loaded.ticket.state !== 'solved') events.push({ type: 'ticket.solved', at: now, actor: agent, data: { messageId: message.id } })
    const letters = await lettersTo(inside, loaded, message, addressed, headsOf(addressed))
    const doing: Doing = {
      events, messages: [message], letters: held(letters, leavesAt), uploads: written.attachments,
      follows: async (within) => {
        // What they were writing here themselves is none of what goes to many.
        if (typeof said !== 'function') await endDraft(within, { providerId: aim.providerId, ticketId: loaded.id, agentId: agent.id }, 'reply')
        await countMacro(within, aim.providerId, how.macroId)
      },
    }
    return withBesides(inside, loaded, doing, doerOf(agent, aim, now), how.alongside ?? {})
  })
}
