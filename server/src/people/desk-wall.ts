import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'

/**
 * What of its provider's tickets an agent sees: those of no department, of their own departments, and those given to them. An agent
 * of no department sees all (S5-3, S5-4). What is behind the wall answers like what does not exist.
 */
export interface DeskWall {
  readonly agentId: string
  /** Null: every department. */
  readonly departments: readonly string[] | null
}

/** The wall of an agent. */
export function deskWallOf(agent: { readonly id: string; readonly departments: readonly string[] }): DeskWall {
  return { agentId: agent.id, departments: agent.departments.length === 0 ? null : agent.departments }
}

/** Whether a ticket stands inside the wall. */
export function isOnDesk(wall: DeskWall, ticket: { readonly department: string | null; readonly assigneeId: string | null }): boolean {
  return wall.departments === null || ticket.department === null || wall.departments.includes(ticket.department) || ticket.assigneeId === wall.agentId
}

/** The wall as a condition on `tickets` under the name `t` or another: its two parameters are `deskWallValues`, from `$from` on. */
export function deskWallText(from: number, table = 't'): string {
  return `($${from}::text[] is null or ${table}.department is null or ${table}.department = any($${from}::text[]) or ${table}.assignee_id = $${from + 1}::uuid)`
}

/** The wall as a condition on `tickets` under the name `t` or another, for statements put together by kysely. */
export function onDesk(wall: DeskWall, table = 't'): RawBuilder<SqlBool> {
  if (wall.departments === null) return sql<SqlBool>`true`
  const [department, assignee] = [sql.ref(`${table}.department`), sql.ref(`${table}.assignee_id`)]
  return sql<SqlBool>`(${department} is null or ${department} = any(${[...wall.departments]}::text[]) or ${assignee} = ${wall.agentId}::uuid)`
}

/** Of what may or may not belong to a ticket, left-joined under the name `t` or another: what belongs to none is there for everybody. */
export function onDeskOrNone(wall: DeskWall, table = 't'): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.ref(`${table}.id`)} is null or ${onDesk(wall, table)})`
}

/** The values of `deskWallText`. */
export function deskWallValues(wall: DeskWall): [string[] | null, string] {
  return [wall.departments === null ? null : [...wall.departments], wall.agentId]
}
