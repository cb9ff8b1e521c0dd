import type { QueueRow } from '@guichet/protocol'
import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { queueRow, rowColumns, rowJoins } from './row.ts'
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
