/** What all rules share: a condition, an answer, a name, the clauses they cite, a reason, a next step. */
import type { NextStep } from '../model.ts'
import type { Rule } from '../policy.ts'
import { readCondition } from './condition.ts'
import type { Context } from './context.ts'
import { flag, listOf, mapOf, oneOrMore, text, words } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node } from './node.ts'

const shared = ['when', 'name', 'cites', 'reason', 'instead']

export interface Standing { clause: string; clauses: string[] }

/** The rules of a family's list. `read` gives the answer, or null after a finding. */
export function readRules<A>(ctx: Context, node: Node | undefined, family: string, standing: Standing, keys: readonly string[], read: (map: MapNode) => A | null): Rule<A>[] {
  return listOf(ctx, node, family).flatMap((item) => {
    const before = ctx.findings.errors
    const map = mapOf(ctx, item, family, [...shared, ...keys])
    const rule = map ? readRule(ctx, map, family, standing, read) : null
    if (ctx.findings.errors > before) ctx.unread.add(family.split('.')[0]!)
    return rule ? [rule] : []
  })
}

/** One rule from a map whose keys were checked. */
export function readRule<A>(ctx: Context, map: MapNode, family: string, standing: Standing, read: (map: MapNode) => A | null): Rule<A> | null {
  const cites = get(map, 'cites')
  const cited = cites ? readClauseIds(ctx, cites) : []
  const answer = read(map)
  const name = text(ctx, get(map, 'name'), `${family}.name`)
  const reason = words(ctx, get(map, 'reason'), `${family}.reason`)
  const next = readNext(ctx, get(map, 'instead'), `${family}.instead`)
  const when = readCondition(ctx, get(map, 'when'))
  if (answer === null) return null
  return {
    clause: standing.clause, clauses: cited.length > 0 ? [...new Set([standing.clause, ...cited])] : standing.clauses, when, answer, file: map.file, line: map.line, column: map.column,
    ...(name === null ? {} : { name }), ...(reason ? { reason } : {}), ...(next ? { next } : {}),
  }
}

/** Ids of existing clauses. */
export function readClauseIds(ctx: Context, node: Node): string[] {
  return oneOrMore(node).flatMap((item) => {
    const id = asText(item) ?? ''
    if (ctx.clauses.has(id)) return [id]
    ctx.findings.add('unknown-clause', item, { name: id, near: nearest(id, ctx.clauses.keys()) })
    return []
  })
}

/** The name of a declared channel, or null after a finding. */
export function channelName(ctx: Context, node: Node | undefined, what: string): string | null {
  const name = text(ctx, node, what)
  if (name === null || ctx.channels.has(name)) return name
  ctx.findings.add('unknown-channel', node!, { name, near: nearest(name, ctx.channels.keys()) })
  return null
}

/** The name of a declared address, or null after a finding. */
export function addressName(ctx: Context, node: Node | undefined, what: string): string | null {
  const name = text(ctx, node, what)
  if (name === null || ctx.addresses.has(name)) return name
  ctx.findings.add('unknown-address', node!, { name, near: nearest(name, ctx.addresses.keys()) })
  return null
}

function readNext(ctx: Context, node: Node | undefined, where: string): NextStep | null {
  const map = mapOf(ctx, node, where, ['channel', 'address', 'referral', 'quote', 'words'])
  if (!map) return null
  const channel = channelName(ctx, get(map, 'channel'), `${where}.channel`)
  const address = addressName(ctx, get(map, 'address'), `${where}.address`)
  const referral = words(ctx, get(map, 'referral'), `${where}.referral`)
  const said = words(ctx, get(map, 'words'), `${where}.words`)
  const quote = flag(ctx, get(map, 'quote'), `${where}.quote`, false)
  return { ...(channel ? { channel } : {}), ...(address ? { address } : {}), ...(referral ? { referral } : {}), ...(quote ? { quote } : {}), ...(said ? { words: said } : {}) }
}
