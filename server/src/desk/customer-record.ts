import { sql } from 'kysely'
import { insideWall } from '#people/people.ts'
import type { Wall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { eventsOf } from '#tickets/tickets.ts'
import type { TicketEvent } from '#tickets/tickets.ts'
import { heldMessages, saidOf } from './said.ts'

/** A change of state, as a customer reads it (S1-13). */
export type ChangeName =
  | 'opened' | 'held' | 'released' | 'taken' | 'waiting_customer' | 'waiting_supplier' | 'resumed' | 'solved' | 'reopened' | 'closed' | 'reprioritised' | 'redecided'
export interface RecordedChange { readonly at: number; readonly what: ChangeName; readonly by: { readonly kind: string; readonly id: string | null; readonly name: string | null } }

/** What stands behind a request: how it was sent, what it goes on from and in, and everything that changed. */
export interface CustomerRecord {
  readonly accepted: { readonly version: string; readonly at: number } | null
  readonly follows: number | null
  readonly followedBy: readonly number[]
  readonly changes: readonly RecordedChange[]
}

interface Found {
  readonly id: string; readonly accepted_version: string | null; readonly accepted_at: number | null; readonly follows: number | null; readonly followed_by: number[]
}

const named: Readonly<Record<string, ChangeName>> = {
  'ticket.opened': 'opened', 'ticket.released': 'released', 'ticket.taken': 'taken', 'ticket.resumed': 'resumed', 'ticket.solved': 'solved', 'ticket.reopened': 'reopened',
  'ticket.closed': 'closed', 'ticket.reprioritised': 'reprioritised', 'ticket.redecided': 'redecided',
}

/** The record of a request of theirs; what lies behind the wall has none. Other requests are named only inside the wall. */
export async function readCustomerRecord(desk: Desk, providerId: string, wall: Wall, number: number): Promise<CustomerRecord | undefined> {
  const { rows } = await sql<Found>`
    select t.id, r.accepted_version, r.accepted_at,
      (select o.number from tickets o where o.provider_id = t.provider_id and o.id = r.follows_ticket_id and ${insideWall(wall, 'o')}) as follows,
      array(select n.number from requests q join tickets n on n.provider_id = q.provider_id and n.id = q.ticket_id
        where q.provider_id = t.provider_id and q.follows_ticket_id = t.id and ${insideWall(wall, 'n')} order by n.number) as followed_by
    from tickets t left join requests r on r.provider_id = t.provider_id and r.id = t.request_id
    where t.provider_id = ${providerId} and t.number = ${number} and ${insideWall(wall, 't')}`.execute(desk.database.db)
  const found = rows[0]
  if (!found) return undefined
  const { db } = desk.database
  const [history, held] = await Promise.all([eventsOf(db, providerId, found.id), heldMessages(db, providerId, [found.id], desk.time.now())])
  return {
    accepted: found.accepted_version === null || found.accepted_at === null ? null : { version: found.accepted_version, at: Number(found.accepted_at) },
    follows: found.follows, followedBy: found.followed_by, changes: changesOf(saidOf(history, held.get(found.id) ?? new Set())),
  }
}

/** Who is on it inside is nobody's outside: an assignment is told once, as being taken in charge. */
function changesOf(events: readonly TicketEvent[]): RecordedChange[] {
  let taken = false
  return events.flatMap((event): RecordedChange[] => {
    const what = event.type === 'ticket.waiting' ? (event.data.for === 'supplier' ? 'waiting_supplier' as const : 'waiting_customer' as const)
      : event.type === 'ticket.assigned' && event.data.agentId !== null ? 'taken' as const
      : event.type === 'ticket.opened' && event.data.decision.heldUntil !== undefined ? 'held' as const : named[event.type]
    if (!what || (what === 'taken' && taken)) return []
    taken ||= what === 'taken'
    const { kind, id = null, name = null } = event.actor
    return [{ at: event.at, what, by: { kind, id: kind === 'contact' ? id : null, name: kind === 'contact' ? name : null } }]
  })
}
