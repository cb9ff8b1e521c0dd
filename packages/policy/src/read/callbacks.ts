/** Callbacks, as a clause writes them. */
import type { CallbackAnswer } from '../callbacks/types.ts'
import type { Rule } from '../policy.ts'
import { readCondition } from './condition.ts'
import type { Context } from './context.ts'
import { keyword, required } from './expect.ts'
import { get, type Node } from './node.ts'
import { readRules, type Standing } from './rules.ts'
import { teamName } from './teams.ts'

export function readCallbacks(ctx: Context, node: Node, at: Standing): Rule<CallbackAnswer>[] {
  return readRules<CallbackAnswer>(ctx, node, 'callbacks', at, ['needs', 'otherwise', 'by'], (map) => {
    const needs = get(map, 'needs')
    const otherwise = needs ? keyword(ctx, required(ctx, map, 'otherwise', 'callbacks'), 'callbacks.otherwise', ['close', 'ask']) : 'close'
    const by = teamName(ctx, required(ctx, map, 'by', 'callbacks'), 'callbacks.by')
    return by !== null && otherwise ? { by, otherwise, ...(needs ? { needs: readCondition(ctx, needs) } : {}) } : null
  })
}
