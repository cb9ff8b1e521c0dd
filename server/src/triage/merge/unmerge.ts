import { isOnDesk } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { absorbedIn, chainOf, familyOf, mergedInto, withThoseBelow } from '#tickets/tickets.ts'
import type { Actor, LoadedTicket, TicketEvent } from '#tickets/tickets.ts'
import type { Aim, Outcome } from '../act.ts'
import { actOnSeveral } from './several.ts'
import type { Part } from './several.ts'

/** What came to a ticket through one of these, after an event of it. */
function through(events: readonly TicketEvent[], ids: ReadonlySet<string>, after: number): string[] {
  return events.filter(({ seq, data }) => seq > after && 'via' in data && data.via !== undefined && ids.has(data.via.id)).map(({ id }) => id)
}

/**
 * Undoes a merge, however long ago. Both stand as if there had been none, but for what happened: what came to the address of the one
 * is its own again and counts in the other no more; what was written in the other stays there (TIME-25).
 */
export function unmerge(desk: Desk, agent: Actor, aim: Aim & { readonly ticket: { readonly number: number } }): Promise<Outcome> {
  const { providerId } = aim
  return actOnSeveral(
    desk, aim,
    async (trx) => {
      const row = await trx.selectFrom('tickets').select('id').where('provider_id', '=', providerId).where('number', '=', aim.ticket.number).executeTakeFirst()
      return row ? [row.id, ...(await chainOf(trx, providerId, row.id)).map(({ id }) => id)] : { refused: 'not-found' }
    },
    async (held, now, inside) => {
      const from = [...held.values()].find((one) => one.number === aim.ticket.number)!
      const merge = mergedInto(from.events)
      const into = merge && held.get(merge.data.into.id)
      const { deskWall } = aim
      if (deskWall && (!isOnDesk(deskWall, from.ticket) || (into && !isOnDesk(deskWall, into.ticket)))) return { refused: 'not-found' }
      if (!merge || !into || merge.data.splitUndone) return { refused: 'not-merged' }
      if (aim.version !== undefined && aim.version !== from.ticket.version) return { refused: 'version-changed', version: from.ticket.version }
      const family = await familyOf(inside.database.db, providerId, from.id, from.events)
      const going = new Set(withThoseBelow(from.id, family))
      const undone = (loaded: LoadedTicket, eventIds: readonly string[]): Part => ({
        loaded, doing: { events: eventIds.length === 0 ? [] : [{ type: 'ticket.undone', at: now, actor: agent, data: { eventIds, what: 'ticket.merged' } }] },
      })
      const parts: Part[] = [undone(from, [merge.id])]
      // Those above hold what came through it, and its promises, too.
      for (let one: LoadedTicket | undefined = into; one; one = next(one, held)) {
        const absorbed = absorbedIn(one.events).findLast(({ data }) => data.from.id === (one === into ? from.id : parts.at(-1)!.loaded.id))
        parts.push(undone(one, [...(one === into && absorbed ? [absorbed.id] : []), ...through(one.events, going, absorbed?.seq ?? 0)]))
      }
      return { parts, answers: from.id }
    },
  )
}

function next(one: LoadedTicket, held: ReadonlyMap<string, LoadedTicket>): LoadedTicket | undefined {
  const into = mergedInto(one.events)
  return into && held.get(into.data.into.id)
}
