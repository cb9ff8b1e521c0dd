import type { Desk } from '#policies/policies.ts'
import { checklistOf, withChange } from '#tickets/tickets.ts'
import type { Actor, ChecklistChange, ChecklistItem } from '#tickets/tickets.ts'
import { act } from './act.ts'
import type { Aim, Outcome, Think } from './act.ts'

/** Lines of one ticket: a longer list is a procedure, to be written elsewhere. */
export const mostItems = 100

/** A change as it is asked for: a line to be added has no name yet. */
export type WantedChange =
  | { readonly do: 'add'; readonly text: string }
  | { readonly do: 'reword'; readonly itemId: string; readonly text: string }
  | { readonly do: 'tick' | 'untick' | 'remove'; readonly itemId: string }
  | { readonly do: 'move'; readonly itemId: string; readonly before: string | null }

/** Changes what is to be done on a ticket: lines are added, ticked by whoever did them, reworded, moved, taken away. What is so already changes nothing. */
export function changeChecklist(desk: Desk, agent: Actor, aim: Aim, wanted: readonly WantedChange[]): Promise<Outcome> {
  return act(desk, aim, listing(agent, wanted))
}

/** Whether a line is as a change wants it already. */
function isSo(items: readonly ChecklistItem[], item: ChecklistItem, change: Exclude<WantedChange, { do: 'add' }>): boolean {
  switch (change.do) {
    case 'tick': return item.done !== null
    case 'untick': return item.done === null
    case 'reword': return item.text === change.text
    case 'move': return change.before === item.id || (items[items.indexOf(item) + 1]?.id ?? null) === change.before
    case 'remove': return false
  }
}

export function listing(agent: Actor, wanted: readonly WantedChange[]): Think {
  return ({ events }, now, inside) => {
    let items = checklistOf(events)
    const added = wanted.filter((change) => change.do === 'add').length
    if (items.length + added > mostItems) return { refused: 'too-many' }
    const changes: ChecklistChange[] = []
    // Each is judged on the lines as those before it leave them.
    const make = (change: ChecklistChange) => {
      changes.push(change)
      items = withChange(items, change, now, agent)
    }
    for (const change of wanted) {
      if (change.do === 'add') {
        make({ do: 'add', itemId: inside.ids.next(), text: change.text })
        continue
      }
      const item = items.find(({ id }) => id === change.itemId)
      if (!item || (change.do === 'move' && change.before !== null && !items.some(({ id }) => id === change.before))) return { refused: 'unknown-item' }
      if (!isSo(items, item, change)) make(change)
    }
    return { events: changes.length === 0 ? [] : [{ type: 'ticket.checklist', at: now, actor: agent, data: { changes } }] }
  }
}
