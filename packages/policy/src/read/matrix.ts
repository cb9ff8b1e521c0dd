/** Matrices: an answer for each case of one fact or two, read as the rules for which they stand. */
import type { Context } from './context.ts'
import { mapOf, required } from './expect.ts'
import { get, type MapNode, type Node, type Place } from './node.ts'
import { asText } from './node.ts'
import { readBy, readRows, whenWith, type Cell } from './tables.ts'

const keys = ['matrix', 'rows', 'columns', 'when', 'name', 'cites', 'reason', 'instead']

/** The list with each matrix written out: a rule named `row/column` for each of its cells. What cannot be read is left out after a finding. */
export function writeOutMatrices(ctx: Context, node: Node, family: string, answer: string): Node {
  if (node.kind !== 'list') return node
  return { ...node, items: node.items.flatMap((item) => (item.kind === 'map' && get(item, 'matrix') ? writeOut(ctx, item, family, answer) : [item])) }
}

function writeOut(ctx: Context, matrix: MapNode, family: string, answer: string): Node[] {
  const where = `${family}.matrix`
  const before = ctx.findings.errors
  mapOf(ctx, matrix, where, keys)
  const facts = readBy(ctx, get(matrix, 'matrix'), where)
  const cells = facts && readRows(ctx, facts, required(ctx, matrix, 'rows', where), get(matrix, 'columns'), where)
  if (ctx.findings.errors > before) ctx.unread.add(family)
  return (cells ?? []).map((one) => ruleOf(matrix, facts!.map(({ name }) => name), one, answer))
}

const shared = ['cites', 'reason', 'instead']

function ruleOf(matrix: MapNode, facts: readonly string[], { values, node, place }: Cell, answer: string): MapNode {
  const at: Place = { file: place.file, line: place.line, column: place.column }
  const prefix = asText(get(matrix, 'name') ?? matrix)
  const name = `${prefix === null ? '' : `${prefix}.`}${values.join('/')}`
  return {
    ...at, kind: 'map',
    entries: [
      { key: 'name', place: at, value: { ...at, kind: 'scalar', value: name, text: name } },
      { key: 'when', place: at, value: whenWith(get(matrix, 'when'), facts, values, place) },
      { key: answer, place: node, value: node },
      ...matrix.entries.filter(({ key }) => shared.includes(key)),
    ],
  }
}
