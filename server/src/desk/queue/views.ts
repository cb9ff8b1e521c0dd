import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { ChangeView, EventType, NewView, ProblemCode, QueueOrder, SavedView, SavedViews, ViewScope } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import { agentMay, writeEvent } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'

/** The agent who looks, or who changes a view. */
export interface Viewer { readonly providerId: string; readonly id: string; readonly name: string; readonly roles: readonly string[] }

/** Views of one scope at most: a menu that nobody can read is no help. */
export const mostViews = 50

export type ViewOutcome = { readonly ok: true; readonly view: SavedView } | { readonly ok: false; readonly refused: ProblemCode }

interface Found {
  readonly id: string; readonly name: string; readonly filter: string; readonly sort: QueueOrder; readonly scope: ViewScope; readonly team_id: string | null; readonly team_name: string | null
  readonly version: number
}

const shares = (viewer: Viewer) => agentMay(viewer, 'lead')

const asView = (viewer: Viewer, row: Found): SavedView => ({
  id: row.id, name: row.name, filter: row.filter, order: row.sort, scope: row.scope, version: row.version,
  team: row.team_id === null ? null : { id: row.team_id, name: row.team_name ?? '' }, mayChange: row.scope === 'mine' || shares(viewer),
})

/** The teams that an agent is in; those who administer are in all. */
async function teamsOf(desk: Desk, viewer: Viewer): Promise<{ id: string; name: string }[]> {
  const { rows } = await desk.database.pool.query<{ id: string; name: string }>({
    name: 'teams-of-agent',
    text: `select m.id, m.name from agent_teams m where m.provider_id = $1 and m.retired_at is null
      and ($3 or exists (select 1 from agent_team_members b where b.provider_id = $1 and b.team_id = m.id and b.agent_id = $2)) order by m.name, m.id`,
    values: [viewer.providerId, viewer.id, agentMay(viewer, 'administer')],
  })
  return rows
}

const visible = `v.provider_id = $1 and (v.scope = 'all' or v.agent_id = $2 or (v.scope = 'team' and m.retired_at is null
  and ($3 or exists (select 1 from agent_team_members b where b.provider_id = $1 and b.team_id = v.team_id and b.agent_id = $2))))`
const from = `select v.id, v.name, v.filter, v.sort, v.scope, v.team_id, m.name as team_name, v.version
  from saved_views v left join agent_teams m on m.provider_id = v.provider_id and m.id = v.team_id`

/** The saved views that an agent sees: everyone's, those of their teams, their own; each in the order that was chosen. */
export async function readViews(desk: Desk, viewer: Viewer): Promise<SavedView[]> {
  const { rows } = await desk.database.pool.query<Found>({
    name: 'saved-views',
    text: `${from} where ${visible} order by array_position(array['all', 'team', 'mine'], v.scope), m.name, v.team_id, v.position, v.created_at, v.id`,
    values: [viewer.providerId, viewer.id, agentMay(viewer, 'administer')],
  })
  return rows.map((row) => asView(viewer, row))
}

/** The same, with what this agent may save. */
export async function listViews(desk: Desk, viewer: Viewer): Promise<SavedViews> {
  const [views, teams] = await Promise.all([readViews(desk, viewer), teamsOf(desk, viewer)])
  return { views, teams: shares(viewer) ? teams : [], mayShare: shares(viewer) }
}

/** One view that an agent sees; undefined for any other. */
export async function findView(desk: Desk, viewer: Viewer, id: string): Promise<SavedView | undefined> {
  const { rows } = await desk.database.pool.query<Found>({
    name: 'saved-view', text: `${from} where ${visible} and v.id = $4`, values: [viewer.providerId, viewer.id, agentMay(viewer, 'administer'), id],
  })
  return rows[0] && asView(viewer, rows[0])
}

async function noted(desk: Desk, trx: Transaction<Tables>, viewer: Viewer, type: EventType, data: Readonly<Record<string, unknown>>): Promise<void> {
  await writeEvent(trx, desk, { providerId: viewer.providerId, type, actor: { kind: 'agent', id: viewer.id, name: viewer.name }, data })
}

/** Whose a view is, as its columns: undefined when this agent may not save one there. */
async function ownerOf(desk: Desk, viewer: Viewer, scope: ViewScope, teamId: string | undefined): Promise<{ agent_id: string | null; team_id: string | null } | ProblemCode> {
  if (scope === 'mine') return { agent_id: viewer.id, team_id: null }
  if (!shares(viewer)) return 'not-allowed'
  if (scope === 'all') return { agent_id: null, team_id: null }
  const team = (await teamsOf(desk, viewer)).find(({ id }) => id === teamId)
  return team ? { agent_id: null, team_id: team.id } : 'not-found'
}

