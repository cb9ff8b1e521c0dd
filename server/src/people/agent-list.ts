import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Tables, World } from '#server/tables.ts'
import type { AgentRole } from './agent-roles.ts'
import { agentRoles } from './agent-roles.ts'
import { onDesk } from './desk-wall.ts'
import type { DeskWall } from './desk-wall.ts'

/** An agent as those who administer see them. */
export interface AdministeredAgent {
  readonly id: string; readonly name: string; readonly email: string; readonly language: 'fr' | 'en'; readonly roles: readonly AgentRole[]; readonly departments: readonly string[]
  readonly teams: readonly string[]; readonly state: 'invited' | 'active' | 'disabled'; readonly invitedUntil: number | null; readonly secondFactor: boolean
  readonly seenAt: number | null; readonly createdAt: number; readonly open: number
}

interface Found extends Omit<AdministeredAgent, 'state' | 'roles'> { readonly roles: string[]; readonly disabledAt: number | null; readonly waiting: boolean }

/** Somebody who was invited and never came in: not by the link, nor through another site. */
export const notYetIn = sql<boolean>`(exists (select 1 from agent_links l where l.provider_id = a.provider_id and l.agent_id = a.id and l.purpose = 'invite' and l.used_at is null)
  and not exists (select 1 from sessions s where s.provider_id = a.provider_id and s.agent_id = a.id))`

/** The agents of a provider, those who no longer work there last; `open`: their open tickets inside the reader's wall. */
export async function readAgents(db: Kysely<Tables>, providerId: string, wall: DeskWall, id?: string): Promise<AdministeredAgent[]> {
  const { rows } = await sql<Found>`
    select a.id, a.name, a.email, a.language, a.roles, a.departments, a.disabled_at as "disabledAt", a.created_at as "createdAt", ${notYetIn} as waiting,
      array(select m.team_id from agent_team_members m join agent_teams t on t.provider_id = m.provider_id and t.id = m.team_id and t.retired_at is null
        where m.provider_id = a.provider_id and m.agent_id = a.id order by lower(t.name)) as teams,
      (select max(l.expires_at) from agent_links l where l.provider_id = a.provider_id and l.agent_id = a.id and l.purpose = 'invite' and l.used_at is null) as "invitedUntil",
      exists (select 1 from totp_keys k where k.provider_id = a.provider_id and k.agent_id = a.id) or exists (select 1 from passkeys k where k.provider_id = a.provider_id and k.agent_id = a.id) as "secondFactor",
      (select max(s.seen_at) from sessions s where s.provider_id = a.provider_id and s.agent_id = a.id) as "seenAt",
      (select count(*)::int from tickets t where t.provider_id = a.provider_id and t.assignee_id = a.id and t.place in ('todo', 'waiting') and ${onDesk(wall)}) as open
    from agents a where a.provider_id = ${providerId} ${id === undefined ? sql`` : sql`and a.id = ${id}`}
    order by a.disabled_at is not null, lower(a.name), a.id`.execute(db)
  return rows.map(({ disabledAt, waiting, roles, invitedUntil, ...row }) => ({
    ...row, roles: agentRoles.filter((role) => roles.includes(role)), invitedUntil: waiting && disabledAt === null ? invitedUntil : null,
    state: disabledAt !== null ? 'disabled' : waiting ? 'invited' : 'active',
  }))
}

/** The open tickets of an agent that the reader may see, the oldest first. */
export async function openTicketsOf(world: World, providerId: string, agentId: string, wall: DeskWall, limit: number): Promise<{ number: number; subject: string; state: string }[]> {
  return world.database.db
    .selectFrom('tickets as t').select(['t.number', 't.subject', 't.state']).where('t.provider_id', '=', providerId).where('t.assignee_id', '=', agentId)
    .where('t.place', 'in', ['todo', 'waiting']).where(onDesk(wall)).orderBy('t.number').limit(limit).execute()
}
