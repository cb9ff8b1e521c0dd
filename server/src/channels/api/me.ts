import type { Me } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { preferencesOf } from '#people/people.ts'
import { powersOf } from '#people/people.ts'
import type { AgentPower, Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Caller } from './caller.ts'

const given: Readonly<Record<AgentPower, readonly string[]>> = {
  see: ['tickets:read', 'quarantine', 'outgoing', 'customers:read', 'notices'],
  answer: ['tickets:act', 'requests:record', 'quarantine:act', 'notices:write'],
  lead: ['lead'], administer: ['admin'], rule_on_fees: ['fees'],
}
const contactMay = ['tickets:read', 'tickets:reply', 'requests:write']

async function providerView(desk: Desk, provider: Provider): Promise<Me['provider']> {
  const policy = await desk.policies.inForce(provider.id, desk.time.now())
  return {
    slug: provider.slug, name: provider.name, accent: provider.accent, zone: policy?.zone ?? 'Europe/Paris', languages: policy?.languages.published ?? ['fr', 'en'],
    demonstration: desk.demonstration,
  }
}

/** Who is signed in, and what they may do. */
export async function meOf(desk: Desk, provider: Provider, caller: Caller): Promise<Me> {
  const view = await providerView(desk, provider)
  if (caller.kind === 'agent') {
    const { id, name, email, roles, departments, owesSecond, expiresAt } = caller
    const may = owesSecond ? [] : [...powersOf(roles)].flatMap((power) => given[power])
    const preferences = await preferencesOf(desk, provider.id, id)
    return { kind: 'agent', agent: { id, name, email, roles: [...roles], departments: [...departments] }, provider: view, may, owesSecond, expiresAt: writeInstant(expiresAt), preferences }
  }
  if (caller.kind === 'token') {
    return { kind: 'token', name: caller.name, scopes: [...caller.scopes], customer: caller.customer ?? null, provider: view, may: [...caller.scopes] }
  }
  const { id, name, email, language, declared, verified, rights, customer, trust, expiresAt } = caller
  return {
    kind: 'contact', contact: { id, name, email, language, declared, verified, rights: [...rights] }, customer, provider: view, trust, may: contactMay, expiresAt: writeInstant(expiresAt),
  }
}
