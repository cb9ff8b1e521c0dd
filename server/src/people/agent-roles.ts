import { agentRoleNames } from '@guichet/protocol'
import type { AgentRoleName } from '@guichet/protocol'

/** What an agent may be given: nothing listed is an agent who answers. */
export const agentRoles = agentRoleNames
export type AgentRole = AgentRoleName

/** What agents do, each with a wall of its own at the door. */
export const agentPowers = ['see', 'answer', 'lead', 'administer', 'rule_on_fees'] as const
export type AgentPower = (typeof agentPowers)[number]

const given: Readonly<Record<AgentRole, readonly AgentPower[]>> = {
  observer: ['see'],
  agent: ['see', 'answer'],
  lead: ['see', 'answer', 'lead'],
  admin: ['see', 'answer', 'lead', 'administer'],
  fees: ['see', 'answer', 'rule_on_fees'],
  // Who minds people's data need not answer customers; most do both.
  privacy: ['see', 'answer'],
}

/** What these roles give together. An observer who is nothing else only looks on. */
export function powersOf(roles: readonly string[]): ReadonlySet<AgentPower> {
  const known = agentRoles.filter((role) => roles.includes(role))
  return new Set((known.length === 0 ? (['agent'] as const) : known).flatMap((role) => given[role]))
}

/** Whether an agent may do a thing. */
export function agentMay(agent: { readonly roles: readonly string[] }, power: AgentPower): boolean {
  return powersOf(agent.roles).has(power)
}
