import type { Alongside } from '@guichet/protocol'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Doing, Outcome } from './act.ts'
import { doerOf, withBesides } from './besides.ts'
import { endDraft } from './composing/drafts.ts'
import { countMacro } from './composing/macros.ts'
import { allSee, writeMentions } from './composing/mentions.ts'
import { deskChannel, messageFrom } from './writing.ts'
import type { Written } from './writing.ts'

/** Whom a note names, and what goes with it. */
export interface Noting {
  readonly mentions?: readonly string[]
  readonly alongside?: Alongside
  readonly macroId?: string | null | undefined
}

/** An agent writes for the other agents. No promise looks at it, no customer ever sees it (AB-41). */
export function note(desk: Desk, agent: Actor & { id: string }, aim: Aim, written: Written, { mentions = [], alongside = {}, macroId }: Noting = {}): Promise<Outcome> {
  return act(desk, aim, async (loaded, now, inside) => {
    const message = await messageFrom(inside, aim.providerId, now, agent, written, 'internal', deskChannel)
    if (!message) return { refused: 'unknown-attachment' }
    if (!(await allSee(inside, loaded, mentions))) return { refused: 'mention-outside' }
    const of = { providerId: aim.providerId, ticketId: loaded.id }
    const doing: Doing = {
      events: [{ type: 'message.note', at: now, actor: agent, data: { messageId: message.id } }],
      messages: [message], uploads: written.attachments,
      follows: async (within) => {
        await writeMentions(within, { ...of, messageId: message.id, by: agent.id }, mentions)
        await endDraft(within, { ...of, agentId: agent.id }, 'note')
        await countMacro(within, aim.providerId, macroId)
      },
    }
    return withBesides(inside, loaded, doing, doerOf(agent, aim, now), alongside)
  })
}
