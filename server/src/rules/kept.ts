import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { EventType, ProblemCode, RuleBody } from '@guichet/protocol'
import { findAgent, writeEvent } from '#people/people.ts'
import { transaction } from '#platform/database.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import type { Tables } from '#server/tables.ts'
import { filtersOfRules } from './rule.ts'
import type { KeptRule } from './rule.ts'
import { checkRules } from './trouble.ts'

/** Rules of one provider: more are nobody's to follow. */
export const mostRules = 100

export interface ListedRule extends KeptRule { readonly runs: number; readonly ran_at: number | null }

/** The rules of a provider, in the order in which they react. */
export async function listRules(desk: Desk, providerId: string): Promise<ListedRule[]> {
  return desk.database.db
    .selectFrom('rules as r').selectAll('r')
    .select([
      sql<number>`(select count(*)::int from rule_runs x where x.provider_id = r.provider_id and x.rule_id = r.id)`.as('runs'),
      sql<number | null>`(select max(x.at) from rule_runs x where x.provider_id = r.provider_id and x.rule_id = r.id)`.as('ran_at'),
    ])
    .where('r.provider_id', '=', providerId).where('r.retired_at', 'is', null).orderBy('r.position').orderBy('r.id').execute()
}

export interface RuleRefused { readonly refused: ProblemCode; readonly at?: string; readonly words?: readonly Readonly<Record<'fr' | 'en', string>>[] }
type Done = { readonly id: string } | RuleRefused

/** What of a filter a rule cannot follow. */
export async function wrongFilter(desk: Desk, providerId: string, text: string): Promise<RuleRefused | undefined> {
  const filter = (await filtersOfRules(desk, providerId))(text)
  if (!filter.ok) return { refused: 'filter-unreadable', at: '/filter', words: filter.problems }
  if (!filter.personal) return undefined
  return { refused: 'filter-unreadable', at: '/filter', words: [{ fr: '« moi » n’est personne pour une règle : nommez l’agent.', en: '“me” is nobody to a rule: name the agent.' }] }
}

async function wrongDeeds(desk: Desk, providerId: string, { deeds }: Pick<RuleBody, 'deeds'>): Promise<RuleRefused | undefined> {
  const { tag, untag, assign, watch, note, mention } = deeds
  if (tag.length + untag.length + watch.length === 0 && assign === null && note === '') return { refused: 'invalid-body', at: '/deeds' }
  // Somebody is named in something that is said.
  if (mention.length > 0 && note === '') return { refused: 'invalid-body', at: '/deeds/note' }
  const named = new Set([...watch, ...mention, ...(assign && 'agentId' in assign ? [assign.agentId] : [])])
  for (const id of named) if (!(await findAgent(desk, providerId, id))) return { refused: 'unknown-agent' }
  if (assign && 'teamId' in assign) {
    const team = await desk.database.db.selectFrom('agent_teams').select('id').where('provider_id', '=', providerId).where('id', '=', assign.teamId).where('retired_at', 'is', null).executeTakeFirst()
    if (!team) return { refused: 'unknown-team' }
  }
  return undefined
}

const rowOf = ({ name, starts, within, filter, deeds }: RuleBody) => ({ name, starts, within_minutes: within, filter, deeds: JSON.stringify(deeds) })

/** Makes a rule, off and last; or changes one that its author has seen as it is. */
export async function saveRule(desk: Desk, providerId: string, by: Actor & { id: string }, body: RuleBody, id?: string): Promise<Done> {
  if ((body.starts === 'due') !== (body.within !== null)) return { refused: 'invalid-body', at: '/within' }
  const refusal = (await wrongFilter(desk, providerId, body.filter)) ?? (await wrongDeeds(desk, providerId, body))
  if (refusal) return refusal
  const now = desk.time.now()
  const done = await transaction(desk.database.db, async (trx): Promise<Done> => {
    if (id !== undefined) {
      const before = await held(trx, providerId, id)
      if (!before) return { refused: 'not-found' }
      if (body.seen !== undefined && body.seen !== before.version) return { refused: 'rule-changed' }
      await trx.updateTable('rules').set({ ...rowOf(body), version: before.version + 1, changed_at: now }).where('provider_id', '=', providerId).where('id', '=', id).execute()
      await writeEvent(trx, desk, { providerId, type: 'rule.changed', actor: by, data: { ruleId: id, name: body.name, from: before.name } })
      return { id }
    }
    await trx.selectFrom('providers').select('id').where('id', '=', providerId).forUpdate().execute()
    const there = await trx.selectFrom('rules').select(['position']).where('provider_id', '=', providerId).where('retired_at', 'is', null).execute()
    if (there.length >= mostRules) return { refused: 'too-many' }
    const made = desk.ids.next()
    await trx.insertInto('rules').values({
      provider_id: providerId, id: made, ...rowOf(body), position: Math.max(0, ...there.map(({ position }) => position)) + 1, on_since: null, set_aside_at: null, set_aside_number: null,
      made_by: by.kind === 'agent' ? by.id : null, made_at: now, changed_at: now, retired_at: null,
    }).execute()
    await writeEvent(trx, desk, { providerId, type: 'rule.made', actor: by, data: { ruleId: made, name: body.name } })
    return { id: made }
  })
  if (id !== undefined && 'id' in done) await checkRules(desk, providerId)
  return done
}

