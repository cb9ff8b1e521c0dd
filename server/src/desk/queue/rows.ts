import type { QueueRow } from '@guichet/protocol'
import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { queueRow, rowColumns, rowJoins, sharedColumns, sharedJoins, unreadBy } from './row.ts'
import type { Found } from './row.ts'

/** Rows by their numbers, in no order: what is not there for this agent is left out. */
export async function readRows(desk: Desk, providerId: string, wall: DeskWall, numbers: readonly number[]): Promise<QueueRow[]> {
  const open = wall.departments === null
  const { rows } = await desk.database.pool.query<Found>({
    name: `queue-rows${open ? '' : '-walled'}`,
    text: `select ${rowColumns('$3::uuid')} from tickets t ${rowJoins('$3::uuid')} where t.provider_id = $1 and t.number = any($2::int[]) ${open ? '' : `and ${deskWallText(4)}`}`,
    values: [providerId, numbers, wall.agentId, ...(open ? [] : deskWallValues(wall))],
  })
  const now = desk.time.now()
  return Promise.all(rows.map((row) => queueRow(desk, providerId, row, now)))
}

/** A row that was read once for several who look: the same for all of them but for who has read it. */
export interface SharedRow { readonly row: QueueRow; readonly department: string | null; readonly assigneeId: string | null; readonly unreadBy: ReadonlySet<string> }

/** Rows by their numbers for several agents at once, before any wall: whoever shows one looks where it stands. */
export async function readSharedRows(desk: Desk, providerId: string, numbers: readonly number[], agentIds: readonly string[]): Promise<Map<number, SharedRow>> {
  const { rows } = await desk.database.pool.query<Omit<Found, 'unread'> & { unread_by: string[] }>({
    name: 'queue-rows-shared',
    text: `select ${sharedColumns}, ${unreadBy('$3::uuid[]')} from tickets t ${sharedJoins} where t.provider_id = $1 and t.number = any($2::int[])`,
    values: [providerId, numbers, agentIds],
  })
  const now = desk.time.now()
  const shared = await Promise.all(rows.map(async (row): Promise<SharedRow> => ({
    row: await queueRow(desk, providerId, { ...row, unread: false }, now), department: row.department, assigneeId: row.assignee_id, unreadBy: new Set(row.unread_by),
  })))
  return new Map(shared.map((one) => [one.row.number, one]))
}
