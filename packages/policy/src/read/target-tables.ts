/** Promises by tier and priority, written as one table: read as one target for each of its cases. */
import type { Condition, FactTest, TargetTable } from '../policy.ts'
import { readTable, valuesOf, whenWith, type Cell, type Table } from './tables.ts'
import { readCondition } from './condition.ts'
import type { Context } from './context.ts'
import { asText, get, type MapNode, type Node, type Place } from './node.ts'

const tabled = ['within', 'counted', 'bond'] as const
const mostCells = 400

/** The list with each table written out, and for what was written out the table from which it comes. */
export interface WrittenOut { node: Node | undefined; tables: ReadonlyMap<Node, TargetTable> }

export function writeOutTargets(ctx: Context, node: Node): WrittenOut {
  const tables = new Map<Node, TargetTable>()
  if (node.kind !== 'list') return { node, tables }
  const items = node.items.flatMap((item) => (item.kind === 'map' && tabled.some((key) => isTable(get(item, key))) ? writeOut(ctx, item, tables) : [item]))
  return { node: { ...node, items }, tables }
}

function isTable(node: Node | undefined): node is MapNode {
  return node?.kind === 'map' && get(node, 'by') !== undefined
}

function writeOut(ctx: Context, target: MapNode, tables: Map<Node, TargetTable>): Node[] {
  const before = ctx.findings.errors
  const read = new Map<string, Table>()
  for (const key of tabled) {
    const node = get(target, key)
    const table = isTable(node) ? readTable(ctx, node, `targets.${key}`) : null
    if (table) read.set(key, table)
  }
  const written = ctx.findings.errors > before ? [] : combine(ctx, target, read, tables)
  if (ctx.findings.errors > before) ctx.unread.add('targets')
  return written
}

function combine(ctx: Context, target: MapNode, read: ReadonlyMap<string, Table>, tables: Map<Node, TargetTable>): Node[] {
  const by = [...new Set([...read.values()].flatMap((table) => table.by))]
  const cases = casesOf(ctx, target, by, [...read.values()])
  const name = asText(get(target, 'name') ?? target) ?? 'targets'
  if (cases.length > mostCells) {
    ctx.findings.add('limit', target, { limit: 'cells' })
    return []
  }
  return cases.flatMap(({ values, declared }): Node[] => {
    const found = new Map([...read].map(([key, table]) => [key, cellFor(table, by, values)]))
    const within = found.get('within')
    const nothing = asText(within?.node ?? get(target, 'within') ?? target) === 'none'
    const missing = [...found].some(([key, cell]) => !cell && (key === 'within' || !nothing))
    if (missing) {
      if (declared) ctx.findings.add('cell-missing', get(target, [...read.keys()][0]!)!, { table: name, when: by.map((fact, index) => `${fact}: ${values[index]!}`).join(', ') })
      return []
    }
    const node = targetOf(target, name, by, values, found, [...found.values()].find((cell) => cell)?.place ?? target)
    tables.set(node, { name, by, values })
    return [node]
  })
}

function cellFor({ by, cells }: Table, facts: readonly string[], values: readonly string[]): Cell | undefined {
  return cells.find((cell) => by.every((fact, index) => cell.values[index] === values[facts.indexOf(fact)]))
}

interface Case { values: string[]; declared: boolean }

/** Every combination of values: the declared ones that the target's own condition leaves, and those that a table names. */
function casesOf(ctx: Context, target: MapNode, by: readonly string[], tables: readonly Table[]): Case[] {
  const condition = readCondition(ctx, get(target, 'when'))
  const perFact = by.map((name) => {
    const fact = ctx.facts.get(name)!
    const concerned = valuesOf(fact).filter((value) => condition.some((conjunction) => conjunction.every((test) => allows(test, name, fact.type === 'flag' ? value === 'yes' : value))))
    const named = tables.flatMap((table) => (table.by.includes(name) ? table.cells.map((cell) => cell.values[table.by.indexOf(name)]!) : []))
    return { concerned, all: [...new Set([...concerned, ...named])] }
  })
  return perFact.reduce<Case[]>((cases, { concerned, all }) => (
    cases.length > mostCells ? cases : cases.flatMap(({ values, declared }) => all.map((value) => ({ values: [...values, value], declared: declared && concerned.includes(value) })))
  ), [{ values: [], declared: true }])
}

/** Of what holds for the whole table, what can hold for one of its cells: the alternatives that speak of other cells are none of its own. */
export function whenInCell(ctx: Context, when: Condition, { by, values }: TargetTable): Condition {
  const cell = by.map((name, index) => ({ name, value: ctx.facts.get(name)!.type === 'flag' ? values[index] === 'yes' : values[index]! }))
  const possible = when.filter((tests) => tests.every((test) => cell.every(({ name, value }) => allows(test, name, value))))
  return possible.length === 0 ? when : possible.map((tests) => tests.filter((test, index) => !('fact' in test && by.includes(test.fact)) || tests.findLastIndex((other) => 'fact' in other && other.fact === test.fact) === index))
}

function allows(test: FactTest, fact: string, value: string | boolean): boolean {
  if (!('fact' in test) || test.fact !== fact) return true
  if (test.test === 'in') return test.values.includes(value)
  if (test.test === 'not_in') return !test.values.includes(value)
  return test.test !== 'missing'
}

function targetOf(target: MapNode, name: string, by: readonly string[], values: readonly string[], found: ReadonlyMap<string, Cell | undefined>, place: Place): MapNode {
  const at: Place = { file: place.file, line: place.line, column: place.column }
  const full = [name, ...values].join('.')
  const own = new Map<string, Node | undefined>([
    ['name', { ...at, kind: 'scalar', value: full, text: full }], ['when', whenWith(get(target, 'when'), by, values, place)],
    ...[...found].map(([key, cell]) => [key, cell?.node] as const),
  ])
  const entries = target.entries.flatMap((entry) => (own.has(entry.key) ? [] : [entry]))
  return { ...at, kind: 'map', entries: [...entries, ...[...own].flatMap(([key, value]) => (value ? [{ key, place: value, value }] : []))] }
}
