import type { Transaction } from 'kysely'
import { transaction } from '#platform/database.ts'
import { hashPassword } from '#platform/passwords.ts'
import { newToken } from '#platform/tokens.ts'
import { enqueue } from '#outbox/outbox.ts'
import { addressOf, agentMay, countAttempt, foldAddress, makeAgentLink, notYetIn, onlyWayOf, passwordProblem, revokeSessions, setTeamsOf, showAgentLink, spendAgentLink, voidAgentLinks, writeEvent } from '#people/people.ts'
import type { Actor, AgentLinkOwner, AgentLinkPurpose, AgentRole, Connection, PasswordProblem, Provider, Slowing } from '#people/people.ts'
import type { Tables, World } from '#server/tables.ts'

/** What an agent may be given. `departments`: none is all of them. */
export interface AgentGiven {
  readonly name: string; readonly language: 'fr' | 'en'; readonly roles: readonly AgentRole[]; readonly departments: readonly string[]; readonly teams: readonly string[]
}
export type AgentRefused = 'not-found' | 'address-taken' | 'last-admin' | 'unknown-team' | 'too-many-attempts' | 'already-in'

const minute = 60_000
const perInviter: Slowing = { free: 40, base: minute, cap: 60 * minute, forget: 60 * minute }
const perAgent: Slowing = { free: 5, base: 10 * minute, cap: 60 * minute, forget: 60 * minute }

/** Undoes what was begun: a refusal changes nothing. */
class Stopped extends Error {
  readonly why: AgentRefused
  constructor(why: AgentRefused) {
    super(why)
    this.why = why
  }
}

async function whole<Result>(world: World, work: (trx: Transaction<Tables>) => Promise<Result>): Promise<Result | AgentRefused> {
  return transaction(world.database.db, work).catch((error: unknown) => {
    if (error instanceof Stopped) return error.why
    throw error
  })
}

async function sendLink(trx: Transaction<Tables>, world: World, provider: Provider, by: Actor, to: { readonly id: string; readonly name: string; readonly email: string; readonly language: 'fr' | 'en' }, purpose: AgentLinkPurpose): Promise<void> {
  const { token, expiresAt } = await makeAgentLink(world, trx, provider.id, to.id, purpose)
  await enqueue(trx, world, {
    kind: 'person', providerId: provider.id, to: { address: to.email, name: to.name }, language: to.language,
    content: {
      what: purpose === 'invite' ? 'agent_invited' : 'agent_password', at: world.time.now(), ...(by.name === undefined ? {} : { by: by.name }),
      link: addressOf(world, provider, `/desk/welcome/${token}`), until: expiresAt,
    },
  })
}

/** Adds an agent who has no password yet, and sends them the link by which they choose one. */
export async function inviteAgent(world: World, provider: Provider, by: Actor & { id: string }, given: AgentGiven & { readonly email: string }): Promise<{ readonly id: string } | AgentRefused> {
  if ((await countAttempt(world, provider.id, `invite-agent:${by.id}`, perInviter)) > 0) return 'too-many-attempts'
  const key = foldAddress(given.email)?.toLowerCase() ?? ''
  // Nobody knows it: the password is theirs to choose.
  const password_hash = await hashPassword(newToken().token)
  const { name, email, language, roles, departments, teams } = given
  const outcome = await whole(world, async (trx) => {
    const id = world.ids.next()
    const added = await trx
      .insertInto('agents')
      .values({ provider_id: provider.id, id, name, email, email_key: key, language, roles: [...roles], departments: [...departments], password_hash, disabled_at: null, created_at: world.time.now() })
      .onConflict((oc) => oc.columns(['provider_id', 'email_key']).doNothing()).returning('id').executeTakeFirst()
    if (!added) throw new Stopped('address-taken')
    if (!(await setTeamsOf(trx, world, provider.id, id, teams))) throw new Stopped('unknown-team')
    await sendLink(trx, world, provider, by, { id, name, email, language }, 'invite')
    await writeEvent(trx, world, { providerId: provider.id, type: 'agent.invited', actor: by, data: { agentId: id, name, email, roles, departments, teams } })
    return { id }
  })
  world.jobs.wake('outbox')
  return outcome
}