/** Those beside a view, in their order; until the transaction ends nobody else saves or orders there. */
async function beside(trx: Transaction<Tables>, providerId: string, scope: ViewScope, owner: { agent_id: string | null; team_id: string | null }) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`saved views ${providerId} ${scope} ${owner.agent_id ?? owner.team_id ?? ''}`}, 0))`.execute(trx)
  return trx.selectFrom('saved_views').select(['id', 'position']).where('provider_id', '=', providerId).where('scope', '=', scope)
    .$if(owner.agent_id !== null, (query) => query.where('agent_id', '=', owner.agent_id)).$if(owner.team_id !== null, (query) => query.where('team_id', '=', owner.team_id))
    .orderBy('position').orderBy('created_at').orderBy('id').execute()
}

/** Saves a view, below those that are there. */
export async function saveView(desk: Desk, viewer: Viewer, given: NewView): Promise<ViewOutcome> {
  const owner = await ownerOf(desk, viewer, given.scope, given.teamId)
  if (typeof owner === 'string') return { ok: false, refused: owner }
  const id = desk.ids.next()
  const refused = await transaction(desk.database.db, async (trx): Promise<ProblemCode | undefined> => {
    const others = await beside(trx, viewer.providerId, given.scope, owner)
    if (others.length >= mostViews) return 'too-many-views'
    const now = desk.time.now()
    await trx.insertInto('saved_views').values({
      provider_id: viewer.providerId, id, scope: given.scope, ...owner, name: given.name, filter: given.filter, sort: given.order,
      position: (others.at(-1)?.position ?? 0) + 1, version: 1, created_at: now, changed_at: now,
    }).execute()
    await noted(desk, trx, viewer, 'view.saved', { viewId: id, name: given.name, filter: given.filter, order: given.order, scope: given.scope, teamId: owner.team_id })
    return undefined
  })
  if (refused) return { ok: false, refused }
  const view = await findView(desk, viewer, id)
  return view ? { ok: true, view } : { ok: false, refused: 'not-found' }
}

/** A view that this agent may change, or why not. */
async function changeable(desk: Desk, viewer: Viewer, id: string): Promise<SavedView | ProblemCode> {
  const view = await findView(desk, viewer, id)
  return !view ? 'not-found' : view.mayChange ? view : 'not-allowed'
}

/** Renames a view, or gives it another filter or order. `version`: what the agent saw of it. */
export async function changeView(desk: Desk, viewer: Viewer, id: string, version: number | undefined, given: ChangeView): Promise<ViewOutcome> {
  const view = await changeable(desk, viewer, id)
  if (typeof view === 'string') return { ok: false, refused: view }
  const { name, filter, order } = given
  const set = { ...(name === undefined ? {} : { name }), ...(filter === undefined ? {} : { filter }), ...(order === undefined ? {} : { sort: order }) }
  const done = await transaction(desk.database.db, async (trx) => {
    const changed = await trx.updateTable('saved_views').set((eb) => ({ ...set, version: eb('version', '+', 1), changed_at: desk.time.now() }))
      .where('provider_id', '=', viewer.providerId).where('id', '=', id).$if(version !== undefined, (query) => query.where('version', '=', version!)).returning('id').executeTakeFirst()
    if (changed) await noted(desk, trx, viewer, 'view.changed', { viewId: id, name: view.name, scope: view.scope, teamId: view.team?.id ?? null, ...given, ...(name === undefined || name === view.name ? {} : { nameBefore: view.name }) })
    return changed !== undefined
  })
  if (!done) return { ok: false, refused: 'view-changed' }
  const now = await findView(desk, viewer, id)
  return now ? { ok: true, view: now } : { ok: false, refused: 'not-found' }
}

/** Deletes a view; nothing of the tickets changes. Gives why not, or undefined. */
export async function removeView(desk: Desk, viewer: Viewer, id: string): Promise<ProblemCode | undefined> {
  const view = await changeable(desk, viewer, id)
  if (typeof view === 'string') return view
  await transaction(desk.database.db, async (trx) => {
    await trx.deleteFrom('saved_views').where('provider_id', '=', viewer.providerId).where('id', '=', id).execute()
    await noted(desk, trx, viewer, 'view.removed', { viewId: id, name: view.name, filter: view.filter, scope: view.scope, teamId: view.team?.id ?? null })
  })
  return undefined
}

/** Puts the views of one scope in this order; those that are not named follow as they were. Gives why not, or undefined. */
export async function orderViews(desk: Desk, viewer: Viewer, scope: ViewScope, teamId: string | undefined, ids: readonly string[]): Promise<ProblemCode | undefined> {
  const owner = await ownerOf(desk, viewer, scope, teamId)
  if (typeof owner === 'string') return owner
  return transaction(desk.database.db, async (trx) => {
    const there = (await beside(trx, viewer.providerId, scope, owner)).map(({ id }) => id)
    const wanted = [...new Set(ids)]
    if (wanted.some((id) => !there.includes(id))) return 'not-found' as const
    const order = [...wanted, ...there.filter((id) => !wanted.includes(id))]
    for (const [index, id] of order.entries()) await trx.updateTable('saved_views').set({ position: index + 1 }).where('provider_id', '=', viewer.providerId).where('id', '=', id).execute()
    await noted(desk, trx, viewer, 'views.ordered', { scope, teamId: owner.team_id, viewIds: order })
    return undefined
  })
}
