import type { LinkKind } from '@guichet/protocol'
import type { Actor, Numbered, TicketEvent } from './event.ts'
import { effective } from './undone.ts'

/** What another ticket is to one. */
export interface Link { readonly to: Numbered; readonly as: LinkKind; readonly at: number; readonly by: Actor }

/** The links of a ticket that stand, in the order in which they were made. */
export function linksOf(events: readonly TicketEvent[]): Link[] {
  let links: Link[] = []
  for (const { type, data, at, actor } of effective(events)) {
    if (type === 'ticket.linked') links.push({ ...data, at, by: actor })
    if (type === 'ticket.unlinked') links = links.filter((one) => one.to.id !== data.to.id || one.as !== data.as)
  }
  return links
}
