import type { EventType, LiveNews } from '@guichet/protocol'
import { isOnDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Change } from '#triage/triage.ts'

type TicketNews = Extract<LiveNews, { kind: 'ticket' }>

/** Whether an agent may hear of a change: where the ticket stands is inside their wall, or where it stood until now. */
export function mayHear(wall: DeskWall, { ticket, stands, before }: Change): boolean {
  return ticket === undefined || wall.departments === null || [stands, before].some((place) => place !== undefined && isOnDesk(wall, place))
}

/**
 * What changes are told as: of each ticket once, with its last version, in the order of the last changes. One that is no longer inside
 * the wall is not named: it is gone, and what is shown is read again without it.
 */
export function newsOf(changes: readonly Change[], wall: DeskWall): LiveNews[] {
  const tickets = new Map<number, TicketNews>()
  let gone = false
  for (const { ticket, number, version, events, stands } of changes) {
    if (ticket === undefined || number === undefined || version === undefined) continue
    const before = tickets.get(number)
    tickets.delete(number)
    if (wall.departments !== null && (stands === undefined || !isOnDesk(wall, stands))) {
      gone = true
      continue
    }
    tickets.set(number, { kind: 'ticket', id: ticket, number, version: Math.max(version, before?.version ?? 0), events: [...new Set([...(before?.events ?? []), ...(events as EventType[])])] })
  }
  const alerts = changes.flatMap(({ alerts: told, number, stands }) =>
    (told ?? []).flatMap(({ agentId, what, by }): LiveNews[] => (agentId === wall.agentId && number !== undefined && stands !== undefined && isOnDesk(wall, stands) ? [{ kind: 'alert', number, what, by }] : [])))
  const some = (prefix: string) => changes.some(({ events }) => events.some((type) => type.startsWith(prefix)))
  return [...tickets.values(), ...alerts, ...(gone ? [{ kind: 'gone' as const }] : []), ...(some('request.') ? [{ kind: 'quarantine' as const }] : []), ...(some('mail.') ? [{ kind: 'outgoing' as const }] : []), ...(some('view') ? [{ kind: 'views' as const }] : []), ...(some('bulk.') ? [{ kind: 'bulk' as const }] : [])]
}
