import { besidesOf } from '@guichet/protocol'
import type { Alongside, Beside, ProblemCode } from '@guichet/protocol'
import type { Policy } from '@guichet/policy'
import { listAgents } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

/** What ready-made answers may name, by what there is now. */
export interface Namable { readonly teams: ReadonlySet<string>; readonly agents: ReadonlySet<string>; readonly tags: ReadonlySet<string> }

/** Something that is no more, in one of the acts of a ready-made answer. */
export interface Gone { readonly act: Beside; readonly code: ProblemCode }

export async function namableNow(desk: Desk, providerId: string): Promise<Namable> {
  const { db } = desk.database
  const [teams, agents, tags] = await Promise.all([
    db.selectFrom('agent_teams').select('id').where('provider_id', '=', providerId).where('retired_at', 'is', null).execute(), listAgents(desk, providerId),
    db.selectFrom('tags').select('name').where('provider_id', '=', providerId).execute(),
  ])
  return { teams: new Set(teams.map(({ id }) => id)), agents: new Set(agents.map(({ id }) => id)), tags: new Set(tags.map(({ name }) => name)) }
}

const offers = (policy: Policy | undefined, fact: string, value: string) => policy?.facts.get(fact)?.options.some((option) => option.value === value) ?? false

/** What of these acts names somebody or something that is no more, by the policy that would judge them. */
export function goneOf(there: Namable, policy: Policy | undefined, alongside: Alongside): Gone[] {
  const { transfer, priority, tags } = alongside
  const codeOf = (act: Beside): ProblemCode | undefined => {
    if (act === 'transfer' && typeof transfer?.department === 'string' && !offers(policy, 'department', transfer.department)) return 'unknown-department'
    if (act === 'transfer' && typeof transfer?.teamId === 'string' && !there.teams.has(transfer.teamId)) return 'unknown-team'
    if (act === 'transfer' && typeof transfer?.agentId === 'string' && !there.agents.has(transfer.agentId)) return 'unknown-agent'
    if (act === 'priority' && priority && !offers(policy, 'priority', priority.priority)) return 'unknown-priority'
    return act === 'tags' && tags?.add.some((name) => !there.tags.has(name)) ? 'unknown-tag' : undefined
  }
  return besidesOf(alongside).flatMap((act) => {
    const code = codeOf(act)
    return code === undefined ? [] : [{ act, code }]
  })
}
