import { z } from 'zod'
import { administered, administeredList, changeAgentBody, deskTeam, deskTeamBody, deskTeams, handedOver, handOverBody, id, inviteAgentBody, openTickets, problem, writeInstant } from '@guichet/protocol'
import type { AdministeredAgent as View } from '@guichet/protocol'
import { changeTeam, listAgentTeams, makeTeam, openTicketsOf, readAgents, retireTeam } from '#people/people.ts'
import type { AdministeredAgent } from '#people/people.ts'
import { changeAgent, disableAgent, enableAgent, inviteAgent, sendAgentLink } from '#server/identity/identity.ts'
import type { AgentRefused } from '#server/identity/identity.ts'
import type { Http } from '#platform/http.ts'
import { declaredDepartments } from '#policies/departments.ts'
import type { Desk } from '#policies/policies.ts'
import { handOver, tell } from '#triage/triage.ts'
import { agentOf } from './caller.ts'
import type { AgentVisit } from './caller.ts'
import { Refused } from './problems.ts'
import { at, ofId, ofProvider, tags } from './route.ts'

const nothing = z.null().meta({ description: 'Done' })
const maybe = (instant: number | null) => (instant === null ? null : writeInstant(instant))

function viewOf({ invitedUntil, seenAt, createdAt, roles, departments, teams, ...agent }: AdministeredAgent): View {
  return { ...agent, roles: [...roles], departments: [...departments], teams: [...teams], invitedUntil: maybe(invitedUntil), seenAt: maybe(seenAt), createdAt: writeInstant(createdAt) }
}

/** Ends a request with why an agent cannot be changed so. */
function refuse(why: AgentRefused): never {
  if (why === 'already-in') throw new Refused('already-handled')
  if (why === 'unknown-team') throw new Refused(why, { errors: [{ at: '/teams', message: 'not a team in use' }] })
  if (why === 'address-taken') throw new Refused(why, { errors: [{ at: '/email', message: 'taken' }] })
  throw new Refused(why)
}