const held = (trx: Transaction<Tables>, providerId: string, id: string): Promise<KeptRule | undefined> =>
  trx.selectFrom('rules').selectAll().where('provider_id', '=', providerId).where('id', '=', id).where('retired_at', 'is', null).forUpdate().executeTakeFirst()

async function change(desk: Desk, providerId: string, id: string, by: Actor, type: EventType, columns: (before: KeptRule) => Partial<KeptRule> | undefined): Promise<Done> {
  return transaction(desk.database.db, async (trx): Promise<Done> => {
    const before = await held(trx, providerId, id)
    if (!before) return { refused: 'not-found' }
    const set = columns(before)
    if (!set) return { id }
    const { deeds: _deeds, trouble: _trouble, ...plain } = set
    await trx.updateTable('rules').set(plain).where('provider_id', '=', providerId).where('id', '=', id).execute()
    await writeEvent(trx, desk, { providerId, type, actor: by, data: { ruleId: id, name: before.name, ...(set.set_aside_number ? { number: set.set_aside_number } : {}) } })
    return { id }
  })
}

/** Lets a rule react to what happens from now on, or no longer. One that is not understood is not let. */
export async function switchRule(desk: Desk, providerId: string, by: Actor, id: string, on: boolean): Promise<Done> {
  const now = desk.time.now()
  const rule = on ? await desk.database.db.selectFrom('rules').selectAll().where('provider_id', '=', providerId).where('id', '=', id).where('retired_at', 'is', null).executeTakeFirst() : undefined
  const refusal = rule && rule.on_since === null ? ((await wrongFilter(desk, providerId, rule.filter)) ?? (await wrongDeeds(desk, providerId, rule))) : undefined
  if (refusal) return refusal
  return change(desk, providerId, id, by, on ? 'rule.on' : 'rule.off', (before) => ((before.on_since !== null) === on ? undefined : { on_since: on ? now : null, set_aside_at: null, set_aside_number: null }))
}

/** Stops a rule that reacts again and again to one ticket: somebody looks at it first. */
export async function setRuleAside(desk: Desk, rule: KeptRule, number: number): Promise<void> {
  const now = desk.time.now()
  await change(desk, rule.provider_id, rule.id, { kind: 'system' }, 'rule.set_aside', (before) => (before.on_since === null ? undefined : { on_since: null, set_aside_at: now, set_aside_number: number }))
}

/** Takes a rule out of use; what it did stays. */
export function retireRule(desk: Desk, providerId: string, by: Actor, id: string): Promise<Done> {
  const now = desk.time.now()
  return change(desk, providerId, id, by, 'rule.retired', () => ({ retired_at: now, on_since: null }))
}

/** The order in which rules react: those named first, as named. */
export async function orderRules(desk: Desk, providerId: string, by: Actor, ids: readonly string[]): Promise<void> {
  await transaction(desk.database.db, async (trx) => {
    const rows = await trx.selectFrom('rules').select(['id', 'name']).where('provider_id', '=', providerId).where('retired_at', 'is', null).orderBy('position').orderBy('id').forUpdate().execute()
    const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
    const sorted = rows.toSorted((a, b) => place(a.id) - place(b.id))
    for (const [index, { id }] of sorted.entries()) await trx.updateTable('rules').set({ position: index + 1 }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    await writeEvent(trx, desk, { providerId, type: 'rules.ordered', actor: by, data: { name: sorted.map(({ name }) => name).join(', ') } })
  })
}
