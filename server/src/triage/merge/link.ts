import type { LinkKind } from '@guichet/protocol'
import { isOnDesk } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { linksOf } from '#tickets/tickets.ts'
import type { Actor } from '#tickets/tickets.ts'
import type { Aim, Outcome } from '../act.ts'
import { mergedRefusal } from './refusal.ts'
import { actOnSeveral } from './several.ts'

/** What a ticket is to another when that other is this to it. */
export const inverse: Readonly<Record<LinkKind, LinkKind>> = {
  cause: 'consequence', consequence: 'cause', parent: 'child', child: 'parent', duplicate_of: 'duplicated_by', duplicated_by: 'duplicate_of', related: 'related',
}

/** More links than these help nobody, and every page would carry them. */
const most = 100

/** Links two tickets, or takes the link back; both say so of one another. `as`: what the other is to this one. */
export function linkTickets(desk: Desk, agent: Actor, aim: Aim & { readonly ticket: { readonly number: number } }, to: number, as: LinkKind, linked: boolean): Promise<Outcome> {
  const { providerId, deskWall } = aim
  return actOnSeveral(
    desk, aim,
    async (trx) => {
      if (to === aim.ticket.number) return { refused: 'same-ticket' }
      const rows = await trx.selectFrom('tickets').select('id').where('provider_id', '=', providerId).where('number', 'in', [to, aim.ticket.number]).execute()
      return rows.length === 2 ? rows.map(({ id }) => id) : { refused: 'not-found' }
    },
    async (held, now, inside) => {
      const [here, there] = [[...held.values()].find((one) => one.number === aim.ticket.number)!, [...held.values()].find((one) => one.number === to)!]
      if (deskWall && [here, there].some(({ ticket }) => !isOnDesk(deskWall, ticket))) return { refused: 'not-found' }
      const trx = inside.database.db as Parameters<typeof mergedRefusal>[0]
      const merged = linked ? ((await mergedRefusal(trx, aim, here)) ?? (await mergedRefusal(trx, aim, there))) : undefined
      if (merged) return merged
      if (aim.version !== undefined && aim.version !== here.ticket.version) return { refused: 'version-changed', version: here.ticket.version }
      const links = linksOf(here.events)
      const standing = links.some((one) => one.to.id === there.id && one.as === as)
      if (linked && standing) return { refused: 'already-linked' }
      if (!linked && !standing) return { refused: 'not-linked' }
      if (linked && (links.length >= most || linksOf(there.events).length >= most)) return { refused: 'rate-limited' }
      const type = linked ? ('ticket.linked' as const) : ('ticket.unlinked' as const)
      return {
        parts: [
          { loaded: here, doing: { events: [{ type, at: now, actor: agent, data: { to: { id: there.id, number: there.number }, as } }] } },
          { loaded: there, doing: { events: [{ type, at: now, actor: agent, data: { to: { id: here.id, number: here.number }, as: inverse[as] } }] } },
        ],
        answers: here.id,
      }
    },
  )
}
