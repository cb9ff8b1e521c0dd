import type { RuleOutcome } from '@guichet/protocol'
import { onDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { World } from '#server/tables.ts'

const kept = 90 * 24 * 3_600_000
const page = 50

export interface RuleRun { readonly id: string; readonly at: number; readonly number: number; readonly subject: string; readonly outcomes: readonly RuleOutcome[] }

/** What a rule did, the last first; what happened to tickets behind the wall is not told. Undefined where there is no such rule. */
export async function runsOf(desk: Desk, providerId: string, wall: DeskWall, ruleId: string, before?: string): Promise<{ rows: RuleRun[]; next: string | null } | undefined> {
  const { db } = desk.database
  const rule = await db.selectFrom('rules').select('id').where('provider_id', '=', providerId).where('id', '=', ruleId).where('retired_at', 'is', null).executeTakeFirst()
  if (!rule) return undefined
  const query = db
    .selectFrom('rule_runs as x').innerJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'x.provider_id').onRef('t.id', '=', 'x.ticket_id'))
    .select(['x.id', 'x.at', 't.number', 't.subject', 'x.outcomes']).where('x.provider_id', '=', providerId).where('x.rule_id', '=', ruleId).where(onDesk(wall)).orderBy('x.id', 'desc').limit(page + 1)
  const rows = await (before === undefined ? query : query.where('x.id', '<', before)).execute()
  return { rows: rows.slice(0, page), next: rows.length > page ? rows[page - 1]!.id : null }
}

/** What rules did a quarter of a year ago is in the tickets only. */
export async function forgetRuns(world: World, providerId: string): Promise<void> {
  await world.database.db.deleteFrom('rule_runs').where('provider_id', '=', providerId).where('at', '<', world.time.now() - kept).where('ended_at', 'is not', null).execute()
}