/** Sends an agent another link: the invitation again while they have not come in, else one for a new password. */
export async function sendAgentLink(world: World, provider: Provider, by: Actor, id: string): Promise<AgentLinkPurpose | AgentRefused> {
  if ((await countAttempt(world, provider.id, `agent-link:${id}`, perAgent)) > 0) return 'too-many-attempts'
  const outcome = await whole(world, async (trx) => {
    const agent = await trx
      .selectFrom('agents as a').select(['a.id', 'a.name', 'a.email', 'a.language', notYetIn.as('waiting')]).where('a.provider_id', '=', provider.id).where('a.id', '=', id)
      .where('a.disabled_at', 'is', null).executeTakeFirst()
    if (!agent) throw new Stopped('not-found')
    const purpose = agent.waiting ? ('invite' as const) : ('reset' as const)
    await sendLink(trx, world, provider, by, agent, purpose)
    await writeEvent(trx, world, { providerId: provider.id, type: purpose === 'invite' ? 'agent.invited' : 'agent.password_asked', actor: by, data: { agentId: id, name: agent.name, ...(purpose === 'invite' ? { again: true } : {}) } })
    return purpose
  })
  world.jobs.wake('outbox')
  return outcome
}

/** Holds every administrator, so that two who leave at once do not leave nobody. @throws Stopped when nobody else administers */
async function needAnother(trx: Transaction<Tables>, providerId: string, except: string): Promise<void> {
  const others = await trx
    .selectFrom('agents as a').select(['a.id', 'a.roles', notYetIn.as('waiting')]).where('a.provider_id', '=', providerId).where('a.disabled_at', 'is', null).orderBy('a.id').forUpdate().execute()
  if (!others.some((one) => one.id !== except && !one.waiting && agentMay(one, 'administer'))) throw new Stopped('last-admin')
}

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one) => b.includes(one))

/** Changes what an agent is called, may do and sees. The last who administers cannot cease to. */
export async function changeAgent(world: World, provider: Provider, by: Actor, id: string, given: Partial<AgentGiven>): Promise<'changed' | 'same' | AgentRefused> {
  return whole(world, async (trx) => {
    const before = await trx.selectFrom('agents').select(['name', 'language', 'roles', 'departments', 'disabled_at']).where('provider_id', '=', provider.id).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!before) throw new Stopped('not-found')
    const teamsBefore = (await trx
      .selectFrom('agent_team_members as m').innerJoin('agent_teams as t', (join) => join.onRef('t.provider_id', '=', 'm.provider_id').onRef('t.id', '=', 'm.team_id'))
      .select('m.team_id').where('m.provider_id', '=', provider.id).where('m.agent_id', '=', id).where('t.retired_at', 'is', null).execute()).map((row) => row.team_id)
    const was: Record<string, string | readonly string[]> = { name: before.name, language: before.language, roles: before.roles, departments: before.departments, teams: teamsBefore }
    const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined).flatMap(([field, value]) => {
      const old = was[field]!
      const equal = typeof value === 'string' ? value === old : same(value, old as readonly string[])
      return equal ? [] : [[field, { from: old, to: value }]]
    }))
    if (Object.keys(changed).length === 0) return 'same'
    if (changed.roles && before.disabled_at === null && agentMay(before, 'administer') && !agentMay({ roles: given.roles! }, 'administer')) await needAnother(trx, provider.id, id)
    await trx
      .updateTable('agents')
      .set({
        name: given.name ?? before.name, language: given.language ?? before.language, roles: [...(given.roles ?? before.roles)], departments: [...(given.departments ?? before.departments)],
      })
      .where('provider_id', '=', provider.id).where('id', '=', id).execute()
    if (changed.teams && !(await setTeamsOf(trx, world, provider.id, id, given.teams!))) throw new Stopped('unknown-team')
    await writeEvent(trx, world, { providerId: provider.id, type: 'agent.changed', actor: by, data: { agentId: id, name: given.name ?? before.name, changed } })
    return 'changed'
  })
}

