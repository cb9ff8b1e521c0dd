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

/** The wall as a condition on `tickets` under the name `t`: its two parameters are `deskWallValues`, from `$from` on. */
export function deskWallText(from: number): string {
  return `($${from}::text[] is null or t.department is null or t.department = any($${from}::text[]) or t.assignee_id = $${from + 1}::uuid)`
}

/** The values of `deskWallText`. */
export function deskWallValues(wall: DeskWall): [string[] | null, string] {
  return [wall.departments === null ? null : [...wall.departments], wall.agentId]
}
