/** The examples beside a policy, as they were written: plain data with places, nothing run yet. */
import type { Node } from '../read/node.ts'

/** A change of the document: the keys that lead to the place, then what stands there; no `to`: taken away. */
export interface Change { path: string; to?: Node; line: number }

/** What every example has. `changes`: it is run against the policy changed so; the rows of a table share one list. */
export interface Common { id: string; name?: string; file: string; line: number; changes: readonly Change[] }

/** A request and what is to be answered. A table is one of these per row. */
export interface CaseExample extends Common {
  kind: 'case'
  /** 1 for the first row of a table. */
  row?: number
  given: Record<string, Node>
  at?: Node
  then: Record<string, Node>
}
/** Whether a calendar is open at given instants; `given`: the zone of the customer, for hours on the customer's wall. */
export interface CalendarExample extends Common { kind: 'calendar'; calendar: string; given: Record<string, Node>; open: [at: Node, is: Node][] }
/** How much a calendar counts between two instants, or how long an opening lasts. */
export interface LastsExample extends Common { kind: 'lasts'; calendar: string; given: Record<string, Node>; from: Node; to: Node; is: Node }
/** When a promise that starts then is due. */
export interface DueExample extends Common {
  kind: 'due'
  target?: string
  calendar?: string
  duration?: Node
  given: Record<string, Node>
  start: Node
  pauses: { from: Node; to: Node }[]
  is: Node
  segments: { from: Node; to: Node; counted: Node }[]
}
/** What a promise over a population gives for measured values. */
export interface StatisticExample extends Common { kind: 'statistic'; target: string; counted: Node[]; expected: Record<string, Node> }
/** In which order waiting requests are served. */
export interface QueueExample extends Common { kind: 'queue'; requests: { name: string; at: Node; given: Record<string, Node> }[]; order: string[] }
/** How typed text is understood. */
export interface ReadsExample extends Common { kind: 'reads'; fact: string; texts: [text: string, is: Node][] }
/** Whether this version is in force at given instants. */
export interface VersionExample extends Common { kind: 'version'; inForce: [at: Node, is: Node][] }
/** What the linter says of the policy, after changes. */
export interface FindingExample extends Common { kind: 'finding'; code: string | null; clause?: string }

/** Any other question that can be asked of a policy, with its own fields. */
export interface QuestionExample extends Common {
  kind: 'question'
  question: string
  /** 1 for the first row of a table. */
  row?: number
  fields: Record<string, Node>
  given: Record<string, Node>
  at?: Node
  then: Record<string, Node>
}

export type Example =
  | CaseExample | CalendarExample | LastsExample | DueExample | StatisticExample | QueueExample | ReadsExample | VersionExample | FindingExample | QuestionExample

/** The keys that `then` may hold, besides `due.`, `promise.` and `bond.` followed by a metric. */
export const thenKeys = [
  'outcome', 'to', 'clauses', 'not_cited', 'decisive', 'reason', 'tier', 'kind', 'department', 'priority', 'rank', 'scope', 'entitlement',
  'handled_by', 'on_call', 'held_until', 'answer_in', 'tags', 'asks', 'asks_none', 'remarks', 'next.channel', 'next.address', 'next.referral', 'next.quote',
] as const

/** Whether a key belongs to `then`. */
export function isThenKey(key: string): boolean {
  return (thenKeys as readonly string[]).includes(key) || /^(due|promise|bond)\.[a-z_]+$/.test(key)
}
