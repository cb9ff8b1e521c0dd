import type { View } from '@guichet/protocol'
import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import { lanes } from './statement.ts'
import type { Condition, Lane, List, Order } from './statement.ts'

/** What a filter leaves of a list: its condition, and the places outside which it leaves nothing, where it says so. */
export interface Narrowing { readonly condition: Condition; readonly places: ReadonlySet<Lane> | undefined }

const hour = 3_600_000
/** What is called unwanted, or goes on in another ticket, is in no view. */
const viewed = ['todo', 'waiting', 'solved', 'closed'] as const

/** Who looks, and when. */
export interface Looking {
  readonly providerId: string
  readonly wall: DeskWall
  readonly now: number
}

const when = (text: (from: number) => string, ...values: unknown[]): Condition => ({ text, values })
const is = (text: string): Condition => ({ text: () => text, values: [] })

/** Each view as conditions on one index: a page is read from it in order, whatever the number of tickets. */
function viewList(view: View, { wall, now }: Looking): Omit<List, 'name'> {
  const todo = { lanes: ['todo'] as const, order: 'policy' as const }
  const me = wall.agentId
  switch (view) {
    case 'todo': return { ...todo, where: [] }
    case 'mine': return { ...todo, where: [when((from) => `t.assignee_id = $${from}::uuid`, me)] }
    case 'teams': return { ...todo, where: [when((from) => `t.desk_team_id = any(array(select m.team_id from agent_team_members m where m.provider_id = $1 and m.agent_id = $${from}::uuid))`, me)] }
    case 'unassigned': return { ...todo, where: [is('t.assignee_id is null')] }
    case 'late': return { lanes: ['todo'], order: 'late', where: [when((from) => `t.late_at < $${from}::bigint`, now)] }
    case 'due_soon': return { lanes: ['todo'], order: 'late', where: [when((from) => `t.late_at >= $${from}::bigint and t.late_at < $${from + 1}::bigint`, now, now + hour)] }
    case 'waiting': return { lanes: ['waiting'], order: 'policy', where: [] }
    case 'mentioned': return { lanes: viewed, order: 'changed', where: [when((from) => `exists (select 1 from mentions m where m.provider_id = t.provider_id and m.ticket_id = t.id and m.agent_id = $${from}::uuid)`, me)] }
    case 'watching': return { lanes: viewed, order: 'changed', where: [when((from) => `t.watchers <> '{}' and t.watchers @> array[$${from}]::uuid[]`, me)] }
    case 'snoozed': return { lanes: ['waiting'], order: 'policy', where: [is('t.snoozed_until is not null')] }
    case 'solved': return { lanes: ['solved'], order: 'changed', where: [] }
    case 'all': return { lanes: viewed, order: 'changed', where: [] }
  }
}

/** The wall of whoever looks, as one more condition; for an agent of no department none. */
function walled(wall: DeskWall): Condition[] {
  return wall.departments === null ? [] : [when(deskWallText, ...deskWallValues(wall))]
}

/** Views whose order another may replace: what is late or soon is read in the order of its deadline. */
const ordered = (order: Order, wanted: Order | undefined): Order => (wanted === undefined || (order === 'late' && wanted === 'policy') ? order : wanted)

/** The list of a view, of a filter, or of a view within a filter; a filter brings the wall with it. */
export function listOf(looking: Looking, view: View | undefined, filter: Narrowing | undefined, wanted?: Order): List {
  const base = view === undefined ? { lanes, order: 'policy' as const, where: [] } : viewList(view, looking)
  const order = ordered(base.order, wanted)
  const list = {
    ...base, order, lanes: base.lanes.filter((lane) => filter?.places?.has(lane) ?? true), where: [...base.where, ...(filter ? [filter.condition] : walled(looking.wall))],
  }
  return { ...list, name: filter ? undefined : `${view}-${order}${looking.wall.departments === null ? '' : '-walled'}` }
}
