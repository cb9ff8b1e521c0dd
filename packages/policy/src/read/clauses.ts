/** The document itself: clauses in reading order, each with what it says and the nodes of what it means. */
import { parseDay } from '../calendar/calendar.ts'
import type { Clause } from '../policy.ts'
import { type Context, declare } from './context.ts'
import { listOf, mapOf, required, text, words, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type Entry, type MapNode, type Node } from './node.ts'

export const blocks = [
  'facts', 'calendars', 'addresses', 'hosts', 'channels', 'access', 'identification', 'tier', 'recognition', 'customer_number', 'scope', 'products', 'teams', 'versions',
  'priority', 'department', 'requires', 'routes', 'handling', 'queue', 'targets', 'languages', 'notices', 'remote', 'notifications', 'confidentiality', 'prices', 'surcharges', 'factors', 'taxes', 'quotes', 'procedures', 'rosters', 'callbacks', 'life_cycle', 'contacts', 'quotas', 'fees', 'credits', 'policy_changes', 'terms', 'figures',
] as const
export type Block = (typeof blocks)[number]

/** A block of some clause's `means`. */
export interface BlockRead { block: Block; entry: Entry; clause: string; clauses: string[] }

const clauseKeys = ['id', 'covers', 'title', 'says', 'means', 'why', 'clauses']
const declaredKeys = ['id', 'covers', 'title', 'says', 'means', 'why', 'closes', 'by', 'on']

export interface Document { clauses: Clause[]; declared: Clause[]; blocks: BlockRead[] }

export function readDocument(ctx: Context, clauses: readonly Node[], declared: readonly Node[]): Document {
  const found: BlockRead[] = []
  return {
    clauses: clauses.flatMap((node) => readClause(ctx, node, found, 0)),
    declared: declared.flatMap((node) => readDeclared(ctx, node, found)),
    blocks: found,
  }
}

function readClause(ctx: Context, node: Node, found: BlockRead[], depth: number): Clause[] {
  const map = mapOf(ctx, node, 'clauses', clauseKeys)
  const clause = map && readStatement(ctx, map, found, get(map, 'clauses') !== undefined)
  if (!map || !clause) return []
  const inner = depth < 8 ? listOf(ctx, get(map, 'clauses'), 'clauses').flatMap((one) => readClause(ctx, one, found, depth + 1)) : []
  clause.clauses = inner
  return [clause]
}

function readDeclared(ctx: Context, node: Node, found: BlockRead[]): Clause[] {
  const map = mapOf(ctx, node, 'declared', declaredKeys)
  const clause = map && readStatement(ctx, map, found, false)
  if (!map || !clause) return []
  ctx.findings.clause = clause.id
  const by = words(ctx, required(ctx, map, 'by', 'declared'), 'declared.by') ?? {}
  const onNode = required(ctx, map, 'on', 'declared')
  const on = text(ctx, onNode, 'declared.on') ?? ''
  if (onNode && parseDay(on) === null) wrong(ctx, onNode, 'declared.on', 'une date comme 2026-11-01', 'a date such as 2026-11-01')
  const closes = text(ctx, get(map, 'closes'), 'declared.closes')
  clause.declared = { by, on, ...(closes === null ? {} : { closes }) }
  ctx.findings.clause = undefined
  return [clause]
}

function readStatement(ctx: Context, map: MapNode, found: BlockRead[], hasInner: boolean): Clause | null {
  ctx.findings.clause = undefined
  const idNode = required(ctx, map, 'id', 'clauses')
  const id = text(ctx, idNode, 'id')
  if (id === null || !declare(ctx, 'clause', id, idNode!)) return null
  ctx.findings.clause = id
  const title = words(ctx, get(map, 'title'), 'title')
  const saysNode = hasInner ? get(map, 'says') : required(ctx, map, 'says', `clause ${id}`)
  const says = words(ctx, saysNode, 'says', true) ?? {}
  const covers = listOf(ctx, get(map, 'covers'), 'covers').flatMap((item) => text(ctx, item, 'covers') ?? [])
  const clause: Clause = { id, says, status: 'run', covers, means: [], clauses: [], file: map.file, line: map.line, ...(title ? { title } : {}) }
  ctx.clauses.set(id, clause)
  readMeans(ctx, map, clause, found, hasInner && !saysNode)
  ctx.findings.clause = undefined
  return clause
}

function readMeans(ctx: Context, map: MapNode, clause: Clause, found: BlockRead[], headingOnly: boolean): void {
  const means = get(map, 'means')
  const why = words(ctx, get(map, 'why'), 'why')
  if (why) clause.why = why
  if (!means) {
    if (!headingOnly) ctx.findings.add('means-missing', map, {})
    return
  }
  if (asText(means) === 'prose') {
    clause.status = 'prose'
    if (!why) ctx.findings.add('prose-without-reason', means, {})
    return
  }
  const inner = mapOf(ctx, means, 'means')
  const clauses = [clause.id]
  for (const entry of inner?.entries ?? []) {
    if (entry.key === 'later') {
      clause.status = 'later'
      const later = words(ctx, entry.value, 'later')
      if (later && Object.values(later).some((said) => said.trim() !== '')) clause.later = later
      else ctx.findings.add('later-without-words', entry.place, {})
    } else if ((blocks as readonly string[]).includes(entry.key)) {
      clause.means.push(entry.key)
      found.push({ block: entry.key as Block, entry, clause: clause.id, clauses })
    } else ctx.findings.add('unknown-key', entry.place, { key: entry.key, where: 'means', near: nearest(entry.key, [...blocks, 'later']) })
  }
  if (inner && inner.entries.length === 0) ctx.findings.add('means-missing', map, {})
}
