import type { Desk } from '#policies/policies.ts'

/** Where a ticket stands, as walls see it; undefined when there is none of this number. */
export async function whereOnDesk(desk: Pick<Desk, 'database'>, providerId: string, number: number): Promise<{ department: string | null; assigneeId: string | null } | undefined> {
  const row = await desk.database.db.selectFrom('tickets').select(['department', 'assignee_id']).where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirst()
  return row && { department: row.department, assigneeId: row.assignee_id }
}
