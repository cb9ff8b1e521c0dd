import type { Desk } from '#policies/policies.ts'
import { checklistOf } from '#tickets/tickets.ts'
import type { Actor, ChecklistChange } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome, Think } from './act.ts'

/** Lines of one ticket: a longer list is a procedure, to be written elsewhere. */
export const mostItems = 100

/** A change as it is asked for: a line to be added has no name yet. */
export type WantedChange =
  | { readonly do: 'add'; readonly text: string }
  | { readonly do: 'reword'; readonly itemId: string; readonly text: string }
  | { readonly do: 'tick' | 'untick' | 'remove'; readonly itemId: string }

/** Changes what is to be done on a ticket: lines are added, ticked by whoever did them, reworded, taken away. What is so already changes nothing. */
export function changeChecklist(desk: Desk, agent: Actor, aim: Aim, wanted: readonly WantedChange[]): Promise<Outcome> {
  return act(desk, aim, listing(agent, wanted))
}

export function listing(agent: Actor, wanted: readonly WantedChange[]): Think {
  return ({ events }, now, inside) => {
    const items = new Map(checklistOf(events).map((item) => [item.id, item]))
    const added = wanted.filter((change) => change.do === 'add').length
    if (items.size + added > mostItems) return { refused: 'too-many' }
    const changes: ChecklistChange[] = []
    for (const change of wanted) {
      if (change.do === 'add') {
        changes.push({ do: 'add', itemId: inside.ids.next(), text: change.text })
        continue
      }
      const item = items.get(change.itemId)
      if (!item) return { refused: 'unknown-item' }
      if ((change.do === 'tick' && item.done) || (change.do === 'untick' && !item.done) || (change.do === 'reword' && change.text === item.text)) continue
      changes.push(change)
    }
    return { events: changes.length === 0 ? [] : [{ type: 'ticket.checklist', at: now, actor: agent, data: { changes } }] }
  }
}