/** Agents, their teams and what they may do: for those who administer; who is in which team, for all of them. */
export function addAdminRoutes(app: Http, desk: Desk): void {
  /** Departments are the policy's; one that was given before may stay. */
  async function checkDepartments(providerId: string, wanted: readonly string[], kept: readonly string[] = []): Promise<void> {
    const known = (await declaredDepartments(desk, providerId)) ?? []
    const wrong = wanted.filter((one) => !known.includes(one) && !kept.includes(one))
    if (wrong.length > 0) throw new Refused('unknown-department', { errors: wrong.map((message) => ({ at: '/departments', message })) })
  }
  async function one({ provider, wall }: AgentVisit, agentId: string) {
    const [agent] = await readAgents(desk.database.db, provider.id, wall, agentId)
    if (!agent) throw new Refused('not-found')
    return agent
  }
  /** Screens of whoever's rights changed read again what they may; those of a disabled agent close. */
  const told = (providerId: string, agentId: string, events: readonly string[]) => tell(desk, { provider: providerId, agent: agentId, events })

  app.get(at('/admin/agents'), {
    schema: { tags: tags.admin, summary: 'The agents, with what they may do and see, and how many open tickets are theirs', params: ofProvider, response: { 200: administeredList, '4xx': problem } },
    handler: async (request) => {
      const { provider, wall } = await agentOf(desk, request, 'administer')
      return { rows: (await readAgents(desk.database.db, provider.id, wall)).map(viewOf) }
    },
  })
  app.post(at('/admin/agents'), {
    schema: { tags: tags.admin, summary: 'Invite an agent: they choose their password by a link', params: ofProvider, body: inviteAgentBody, response: { 201: administered, '4xx': problem } },
    handler: async (request, reply) => {
      const visit = await agentOf(desk, request, 'administer')
      await checkDepartments(visit.provider.id, request.body.departments)
      const made = await inviteAgent(desk, visit.provider, visit.actor, request.body)
      if (typeof made === 'string') refuse(made)
      return reply.code(201).send(viewOf(await one(visit, made.id)))
    },
  })
  app.patch(at('/admin/agents/:id'), {
    schema: { tags: tags.admin, summary: 'Change what an agent is called, may do and sees; what is left out stays', params: ofId, body: changeAgentBody, response: { 200: administered, '4xx': problem } },
    handler: async (request) => {
      const visit = await agentOf(desk, request, 'administer')
      const { body, params } = request
      if (body.departments) await checkDepartments(visit.provider.id, body.departments, (await one(visit, params.id)).departments)
      const { name, language, roles, departments, teams } = body
      const done = await changeAgent(desk, visit.provider, visit.actor, params.id, {
        ...(name === undefined ? {} : { name }), ...(language ? { language } : {}), ...(roles ? { roles } : {}), ...(departments ? { departments } : {}), ...(teams ? { teams } : {}),
      })
      if (done !== 'changed' && done !== 'same') refuse(done)
      if (done === 'changed') told(visit.provider.id, params.id, ['agent.changed'])
      return viewOf(await one(visit, params.id))
    },
  })
  for (const [path, summary, act, event] of [
    ['disable', 'Shut an agent out: their sessions end, what they did stays', disableAgent, 'agent.disabled'], ['enable', 'Let an agent in again', enableAgent, 'agent.enabled'],
  ] as const) {
    app.post(at(`/admin/agents/:id/${path}`), {
      schema: { tags: tags.admin, summary, params: ofId, response: { 200: administered, '4xx': problem } },
      handler: async (request) => {
        const visit = await agentOf(desk, request, 'administer')
        const done = await act(desk, visit.provider, visit.actor, request.params.id)
        if (done !== 'changed' && done !== 'same') refuse(done)
        if (done === 'changed') told(visit.provider.id, request.params.id, [event])
        return viewOf(await one(visit, request.params.id))
      },
    })
  }
  app.post(at('/admin/agents/:id/link'), {
    schema: { tags: tags.admin, summary: 'Send an agent another link: the invitation again, or one for a new password', params: ofId, response: { 200: z.object({ sent: z.enum(['invite', 'reset']) }), '4xx': problem } },
    handler: async (request) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      const sent = await sendAgentLink(desk, provider, actor, request.params.id)
      if (sent !== 'invite' && sent !== 'reset') refuse(sent)
      return { sent }
    },
  })
  app.get(at('/admin/agents/:id/tickets'), {
    schema: { tags: tags.admin, summary: 'The open tickets of an agent, the oldest first', params: ofId, response: { 200: openTickets, '4xx': problem } },
    handler: async (request) => {
      const visit = await agentOf(desk, request, 'administer')
      await one(visit, request.params.id)
      const rows = await openTicketsOf(desk, visit.provider.id, request.params.id, visit.wall, 51)
      return { rows: rows.slice(0, 50), more: rows.length > 50 }
    },
  })
  app.post(at('/admin/agents/:id/hand-over'), {
    schema: { tags: tags.admin, summary: 'Give the open tickets of an agent to another, or back to everybody; a hundred at a time', params: ofId, body: handOverBody, response: { 200: handedOver, '4xx': problem } },
    handler: async (request) => {
      const visit = await agentOf(desk, request, 'administer')
      await one(visit, request.params.id)
      const done = await handOver(desk, visit.actor, visit.provider.id, visit.wall, request.params.id, request.body.to)
      if (typeof done === 'string') throw new Refused(done)
      return done
    },
  })

  app.get(at('/teams'), {
    schema: { tags: tags.people, summary: 'The teams of agents, with who is in them', params: ofProvider, response: { 200: deskTeams, '4xx': problem } },
    handler: async (request) => {
      const { provider } = await agentOf(desk, request, 'see')
      return { rows: (await listAgentTeams(desk.database.db, provider.id)).map((team) => ({ ...team, members: [...team.members] })) }
    },
  })
  /** @throws Refused with the field at fault */
  const refuseTeam = (why: Parameters<typeof String>[0]): never => {
    if (why === 'unknown-agent') throw new Refused('unknown-agent', { errors: [{ at: '/members', message: 'not an agent here' }] })
    if (why === 'team-name-taken') throw new Refused('team-name-taken', { errors: [{ at: '/name', message: 'taken' }] })
    throw new Refused(why === 'team-has-tickets' ? 'team-has-tickets' : 'not-found')
  }
  const teamNow = async (providerId: string, teamId: string) => {
    const team = (await listAgentTeams(desk.database.db, providerId)).find((each) => each.id === teamId)
    if (!team) throw new Refused('not-found')
    return { ...team, members: [...team.members] }
  }
  app.post(at('/teams'), {
    schema: { tags: tags.admin, summary: 'Make a team of agents', params: ofProvider, body: deskTeamBody, response: { 201: deskTeam, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      await checkDepartments(provider.id, request.body.department === null ? [] : [request.body.department])
      const made = await makeTeam(desk, provider.id, actor, request.body)
      if (typeof made === 'string') return refuseTeam(made)
      return reply.code(201).send(await teamNow(provider.id, made.id))
    },
  })
  const ofTeam = ofProvider.extend({ id })
  app.put(at('/teams/:id'), {
    schema: { tags: tags.admin, summary: 'Say what a team is called, whose department it is, and who is in it', params: ofTeam, body: deskTeamBody, response: { 200: deskTeam, '4xx': problem } },
    handler: async (request) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      const before = await teamNow(provider.id, request.params.id)
      await checkDepartments(provider.id, request.body.department === null ? [] : [request.body.department], before.department === null ? [] : [before.department])
      const wrong = await changeTeam(desk, provider.id, actor, request.params.id, request.body)
      if (wrong) return refuseTeam(wrong)
      return teamNow(provider.id, request.params.id)
    },
  })
  app.delete(at('/teams/:id'), {
    schema: { tags: tags.admin, summary: 'Take a team out of use, once it has no open ticket', params: ofTeam, response: { 204: nothing, '4xx': problem } },
    handler: async (request, reply) => {
      const { provider, actor } = await agentOf(desk, request, 'administer')
      const wrong = await retireTeam(desk, provider.id, actor, request.params.id)
      if (wrong) return refuseTeam(wrong)
      return reply.code(204).send(null)
    },
  })
}
