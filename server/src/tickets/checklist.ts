import type { Actor } from '#people/event.ts'
import type { ChecklistChange, TicketEvent } from './event.ts'

/** Something to be done on a ticket, and who did it. */
export interface ChecklistItem { readonly id: string; readonly text: string; readonly done: { readonly at: number; readonly by: Actor } | null }

/** The lines after one change: of a line that is not there, nothing changes; one that is to stand before such a line stays where it is. */
export function withChange(items: readonly ChecklistItem[], change: ChecklistChange, at: number, by: Actor): readonly ChecklistItem[] {
  if (change.do === 'add') return [...items, { id: change.itemId, text: change.text, done: null }]
  const known = items.find(({ id }) => id === change.itemId)
  if (!known) return items
  const others = items.filter((item) => item !== known)
  switch (change.do) {
    case 'remove': return others
    case 'reword': return items.map((item) => (item === known ? { ...known, text: change.text } : item))
    case 'tick': case 'untick': return items.map((item) => (item === known ? { ...known, done: change.do === 'tick' ? { at, by } : null } : item))
    case 'move': {
      const place = change.before === null ? others.length : others.findIndex(({ id }) => id === change.before)
      return place === -1 ? items : others.toSpliced(place, 0, known)
    }
  }
}

/** What is to be done, in the order in which it was written or put since: wholly made from the events that count. */
export function checklistOf(events: readonly TicketEvent[]): readonly ChecklistItem[] {
  let items: readonly ChecklistItem[] = []
  for (const event of events) {
    if (event.type !== 'ticket.checklist') continue
    for (const change of event.data.changes) items = withChange(items, change, event.at, event.actor)
  }
  return items
}
