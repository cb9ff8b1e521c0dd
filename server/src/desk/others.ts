import type { OtherTickets } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

const most = 8

/** Other tickets about the service of one, else of its customer, the last changed first; undefined when that one is not there for this agent. */
export async function otherTickets(desk: Desk, providerId: string, wall: DeskWall, number: number): Promise<OtherTickets | undefined> {
  const open = wall.departments === null
  const inside = open ? '' : ` and ${deskWallText(3)}`
  const { rows } = await desk.database.pool.query<{ about: OtherTickets['about']; number: number | null; subject: string; state: 'open'; changed_at: number }>({
    name: `other-tickets${open ? '' : '-walled'}`,
    text: `with this as (select t.id, t.service_id, t.customer_id from tickets t where t.provider_id = $1 and t.number = $2${inside})
      select case when this.service_id is not null then 'service' when this.customer_id is not null then 'customer' else 'nothing' end as about, o.number, o.subject, o.state, o.changed_at
      from this left join lateral (
        select t.number, t.subject, t.state, t.changed_at from tickets t where t.provider_id = $1 and t.customer_id = this.customer_id and t.id <> this.id
          and (this.service_id is null or t.service_id = this.service_id)${inside} order by t.changed_at desc, t.id desc limit ${most}) o on true`,
    values: [providerId, number, ...(open ? [] : deskWallValues(wall))],
  })
  const first = rows[0]
  if (!first) return undefined
  return {
    about: first.about,
    tickets: rows.flatMap((row) => (row.number === null ? [] : [{ number: row.number, subject: row.subject, state: row.state, changedAt: writeInstant(row.changed_at) }])),
  }
}
