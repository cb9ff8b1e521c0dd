/** Who acts and when; the order of the queue. */
import type { Condition, HandlingAnswer, QueueAnswer, Rule } from '../policy.ts'
import { calendarName, readCondition } from './condition.ts'
import type { Context } from './context.ts'
import { flag, keyword, listOf, mapOf, required, text, words } from './expect.ts'
import { asText, get, written, type Node, type Place } from './node.ts'
import { readClauseIds, readRules, type Standing } from './rules.ts'
import { teamName } from './teams.ts'

export function readHandling(ctx: Context, node: Node, at: Standing): Rule<HandlingAnswer>[] {
  return readRules(ctx, node, 'handling', at, ['by', 'during', 'on_call', 'acknowledged'], (map) => {
    const by = teamName(ctx, required(ctx, map, 'by', 'handling'), 'handling.by')
    const duringNode = required(ctx, map, 'during', 'handling')
    const during = !duringNode ? undefined : asText(duringNode) === 'always' ? 'always' : calendarName(ctx, duringNode)[0]
    const acknowledged = words(ctx, get(map, 'acknowledged'), 'handling.acknowledged')
    const onCall = flag(ctx, get(map, 'on_call'), 'handling.on_call', false)
    return by !== null && during !== undefined ? { by, during, onCall, ...(acknowledged ? { acknowledged } : {}) } : null
  })
}

/** A constraint that the order of the queue must keep. */
export interface QueueConstraint { first: Condition; before: Condition; clause: string; place: Place; firstText: string; beforeText: string }
export interface QueueRead { order: Rule<QueueAnswer>[]; then: 'due' | 'opened' | null; constraints: QueueConstraint[] }

export function readQueue(ctx: Context, node: Node, at: Standing): QueueRead {
  const map = mapOf(ctx, node, 'queue', ['order', 'then', 'because', 'must'])
  if (!map) return { order: [], then: null, constraints: [] }
  const because = get(map, 'because')
  const standing = because ? { clause: at.clause, clauses: [...new Set([at.clause, ...readClauseIds(ctx, because)])] } : at
  const orderNode = get(map, 'order')
  const order = orderNode ? readRules<QueueAnswer>(ctx, orderNode, 'queue.order', standing, [], (rule) => {
    const name = text(ctx, get(rule, 'name'), 'queue.order.name')
    return name === null ? {} : { name }
  }) : []
  const then = keyword(ctx, get(map, 'then'), 'queue.then', ['due', 'opened'])
  const constraints = listOf(ctx, get(map, 'must'), 'queue.must').flatMap((item): QueueConstraint[] => {
    const constraint = mapOf(ctx, item, 'queue.must', ['first', 'before'])
    const first = constraint && required(ctx, constraint, 'first', 'queue.must')
    const before = constraint && required(ctx, constraint, 'before', 'queue.must')
    return first && before ? [{ first: readCondition(ctx, first), before: readCondition(ctx, before), clause: at.clause, place: item, firstText: written(first), beforeText: written(before) }] : []
  })
  return { order, then, constraints }
}
