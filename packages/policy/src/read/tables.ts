/** Tables of answers by one fact or two, as a policy writes them: a cell for each case. */
import type { FactDeclaration } from '../policy.ts'
import type { Context } from './context.ts'
import { mapOf, oneOrMore, required, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node, type Place } from './node.ts'

/** `values`: of the facts of the table, in its order, as they are written. */
export interface Cell { values: string[]; node: Node; place: Place }
export interface Table { by: string[]; cells: Cell[] }

/** The values of a fact in the order of its declaration; of a flag: yes, no. */
export function valuesOf({ type, options }: Pick<FactDeclaration, 'type' | 'options'>): string[] {
  return type === 'flag' ? ['yes', 'no'] : options.map(({ value }) => value)
}

/** The facts by which a table answers; null after a finding. */
export function readBy(ctx: Context, node: Node | undefined, where: string): FactDeclaration[] | null {
  if (!node) return null
  const names = oneOrMore(node)
  if (names.length < 1 || names.length > 2) return wrong(ctx, node, where, 'un fait, ou une liste de deux', 'one fact, or a list of two')
  const facts = names.map((item) => {
    const fact = ctx.facts.get(asText(item) ?? '')
    if (!fact) ctx.findings.add('unknown-fact', item, { name: asText(item) ?? '', near: nearest(asText(item) ?? '', ctx.facts.keys()) })
    else if (valuesOf(fact).length === 0) wrong(ctx, item, where, 'un fait dont les valeurs sont déclarées', 'a fact whose values are declared')
    return fact
  })
  return facts.every((fact) => fact !== undefined && valuesOf(fact).length > 0) ? (facts as FactDeclaration[]) : null
}

/** A map with `by` is a table: under `rows`, or for one fact beside `by`. null after a finding. */
export function readTable(ctx: Context, map: MapNode, where: string): Table | null {
  const facts = readBy(ctx, get(map, 'by'), `${where}.by`)
  if (!facts) return null
  const rows = get(map, 'rows')
  if (rows || facts.length > 1) {
    mapOf(ctx, map, where, ['by', 'rows', 'columns'])
    const cells = readRows(ctx, facts, required(ctx, map, 'rows', where), get(map, 'columns'), where)
    return cells && { by: facts.map(({ name }) => name), cells }
  }
  const beside = map.entries.filter(({ key }) => key !== 'by')
  return { by: [facts[0]!.name], cells: beside.flatMap(({ key, value, place }) => cell([key], value, place)) }
}

/** An empty cell (`~`) is none. */
function cell(values: string[], node: Node, place: Place): Cell[] {
  return node.kind === 'scalar' && node.value === null ? [] : [{ values, node, place }]
}

/** Rows by the first fact; in each, cells by the second: a map, a list in the order of the columns, or one value for all. */
export function readRows(ctx: Context, [first, second]: readonly FactDeclaration[], node: Node | undefined, columnsNode: Node | undefined, where: string): Cell[] | null {
  const rows = mapOf(ctx, node, `${where}.rows`)
  if (!rows || !first) return null
  if (!second) return rows.entries.flatMap(({ key, value, place }) => cell([key], value, place))
  const columns = columnsNode ? oneOrMore(columnsNode).map((item) => asText(item) ?? '') : valuesOf(second)
  return rows.entries.flatMap(({ key, value, place }) => {
    if (value.kind === 'map') return value.entries.flatMap((entry) => cell([key, entry.key], entry.value, entry.place))
    if (value.kind === 'scalar') return columns.flatMap((column) => cell([key, column], value, place))
    if (value.items.length === columns.length) return value.items.flatMap((item, index) => cell([key, columns[index]!], item, item))
    wrong(ctx, value, `${where}.rows.${key}`, `une case pour chacune des valeurs : ${columns.join(', ')}`, `a cell for each of the values: ${columns.join(', ')}`)
    return []
  })
}

/** The condition of a rule, and these facts besides: as it would be written out. */
export function whenWith(when: Node | undefined, facts: readonly string[], values: readonly string[], place: Place): Node {
  const at = { file: place.file, line: place.line, column: place.column }
  const tests = facts.map((key, index) => ({ key, place: at, value: { ...at, kind: 'scalar' as const, value: values[index]!, text: values[index]! } }))
  const alternatives = when?.kind === 'list' ? when.items : when ? [when] : [{ ...at, kind: 'map' as const, entries: [] }]
  const merged = alternatives.map((item): Node => (item.kind === 'map' ? { ...item, entries: [...item.entries, ...tests] } : item))
  return merged.length === 1 ? merged[0]! : { ...at, kind: 'list', items: merged }
}
