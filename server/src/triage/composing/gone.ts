import { besidesOf } from '@guichet/protocol'
import type { Alongside, Beside, Lang, ProblemCode } from '@guichet/protocol'
import type { Policy } from '@guichet/policy'
import { fieldsSeen } from '#fields/fields.ts'
import type { KeptField } from '#fields/fields.ts'
import { listAgents } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { fillingOf, notTaken } from '../fields.ts'

/** What ready-made answers may name, by what there is now. */
export interface Namable { readonly teams: ReadonlySet<string>; readonly agents: ReadonlySet<string>; readonly tags: ReadonlySet<string>; readonly fields: ReadonlyMap<string, KeptField> }

/** Something that is no more, in one of the acts of a ready-made answer; `detail`: what there is instead. */
export interface Gone { readonly act: Beside; readonly code: ProblemCode; readonly detail?: Readonly<Record<Lang, string>> }

/** What there is for whoever looks: of the fields, those that are not there for them are no more. */
export async function namableNow(desk: Desk, providerId: string, wall: DeskWall): Promise<Namable> {
  const { db } = desk.database
  const [teams, agents, tags, fields] = await Promise.all([
    db.selectFrom('agent_teams').select('id').where('provider_id', '=', providerId).where('retired_at', 'is', null).execute(), listAgents(desk, providerId),
    db.selectFrom('tags').select('name').where('provider_id', '=', providerId).execute(), fieldsSeen(db, providerId, wall),
  ])
  return {
    teams: new Set(teams.map(({ id }) => id)), agents: new Set(agents.map(({ id }) => id)), tags: new Set(tags.map(({ name }) => name)),
    fields: new Map(fields.filter(({ retired_at }) => retired_at === null).map((field) => [field.id, field])),
  }
}

const offers = (policy: Policy | undefined, fact: string, value: string) => policy?.facts.get(fact)?.options.some((option) => option.value === value) ?? false

/** Why one of these fields is not filled in any more, or not with that. */
function fieldGone({ fields }: Namable, all: NonNullable<Alongside['fields']>): Omit<Gone, 'act'> | undefined {
  for (const { fieldId, value } of all) {
    const field = fields.get(fieldId)
    if (!field) return { code: 'unknown-field' }
    if (fillingOf(field, value) === undefined) return { code: 'field-value', detail: notTaken(field) }
  }
  return undefined
}

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
  return besidesOf(alongside).flatMap((act): Gone[] => {
    const gone = act === 'fields' && alongside.fields ? fieldGone(there, alongside.fields) : undefined
    const code = codeOf(act)
    return gone ? [{ act, ...gone }] : code === undefined ? [] : [{ act, code }]
  })
}
