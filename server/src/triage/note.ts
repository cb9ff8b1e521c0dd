import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome } from './act.ts'
import { deskChannel, messageFrom } from './writing.ts'
import type { Written } from './writing.ts'

/** An agent writes for the other agents. No promise looks at it, no customer ever sees it (AB-41). */
export function note(desk: Desk, agent: Actor, aim: Aim, written: Written): Promise<Outcome> {
  return act(desk, aim, async (_loaded, now, inside) => {
    const message = await messageFrom(inside, aim.providerId, now, agent, written, 'internal', deskChannel)
    if (!message) return { refused: 'unknown-attachment' }
    return { events: [{ type: 'message.note', at: now, actor: agent, data: { messageId: message.id } }], messages: [message], uploads: written.attachments }
  })
}
