import { z } from 'zod'
import { id, instant, lang } from './basics.ts'
import { actor } from './codes.ts'
import { agentRef } from './people.ts'

/** What an agent may be given: nothing listed is an agent who answers. */
export const agentRoleNames = ['observer', 'agent', 'lead', 'admin', 'fees', 'privacy'] as const
export const agentRole = z.enum(agentRoleNames).meta({ id: 'AgentRole' })
export type AgentRoleName = z.infer<typeof agentRole>

/** A team of agents, to whom tickets are handed. */
export const deskTeam = z.object({ id, name: z.string(), department: z.string().nullable(), members: z.array(agentRef) }).meta({ id: 'DeskTeam' })
export const deskTeams = z.object({ rows: z.array(deskTeam) }).meta({ id: 'DeskTeams' })
export type DeskTeam = z.infer<typeof deskTeam>

const name = z.string().trim().min(1).max(80)
const some = <Item extends z.ZodType>(item: Item) => z.array(item).max(50)
const department = z.string().min(1).max(100)

export const deskTeamBody = z.strictObject({ name, department: department.nullable(), members: z.array(id).max(500) }).meta({ id: 'DeskTeamBody' })
export type DeskTeamBody = z.infer<typeof deskTeamBody>

/** An agent as those who administer see them. `open`: how many open tickets are theirs. `invitedUntil`: while they have not come in yet. */
export const administered = z
  .object({
    id, name: z.string(), email: z.string(), language: lang, roles: z.array(agentRole), departments: z.array(z.string()), teams: z.array(id),
    state: z.enum(['invited', 'active', 'disabled']), invitedUntil: instant.nullable(), secondFactor: z.boolean(), seenAt: instant.nullable(), createdAt: instant, open: z.int(),
  })
  .meta({ id: 'AdministeredAgent' })
export type AdministeredAgent = z.infer<typeof administered>
export const administeredList = z.object({ rows: z.array(administered) }).meta({ id: 'AdministeredAgents' })

export const inviteAgentBody = z
  .strictObject({ name, email: z.email().max(254), language: lang, roles: some(agentRole).default([]), departments: some(department).default([]), teams: some(id).default([]) })
  .meta({ id: 'InviteAgentBody' })
export const changeAgentBody = z
  .strictObject({ name: name.optional(), language: lang.optional(), roles: some(agentRole).optional(), departments: some(department).optional(), teams: some(id).optional() })
  .meta({ id: 'ChangeAgentBody' })
export type ChangeAgentBody = z.infer<typeof changeAgentBody>

/** To whom the open tickets of an agent go; null: back to everybody. `left`: what there was no time for, to be asked for again. */
export const handOverBody = z.strictObject({ to: id.nullable() }).meta({ id: 'HandOverBody' })
export const handedOver = z.object({ given: z.int(), left: z.int() }).meta({ id: 'HandedOver' })
export const openTickets = z
  .object({ rows: z.array(z.object({ number: z.int(), subject: z.string(), state: z.string() })), more: z.boolean() })
  .meta({ id: 'OpenTicketsOfAgent' })

/** A link by which an agent chooses a password. `through`: the site through which alone they come in, and no password is to be chosen. */
export const agentLink = z
  .object({ purpose: z.enum(['invite', 'reset']), name: z.string(), email: z.string(), language: lang, through: z.object({ name: z.string(), label: z.string() }).nullable() })
  .meta({ id: 'AgentLink' })
export type AgentLink = z.infer<typeof agentLink>
const token = z.string().min(20).max(100)
export const agentLinkShow = z.strictObject({ token }).meta({ id: 'AgentLinkShow' })
export const agentLinkUse = z.strictObject({ token, password: z.string().min(1).max(1_000) }).meta({ id: 'AgentLinkUse' })

/** What an audit line is about. */
export const auditKinds = ['agents', 'teams', 'sign_in', 'provider', 'policy', 'keys', 'desk', 'data', 'customers', 'requests'] as const
export const auditKind = z.enum(auditKinds)
export type AuditKind = z.infer<typeof auditKind>
export const auditLine = z.object({ id, at: instant, actor, kind: auditKind, type: z.string(), words: z.string(), detail: z.string() }).meta({ id: 'AuditLine' })
export type AuditLine = z.infer<typeof auditLine>
export const auditPage = z.object({ rows: z.array(auditLine), next: z.string().nullable() }).meta({ id: 'AuditPage' })
