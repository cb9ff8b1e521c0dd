import { sql } from 'kysely'
import type { RuleDeeds, RuleTrouble } from '@guichet/protocol'
import { writeEvent } from '#people/people.ts'
import { transaction } from '#platform/database.ts'
import type { Desk } from '#policies/policies.ts'
import { filtersOfRules } from './rule.ts'
import type { KeptRule } from './rule.ts'

/** What of a rule is no longer understood; `still`: it does nothing at all. */
type Trouble = Pick<RuleTrouble, 'still' | 'words'>
type Both = Trouble['words'][number]

/** Agents and teams that rules name and that are no longer there, by id: what they were called. */
interface Gone { readonly agents: ReadonlyMap<string, string>; readonly teams: ReadonlyMap<string, string> }

const agentsIn = ({ assign, watch, mention }: RuleDeeds): string[] => [...watch, ...mention, ...(assign && 'agentId' in assign ? [assign.agentId] : [])]

async function goneFrom(desk: Desk, providerId: string, rules: readonly KeptRule[]): Promise<Gone> {
  const agents = [...new Set(rules.flatMap(({ deeds }) => agentsIn(deeds)))]
  const teams = [...new Set(rules.flatMap(({ deeds }) => (deeds.assign && 'teamId' in deeds.assign ? [deeds.assign.teamId] : [])))]
  if (agents.length + teams.length === 0) return { agents: new Map(), teams: new Map() }
  const { rows } = await sql<{ id: string; name: string; agent: boolean }>`
    select id, name, true as agent from agents where provider_id = ${providerId} and id = any(${agents}::uuid[]) and disabled_at is not null
    union all select id, name, false from agent_teams where provider_id = ${providerId} and id = any(${teams}::uuid[]) and retired_at is not null`.execute(desk.database.db)
  const named = (agent: boolean) => new Map(rows.filter((row) => row.agent === agent).map(({ id, name }) => [id, name]))
  return { agents: named(true), teams: named(false) }
}

function deedsGone({ tag, untag, assign, watch, note, mention }: RuleDeeds, gone: Gone): Trouble {
  const words: Both[] = []
  const agent = assign && 'agentId' in assign ? gone.agents.get(assign.agentId) : undefined
  const team = assign && 'teamId' in assign ? gone.teams.get(assign.teamId) : undefined
  if (agent !== undefined) words.push({ fr: `Confier à ${agent}\u202f: cet agent n’est plus en service.`, en: `Give to ${agent}: this agent is no longer here.` })
  if (team !== undefined) words.push({ fr: `Confier à l’équipe ${team}\u202f: elle n’existe plus.`, en: `Give to the team ${team}: it no longer exists.` })
  const left = (ids: readonly string[]) => ids.flatMap((id) => gone.agents.get(id) ?? []).join(', ')
  if (left(watch) !== '') words.push({ fr: `Faire suivre par ${left(watch)}\u202f: plus en service.`, en: `Let ${left(watch)} watch: no longer here.` })
  if (left(mention) !== '') words.push({ fr: `Nommer ${left(mention)} dans la note\u202f: plus en service.`, en: `Name ${left(mention)} in the note: no longer here.` })
  const done = tag.length + untag.length > 0 || note !== '' || (assign !== null && agent === undefined && team === undefined) || watch.some((id) => !gone.agents.has(id))
  return { still: !done, words }
}

/** What of each of these rules is not understood, by the policy in force and by who is there; those that are understood are left out. */
async function troublesIn(desk: Desk, providerId: string, rules: readonly KeptRule[]): Promise<ReadonlyMap<string, Trouble>> {
  const read = await filtersOfRules(desk, providerId)
  const gone = await goneFrom(desk, providerId, rules)
  return new Map(rules.flatMap((rule): [string, Trouble][] => {
    const filter = read(rule.filter)
    const deeds = deedsGone(rule.deeds, gone)
    const words = [...(filter.ok ? [] : filter.problems.map(({ fr, en }) => ({ fr, en }))), ...deeds.words]
    return words.length === 0 ? [] : [[rule.id, { still: !filter.ok || deeds.still, words }]]
  }))
}

/** Keeps what is not understood of a rule and since when, once, unless somebody changed it meanwhile. */
async function keep(desk: Desk, rule: KeptRule, trouble: Trouble | undefined): Promise<void> {
  const { provider_id: providerId, id, name } = rule
  await transaction(desk.database.db, async (trx) => {
    const now = await trx
      .selectFrom('rules').select(['version', 'trouble', 'trouble_since', 'on_since']).where('provider_id', '=', providerId).where('id', '=', id).where('retired_at', 'is', null).forUpdate().executeTakeFirst()
    if (!now || now.version !== rule.version || same(now.trouble, trouble)) return
    const begins = now.trouble === null
    await trx
      .updateTable('rules').set({ trouble: trouble ? JSON.stringify(trouble) : null, trouble_since: trouble ? (begins ? desk.time.now() : now.trouble_since) : null })
      .where('provider_id', '=', providerId).where('id', '=', id).execute()
    if (now.on_since === null || (trouble && !begins)) return
    await writeEvent(trx, desk, {
      providerId, type: trouble ? 'rule.stands_still' : 'rule.understood', actor: { kind: 'system', name: 'rules' },
      data: { ruleId: id, name, ...(trouble ? { still: trouble.still, unread: trouble.words } : {}) },
    })
  })
}

const same = (kept: Trouble | null, found: Trouble | undefined): boolean =>
  kept === null || found === undefined ? (kept === null) === (found === undefined) : kept.still === found.still && JSON.stringify(kept.words.map(({ fr, en }) => [fr, en])) === JSON.stringify(found.words.map(({ fr, en }) => [fr, en]))

/**
 * Looks whether the rules of a provider are understood, and keeps since when one is not. Gives how many of those that are on do not do
 * all that they say.
 */
export async function checkRules(desk: Desk, providerId: string): Promise<number> {
  const rules = await desk.database.db.selectFrom('rules').selectAll().where('provider_id', '=', providerId).where('retired_at', 'is', null).execute()
  if (rules.length === 0) return 0
  const troubles = await troublesIn(desk, providerId, rules)
  for (const rule of rules) if (!same(rule.trouble, troubles.get(rule.id))) await keep(desk, rule, troubles.get(rule.id))
  return rules.filter(({ id, on_since }) => on_since !== null && troubles.has(id)).length
}

/** Beside a new version, somebody may leave or a team end: that is looked at once a minute. */
const minute = 60_000
const looked = new WeakMap<Desk, Map<string, { readonly version: string | undefined; readonly at: number }>>()

/** Checks the rules of a provider when a version came into force since this process last looked, or a minute ago. */
export async function checkRulesNow(desk: Desk, providerId: string): Promise<void> {
  const now = desk.time.now()
  const version = (await desk.policies.inForce(providerId, now))?.version
  const known = looked.get(desk) ?? new Map<string, { version: string | undefined; at: number }>()
  looked.set(desk, known)
  const before = known.get(providerId)
  if (before && before.version === version && Math.abs(now - before.at) < minute) return
  await checkRules(desk, providerId)
  known.set(providerId, { version, at: now })
}
