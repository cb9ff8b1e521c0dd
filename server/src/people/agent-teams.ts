import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import type { Tables, World } from '#server/tables.ts'
import { writeEvent } from './event.ts'
import type { Actor } from './event.ts'

/** A team of agents that tickets are handed to. */
export interface AgentTeam { readonly id: string; readonly name: string; readonly department: string | null; readonly members: readonly { id: string; name: string }[] }
export interface NewTeam { readonly name: string; readonly department: string | null; readonly members: readonly string[] }
export type TeamRefused = 'team-name-taken' | 'team-has-tickets' | 'unknown-agent' | 'not-found'

/** The teams in use, by name; of their members those who may work. */
export async function listAgentTeams(db: Kysely<Tables>, providerId: string): Promise<AgentTeam[]> {
  const { rows } = await sql<AgentTeam>`select t.id, t.name, t.department, coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) order by a.name, a.id) filter (where a.id is not null), '[]') as members
    from agent_teams t
    left join agent_team_members m on m.provider_id = t.provider_id and m.team_id = t.id
    left join agents a on a.provider_id = m.provider_id and a.id = m.agent_id and a.disabled_at is null
    where t.provider_id = ${providerId} and t.retired_at is null group by t.provider_id, t.id order by lower(t.name), t.id`.execute(db)
  return rows
}

/** One change of the teams at a time: a name is somebody's once. */
async function alone<Result>(world: World, providerId: string, work: (trx: Transaction<Tables>) => Promise<Result>): Promise<Result> {
  return transaction(world.database.db, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`agent-teams:${providerId}`}, 0))`.execute(trx)
    return work(trx)
  })
}

async function wrongWith(trx: Transaction<Tables>, providerId: string, given: Partial<NewTeam>, self?: string): Promise<TeamRefused | undefined> {
  if (given.name !== undefined) {
    const same = (await listAgentTeams(trx, providerId)).find((team) => team.id !== self && team.name.toLowerCase() === given.name!.toLowerCase())
    if (same) return 'team-name-taken'
  }
  const wanted = [...new Set(given.members)]
  if (wanted.length === 0) return undefined
  const known = await trx.selectFrom('agents').select('id').where('provider_id', '=', providerId).where('id', 'in', wanted).execute()
  return known.length === wanted.length ? undefined : 'unknown-agent'
}

async function setMembers(trx: Transaction<Tables>, world: World, providerId: string, teamId: string, members: readonly string[]): Promise<void> {
  await trx.deleteFrom('agent_team_members').where('provider_id', '=', providerId).where('team_id', '=', teamId).execute()
  const since = world.time.now()
  const rows = [...new Set(members)].map((agent_id) => ({ provider_id: providerId, team_id: teamId, agent_id, since }))
  if (rows.length > 0) await trx.insertInto('agent_team_members').values(rows).execute()
}

/** Makes a team. */
export async function makeTeam(world: World, providerId: string, actor: Actor, given: NewTeam): Promise<{ readonly id: string } | TeamRefused> {
  return alone(world, providerId, async (trx) => {
    const wrong = await wrongWith(trx, providerId, given)
    if (wrong) return wrong
    const id = world.ids.next()
    await trx.insertInto('agent_teams').values({ provider_id: providerId, id, name: given.name, department: given.department, created_at: world.time.now(), retired_at: null }).execute()
    await setMembers(trx, world, providerId, id, given.members)
    await writeEvent(trx, world, { providerId, type: 'team.made', actor, data: { teamId: id, name: given.name, department: given.department, members: [...given.members] } })
    return { id }
  })
}

/** Renames a team, gives it other members or another department. Nothing is written where nothing changes. */
export async function changeTeam(world: World, providerId: string, actor: Actor, id: string, given: NewTeam): Promise<TeamRefused | undefined> {
  return alone(world, providerId, async (trx) => {
    const team = (await listAgentTeams(trx, providerId)).find((one) => one.id === id)
    if (!team) return 'not-found'
    const wrong = await wrongWith(trx, providerId, given, id)
    if (wrong) return wrong
    const [before, after] = [new Set(team.members.map((member) => member.id)), new Set(given.members)]
    const [joined, left] = [[...after].filter((one) => !before.has(one)), [...before].filter((one) => !after.has(one))]
    const renamed = team.name !== given.name
    const moved = team.department !== given.department
    if (!renamed && !moved && joined.length === 0 && left.length === 0) return undefined
    await trx.updateTable('agent_teams').set({ name: given.name, department: given.department }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    await setMembers(trx, world, providerId, id, given.members)
    await writeEvent(trx, world, {
      providerId, type: 'team.changed', actor,
      data: { teamId: id, name: given.name, ...(renamed ? { nameBefore: team.name } : {}), ...(moved ? { department: given.department, departmentBefore: team.department } : {}), joined, left },
    })
    return undefined
  })
}

/** Takes a team out of use, once no open ticket is with it: nobody would see to these as theirs. */
export async function retireTeam(world: World, providerId: string, actor: Actor, id: string): Promise<TeamRefused | undefined> {
  return alone(world, providerId, async (trx) => {
    const team = (await listAgentTeams(trx, providerId)).find((one) => one.id === id)
    if (!team) return 'not-found'
    const open = await trx
      .selectFrom('tickets').select('id').where('provider_id', '=', providerId).where('desk_team_id', '=', id).where('place', 'in', ['todo', 'waiting']).limit(1).executeTakeFirst()
    if (open) return 'team-has-tickets'
    await trx.updateTable('agent_teams').set({ retired_at: world.time.now() }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    await writeEvent(trx, world, { providerId, type: 'team.retired', actor, data: { teamId: id, name: team.name } })
    return undefined
  })
}

/** Puts an agent into these teams and no others. False when one of them is none in use. */
export async function setTeamsOf(trx: Transaction<Tables>, world: World, providerId: string, agentId: string, teamIds: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(teamIds)]
  const known = wanted.length === 0 ? [] : await trx.selectFrom('agent_teams').select('id').where('provider_id', '=', providerId).where('id', 'in', wanted).where('retired_at', 'is', null).execute()
  if (known.length !== wanted.length) return false
  await trx.deleteFrom('agent_team_members').where('provider_id', '=', providerId).where('agent_id', '=', agentId).execute()
  const since = world.time.now()
  if (wanted.length > 0) await trx.insertInto('agent_team_members').values(wanted.map((team_id) => ({ provider_id: providerId, team_id, agent_id: agentId, since }))).execute()
  return true
}
