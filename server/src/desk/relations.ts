import type { Relations } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { insideWall, isOnDesk } from '#people/people.ts'
import type { DeskWall, Wall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { absorbedIn, effective, linksOf, mergedInto } from '#tickets/tickets.ts'
import type { Family, TicketEvent } from '#tickets/tickets.ts'

interface NamedRow {
  readonly id: string; readonly number: number; readonly subject: string; readonly state: string; readonly version: number; readonly contact: string | null
  readonly department: string | null; readonly assigneeId: string | null; readonly deskTeamId: string | null
}

async function rowsOf(desk: Desk, providerId: string, ids: readonly string[]): Promise<Map<string, NamedRow>> {
  if (ids.length === 0) return new Map()
  const rows = await desk.database.db
    .selectFrom('tickets as t').leftJoin('contacts as c', (join) => join.onRef('c.provider_id', '=', 't.provider_id').onRef('c.id', '=', 't.contact_id'))
    .select(['t.id', 't.number', 't.subject', 't.state', 't.version', 'c.name as contact', 't.department', 't.assignee_id as assigneeId', 't.desk_team_id as deskTeamId'])
    .where('t.provider_id', '=', providerId).where('t.id', 'in', [...ids]).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Where an event names another ticket. */
const places = ['from', 'to', 'into', 'via', 'of'] as const
type Naming = Partial<Record<(typeof places)[number], { readonly id?: unknown }>>
const namedIn = (event: TicketEvent) => places.flatMap((place) => {
  const id = (event.data as Naming)[place]?.id
  return event.type !== 'ticket.transferred' && typeof id === 'string' ? [{ place, id }] : []
})

/** The history as somebody may read it: of tickets behind their wall it says that there was one, not which, nor why they were parted. */
export async function historyBehind(desk: Desk, providerId: string, history: readonly TicketEvent[], wall: DeskWall): Promise<readonly TicketEvent[]> {
  if (wall.departments === null) return history
  const ids = new Set(history.flatMap((event) => namedIn(event).map(({ id }) => id)))
  if (ids.size === 0) return history
  const rows = await rowsOf(desk, providerId, [...ids])
  const hidden = (id: string) => !(rows.has(id) && isOnDesk(wall, rows.get(id)!))
  return history.map((event) => {
    const out = namedIn(event).filter(({ id }) => hidden(id))
    const parted = event.type === 'ticket.split' || event.type === 'ticket.split_from' ? { reason: undefined } : {}
    return out.length === 0 ? event : ({ ...event, data: { ...event.data, ...parted, ...Object.fromEntries(out.map(({ place }) => [place, {}])) } } as TicketEvent)
  })
}

const named = ({ number, subject, state }: NamedRow) => ({ number, subject, state: state as Relations['links'][number]['state'] })

/** What a ticket has to do with others, as an agent is shown it: nothing behind their wall. Asks nothing of the database for one that stands alone. */
export async function relationsOf(desk: Desk, providerId: string, events: readonly TicketEvent[], family: Family | undefined, wall: DeskWall): Promise<Omit<Relations, 'alsoTo'>> {
  const merge = mergedInto(events)
  const links = linksOf(events)
  const split = effective(events).flatMap((event) => (event.type === 'ticket.split' ? [event] : []))
  const from = effective(events).find((event) => event.type === 'ticket.split_from')
  const below = family?.below ?? []
  const ids = [...(merge ? [merge.data.into.id] : []), ...below.map(({ id }) => id), ...links.map(({ to }) => to.id), ...split.map(({ data }) => data.to.id), ...(from ? [from.data.from.id] : [])]
  const rows = await rowsOf(desk, providerId, [...new Set(ids)])
  const seen = (id: string) => {
    const row = rows.get(id)
    return row && isOnDesk(wall, row) ? row : undefined
  }
  const marks = new Map(absorbedIn(events).map((event) => [event.data.from.id, event]))
  const absorbed = below.flatMap(({ id, events: own }) => {
    const row = seen(id)
    const mark = mergedInto(own)
    return row ? [{ ...named(row), version: row.version, contact: row.contact, at: writeInstant(mark?.at ?? 0), by: mark?.actor.name ?? null, direct: marks.has(id) }] : []
  })
  return {
    mergedInto: merge ? { number: seen(merge.data.into.id)?.number ?? null, at: writeInstant(merge.at), by: merge.actor.name ?? null } : null,
    absorbed, hidden: below.length - absorbed.length,
    links: links.flatMap(({ to, as, at, by }) => {
      const row = seen(to.id)
      return row ? [{ ...named(row), as, at: writeInstant(at), by: { kind: by.kind, id: by.id ?? null, name: by.name ?? null } }] : []
    }),
    splitTo: split.flatMap(({ data, at }) => {
      const row = seen(data.to.id)
      return row ? [{ ...named(row), version: row.version, at: writeInstant(at) }] : []
    }),
    splitFrom: from && seen(from.data.from.id) ? named(seen(from.data.from.id)!) : null,
  }
}

/** Where the page of a merged ticket leads somebody who may see the one in which it goes on; undefined when it stays as it was. */
export async function leadsTo(desk: Desk, providerId: string, number: number, wall: Wall): Promise<number | undefined> {
  const row = await desk.database.db
    .selectFrom('tickets as t').innerJoin('tickets as s', (join) => join.onRef('s.provider_id', '=', 't.provider_id').onRef('s.id', '=', 't.merged_into'))
    .select('s.number').where('t.provider_id', '=', providerId).where('t.number', '=', number).where(insideWall(wall, 't')).where(insideWall(wall, 's')).executeTakeFirst()
  return row?.number
}
