import { besidesOf } from '@guichet/protocol'
import type { Alongside, Beside, Lang } from '@guichet/protocol'
import type { Due } from '#clocks/clocks.ts'
import { project } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import { familyOf, loadedAfter } from '#tickets/tickets.ts'
import type { Actor, LoadedTicket } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Doing, Outcome, Refusal, Think } from './act.ts'
import { listing } from './checklist.ts'
import { countMacro } from './composing/macros.ts'
import { filling } from './fields.ts'
import { over } from './over.ts'
import { overruling } from './reprioritise.ts'
import { puttingOff } from './snooze.ts'
import { knownTags, tagging } from './tag.ts'
import { handingOver } from './transfer.ts'

/** Who does it, whether they mean it, and when; `deskWall`: what there is for them. */
export interface Doer extends Pick<Aim, 'confirmed' | 'deskWall'> { readonly agent: Actor & { id: string }; readonly now: number }

/** Who does an act is who does what goes with it. */
export const doerOf = (agent: Actor & { id: string }, { confirmed, deskWall }: Aim, now: number): Doer => ({ agent, confirmed, deskWall, now })

const minute = 60_000

/** What each of them is called. */
export const besideNames: Record<Beside, Record<Lang, string>> = {
  assign: { fr: 'Attribuer', en: 'Assign' }, priority: { fr: 'Changer la priorité', en: 'Change the priority' }, tags: { fr: 'Étiqueter', en: 'Tag' }, checklist: { fr: 'Compléter la liste à cocher', en: 'Add to the checklist' },
  fields: { fr: 'Remplir des champs', en: 'Fill in fields' }, transfer: { fr: 'Transmettre', en: 'Hand over' }, snooze: { fr: 'Reporter', en: 'Put off' },
}

/** What is so already is no reason to refuse the rest. */
const soAlready = new Set(['same-priority', 'same-hands'])

function assigning(agent: Actor & { id: string }, to: 'me' | 'nobody'): Think {
  return (loaded, now) => {
    const { assigneeId } = loaded.ticket
    if (to === 'me' ? assigneeId === agent.id : assigneeId === null) return { events: [] }
    return over(loaded) ?? {
      events: [to === 'me' ? { type: 'ticket.taken', at: now, actor: agent, data: { agentId: agent.id } } : { type: 'ticket.assigned', at: now, actor: agent, data: { agentId: null, from: assigneeId } }],
    }
  }
}

/** Only words of the list: one that was taken out of it does not come back by a ready-made answer. */
function tagsOfList(agent: Actor & { id: string }, add: readonly string[], remove: readonly string[]): Think {
  return async (loaded, now, inside) => {
    const known = await knownTags(inside, loaded.providerId, add)
    const unknown = add.find((name) => !known.has(name))
    return unknown === undefined ? tagging(agent, add, remove)(loaded, now, inside) : { refused: 'unknown-tag', detail: { fr: `«\u00a0${unknown}\u00a0» n’est plus dans la liste des étiquettes.`, en: `“${unknown}” is no longer in the list of tags.` } }
  }
}

/** What will be due first once all this is done: the promise that an answer keeps is due no more. */
async function dueAfter(inside: Desk, { providerId, id, history }: LoadedTicket): Promise<Due | null> {
  return (await project(inside, providerId, id, history, await familyOf(inside.database.db, providerId, id, history))).columns.due as Due | null
}

/** What goes with an act: what is done beside it, and the ready-made answer that it was made of. */
export interface With { readonly alongside?: Alongside | undefined; readonly macroId?: string | null | undefined }

/** How each is judged: by the act that agents do by hand. */
async function thinkOf(name: Beside, { assign, tags, checklist, fields, priority, snooze, transfer }: Alongside, { agent, confirmed, deskWall, now }: Doer, so: { loaded: LoadedTicket; doing: Doing; inside: Desk }): Promise<Think | undefined> {
  switch (name) {
    case 'assign': return assign && assigning(agent, assign)
    case 'tags': return tags && tagsOfList(agent, tags.add, tags.remove)
    case 'checklist': return checklist && listing(agent, checklist.map((text) => ({ do: 'add', text })))
    case 'fields': return fields && filling(agent, fields, deskWall)
    case 'priority': return priority && overruling(agent, priority.priority, priority.reason)
    case 'snooze': return snooze && puttingOff(agent, confirmed, 'opening' in snooze ? { opening: true } : { at: now + snooze.minutes * minute }, undefined, await dueAfter(so.inside, so.loaded))
    case 'transfer': {
      if (!transfer) return undefined
      const { note, ...wanted } = transfer
      const written = so.doing.messages?.find(({ visibility }) => visibility === 'internal')
      if (note !== '') return handingOver(agent, wanted, { text: note })
      return written ? handingOver(agent, wanted, { messageId: written.id }) : () => ({ refused: 'reason-required' })
    }
  }
}

const together = (one: Doing, other: Doing): Doing => ({
  ...one, events: [...one.events, ...other.events], messages: [...(one.messages ?? []), ...(other.messages ?? [])], letters: [...(one.letters ?? []), ...(other.letters ?? [])],
})

/**
 * What is done with a ticket beside a message, where it is not so already: one act with it, written and undone with it. Each is judged
 * on the ticket as it stands after those before; when one of them may not be done, none is, and it says which.
 */
export async function withBesides(inside: Desk, before: LoadedTicket, first: Doing, doer: Doer, alongside: Alongside): Promise<Doing | Refusal> {
  let doing = first
  // In that order: whoever is given a ticket has it before them, so that putting it off comes last.
  for (const name of besidesOf(alongside)) {
    const loaded = loadedAfter(inside.ids, before, doing.events)
    const think = await thinkOf(name, alongside, doer, { loaded, doing, inside })
    const next = await think?.(loaded, doer.now, inside)
    if (!next) continue
    if (!('refused' in next)) doing = together(doing, next)
    else if (!soAlready.has(next.refused)) return { ...next, beside: name }
  }
  return doing
}

/** Several acts at once, as one, without a text: what a ready-made answer that has none does. */
export function doBesides(desk: Desk, agent: Actor & { id: string }, aim: Aim, alongside: Alongside, macroId?: string | null): Promise<Outcome> {
  return act(desk, aim, (loaded, now, inside) =>
    withBesides(inside, loaded, { events: [], follows: (within) => countMacro(within, aim.providerId, macroId) }, doerOf(agent, aim, now), alongside))
}
