import type { Actor } from '#people/event.ts'
import type { TicketEvent } from './event.ts'

/** Something to be done on a ticket, and who did it. */
export interface ChecklistItem { readonly id: string; readonly text: string; readonly done: { readonly at: number; readonly by: Actor } | null }

/** What is to be done, in the order in which it was written: wholly made from the events that count. */
export function checklistOf(events: readonly TicketEvent[]): readonly ChecklistItem[] {
  const items = new Map<string, ChecklistItem>()
  for (const event of events) {
    if (event.type !== 'ticket.checklist') continue
    for (const change of event.data.changes) {
      const known = items.get(change.itemId)
      if (change.do === 'add') items.set(change.itemId, { id: change.itemId, text: change.text, done: null })
      else if (!known) continue
      else if (change.do === 'remove') items.delete(change.itemId)
      else if (change.do === 'reword') items.set(change.itemId, { ...known, text: change.text })
      else items.set(change.itemId, { ...known, done: change.do === 'tick' ? { at: event.at, by: event.actor } : null })
    }
  }
  return [...items.values()]
}
