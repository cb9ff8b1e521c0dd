import type { FastifyRequest } from 'fastify'
import { agentMay, cookieName, deskWallOf, findApiToken, findProvider, findSession, wallOf } from '#people/people.ts'
import type { AgentPower, DeskWall, Provider, SignedAgent, SignedContact, SignedToken, Wall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { withRole } from '#triage/triage.ts'
import { Refused } from './problems.ts'

/** Who calls, at which provider. */
export type Caller = SignedAgent | SignedContact | SignedToken
export interface Visit { readonly provider: Provider; readonly caller: Caller }

/** The provider of an address. @throws Refused when there is none */
export async function providerOfRequest(desk: Desk, request: FastifyRequest): Promise<Provider> {
  const provider = await findProvider(desk, (request.params as { provider?: string }).provider ?? '')
  if (!provider) throw new Refused('not-found')
  return provider
}

const bearer = (request: FastifyRequest) => /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1]

/** Who calls: by key, else by an agent's cookie, else by a contact's. Undefined for nobody, and for anybody of another provider. */
export async function findCaller(desk: Desk, provider: Provider, request: FastifyRequest): Promise<Caller | undefined> {
  if (request.headers.authorization !== undefined) {
    const token = bearer(request)
    return token === undefined ? undefined : findApiToken(desk, provider.id, token)
  }
  for (const kind of ['agent', 'contact'] as const) {
    const token = request.cookies[cookieName(provider.slug, kind)]
    const found = token === undefined || token === '' ? undefined : await findSession(desk, provider.id, kind, token)
    if (found) return found.kind === 'contact' ? withRole(desk, provider.id, found) : found
  }
  return undefined
}

/** `owing`: what an agent may do who must set a second proof up before anything else. */
async function visit(desk: Desk, request: FastifyRequest, owing?: 'owing'): Promise<Visit> {
  const provider = await providerOfRequest(desk, request)
  const caller = await findCaller(desk, provider, request)
  if (!caller) throw new Refused('not-signed-in', {}, { 'www-authenticate': 'Bearer' })
  if (owesSecond(caller) && owing === undefined) throw new Refused('second-factor-needed')
  return { provider, caller }
}

/** Whether nothing is to be had yet: the agent's second proof is missing. */
export function owesSecond(caller: Caller): boolean {
  return caller.kind === 'agent' && caller.owesSecond
}

/** An agent who calls, and what of the tickets there is for them. */
export interface AgentVisit { readonly provider: Provider; readonly agent: SignedAgent; readonly actor: Actor & { kind: 'agent'; id: string }; readonly wall: DeskWall }

const visitOf = (provider: Provider, agent: SignedAgent): AgentVisit => ({ provider, agent, actor: { kind: 'agent', id: agent.id, name: agent.name }, wall: deskWallOf(agent) })

/**
 * The agent who calls, when their roles give them this power: to look on, unless more is asked. Every read or act on a ticket goes
 * through `wall`: what is behind it answers like what does not exist. @throws Refused when it is nobody, no agent, or one who may not
 */
export async function agentOf(desk: Desk, request: FastifyRequest, power: AgentPower = 'see'): Promise<AgentVisit> {
  const { provider, caller } = await visit(desk, request)
  if (caller.kind !== 'agent') throw new Refused('not-allowed')
  needPower(caller, power)
  return visitOf(provider, caller)
}

/** The agent who calls, for their own ways in: also one who must set a second proof up before anything else. */
export async function agentAtDoor(desk: Desk, request: FastifyRequest): Promise<AgentVisit> {
  const { provider, caller } = await visit(desk, request, 'owing')
  if (caller.kind !== 'agent') throw new Refused('not-allowed')
  return visitOf(provider, caller)
}

/** Where others call too: an agent among them needs this power. @throws Refused for an agent without it */
export function needPower(caller: Caller, power: AgentPower): void {
  if (caller.kind === 'agent' && !agentMay(caller, power)) throw new Refused('not-allowed')
}

/** Who calls, when it is one of these kinds; a key needs the scope. @throws Refused otherwise */
export async function callerOf(desk: Desk, request: FastifyRequest, kinds: readonly Caller['kind'][], scope?: string, owing?: 'owing'): Promise<Visit> {
  const found = await visit(desk, request, owing)
  if (!kinds.includes(found.caller.kind)) throw new Refused('not-allowed')
  if (found.caller.kind === 'token' && (scope === undefined || !found.caller.scopes.includes(scope))) throw new Refused('not-allowed')
  return found
}

/** A key of the provider itself: one given to a single customer says nothing of the others, nor of itself. @throws Refused otherwise */
export async function keyOfProvider(desk: Desk, request: FastifyRequest, scope: 'people:read' | 'people:write') {
  const { provider, caller } = await callerOf(desk, request, ['token'], scope)
  if (caller.kind !== 'token' || caller.customer) throw new Refused('not-allowed')
  return { provider, actor: { kind: 'system' as const, name: caller.name } }
}

/** A name for what a caller owns: uploads, keys. */
export function ownerOf(caller: Caller): string {
  return `${caller.kind}:${caller.id}`
}

/** The wall of an agent; undefined for everybody else. */
export function deskWallOfCaller(caller: Caller): DeskWall | undefined {
  return caller.kind === 'agent' ? deskWallOf(caller) : undefined
}

/** What of the tickets there is for a caller who speaks for a customer; undefined for agents and for keys of the provider itself. */
export function wallOfCaller(caller: Caller): Wall | undefined {
  if (caller.kind === 'contact') return wallOf(caller)
  return caller.kind === 'token' && caller.customer ? { customerId: caller.customer.id } : undefined
}
