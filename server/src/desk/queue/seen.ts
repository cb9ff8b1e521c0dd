import type { DeskWall } from '#people/people.ts'
import { deskWallText, deskWallValues } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

/**
 * Notes up to which version an agent has read a ticket; a lower one than known makes it unread again only when it is 0. Nothing is
 * written when it is known already. What they were told of it until then is seen. False for a ticket that is not there for them.
 */
export async function markSeen(desk: Desk, providerId: string, wall: DeskWall, number: number, version: number): Promise<boolean> {
  const { rows } = await desk.database.pool.query<{ there: boolean }>({
    name: `seen-${wall.departments === null ? 'open' : 'walled'}`,
    text: `with found as (select t.id, least(t.version, $3::int) as version from tickets t where t.provider_id = $1 and t.number = $2 ${wall.departments === null ? '' : `and ${deskWallText(6)}`}),
      noted as (insert into ticket_seen (provider_id, agent_id, ticket_id, version, at) select $1, $4, id, version, $5 from found
        on conflict (provider_id, agent_id, ticket_id) do update set version = excluded.version, at = excluded.at where ticket_seen.version < excluded.version or excluded.version = 0),
      heard as (update agent_alerts a set seen_at = $5 from found f where a.provider_id = $1 and a.agent_id = $4 and a.ticket_id = f.id and a.seen_at is null and a.seq <= f.version)
      select exists (select 1 from found) as there`,
    values: [providerId, number, version, wall.agentId, desk.time.now(), ...(wall.departments === null ? [] : deskWallValues(wall))],
  })
  return rows[0]?.there === true
}
