import type { CustomerTicketRow } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import type { Due } from '#clocks/clocks.ts'
import { insideWall } from '#people/people.ts'
import type { Wall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { notLedElsewhere } from './customer-list.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { dueView } from './queue.ts'
import { asSaid } from './said.ts'

/** The tickets of a customer that somebody may see, what changed last first. */
export async function readCustomerTickets(
  desk: Desk, providerId: string, wall: Wall, page: { limit: number; cursor?: string | undefined },
): Promise<{ rows: CustomerTicketRow[]; next: string | null }> {
  const from = readCursor(page.cursor)
  const now = desk.time.now()
  let query = desk.database.db
    .selectFrom('tickets').select(['id', 'number', 'subject', 'state', 'opened_at', 'changed_at', 'due']).where('provider_id', '=', providerId)
    .where(insideWall(wall)).where(notLedElsewhere(wall, 'tickets')).orderBy('changed_at', 'desc').orderBy('id', 'desc').limit(page.limit + 1)
  if (from) query = query.where((eb) => eb(eb.refTuple('changed_at', 'id'), '<', eb.tuple(from.sort, from.id)))
  const found = await query.execute()
  const shown = found.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: await Promise.all(
      (await asSaid(desk, providerId, shown, now)).map(async (row) => ({
        number: row.number, subject: row.subject, state: row.state as CustomerTicketRow['state'], openedAt: writeInstant(row.opened_at), changedAt: writeInstant(row.changed_at),
        due: row.due && (await dueView(desk, providerId, row.due as Due, now)),
      })),
    ),
    next: found.length > page.limit && last ? writeCursor({ rank: 0, sort: last.changed_at, id: last.id }) : null,
  }
}