/** Shuts an agent out: their sessions, links and half-open sign-ins end at once. What they did stays under their name. */
export async function disableAgent(world: World, provider: Provider, by: Actor, id: string): Promise<'changed' | 'same' | AgentRefused> {
  return whole(world, async (trx) => {
    const agent = await trx.selectFrom('agents').select(['name', 'roles', 'disabled_at']).where('provider_id', '=', provider.id).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!agent) throw new Stopped('not-found')
    if (agent.disabled_at !== null) return 'same'
    if (agentMay(agent, 'administer')) await needAnother(trx, provider.id, id)
    const now = world.time.now()
    await trx.updateTable('agents').set({ disabled_at: now }).where('provider_id', '=', provider.id).where('id', '=', id).execute()
    await voidAgentLinks(trx, provider.id, id)
    await trx.updateTable('pending_sign_ins').set({ used_at: now }).where('provider_id', '=', provider.id).where('agent_id', '=', id).where('used_at', 'is', null).execute()
    const sessionsEnded = await revokeSessions(world, trx, provider.id, { agentId: id })
    await writeEvent(trx, world, { providerId: provider.id, type: 'agent.disabled', actor: by, data: { agentId: id, name: agent.name, sessionsEnded } })
    return 'changed'
  })
}

/** Lets an agent in again, with what they might before. */
export async function enableAgent(world: World, provider: Provider, by: Actor, id: string): Promise<'changed' | 'same' | AgentRefused> {
  return whole(world, async (trx) => {
    const agent = await trx.selectFrom('agents').select(['name', 'disabled_at']).where('provider_id', '=', provider.id).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!agent) throw new Stopped('not-found')
    if (agent.disabled_at === null) return 'same'
    await trx.updateTable('agents').set({ disabled_at: null }).where('provider_id', '=', provider.id).where('id', '=', id).execute()
    await writeEvent(trx, world, { providerId: provider.id, type: 'agent.enabled', actor: by, data: { agentId: id, name: agent.name } })
    return 'changed'
  })
}

/** Whom a link is for; `through`: the site through which alone they come in, so that there is no password to choose. */
export async function readAgentLink(world: World, provider: Provider, token: string): Promise<(AgentLinkOwner & { readonly through: Connection | undefined }) | undefined> {
  const { db } = world.database
  const owner = await showAgentLink(world, db, provider.id, token)
  return owner && { ...owner, through: await onlyWayOf(world, db, provider.id, { agentId: owner.id }) }
}

export type Chosen = { readonly kind: 'done' } | { readonly kind: 'gone' } | { readonly kind: 'refused'; readonly problem: PasswordProblem }

/**
 * Chooses a password by a link. One that is refused leaves the link as it was. Every session of theirs ends, and nobody is signed in:
 * whoever has a second factor is still asked for it (AB-27).
 */
export async function useAgentLink(world: World, provider: Provider, token: string, password: string): Promise<Chosen> {
  const owner = await readAgentLink(world, provider, token)
  if (!owner || owner.through) return { kind: 'gone' }
  const problem = passwordProblem(password, { name: owner.name, email: owner.email, provider: provider.name })
  if (problem) return { kind: 'refused', problem }
  const password_hash = await hashPassword(password)
  return transaction(world.database.db, async (trx): Promise<Chosen> => {
    if (!(await spendAgentLink(world, trx, provider.id, token))) return { kind: 'gone' }
    const set = await trx.updateTable('agents').set({ password_hash }).where('provider_id', '=', provider.id).where('id', '=', owner.id).where('disabled_at', 'is', null).executeTakeFirst()
    if (set.numUpdatedRows === 0n) return { kind: 'gone' }
    const sessionsEnded = await revokeSessions(world, trx, provider.id, { agentId: owner.id })
    await writeEvent(trx, world, { providerId: provider.id, type: 'password.set', actor: { kind: 'agent', id: owner.id, name: owner.name }, data: { how: owner.purpose, sessionsEnded } })
    return { kind: 'done' }
  })
}
