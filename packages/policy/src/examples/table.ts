import { nearest } from '../read/nearest.ts'
import type { Node } from '../read/node.ts'
import { isThenKey, thenKeys, type CaseExample, type Common } from './example.ts'
import { anyFields, fields, itemsOf, textOf, type Report } from './fields.ts'

/** What is expected, when every key is one that can be compared; `due: { first_reply: … }` is the same as `due.first_reply: …`. */
export function readThen(node: Node, report: Report): Record<string, Node> {
  if (node.kind !== 'map') return fields(node, 'then', [], report)
  const expected: Record<string, Node> = {}
  for (const { key, place, value } of node.entries) {
    if (['due', 'promise', 'bond', 'next'].includes(key) && value.kind === 'map') {
      for (const inner of value.entries) Object.assign(expected, keep(`${key}.${inner.key}`, inner.place, inner.value))
    } else Object.assign(expected, keep(key, place, value))
  }
  return expected

  function keep(key: string, place: Node | { file: string; line: number; column: number }, value: Node): Record<string, Node> {
    if (isThenKey(key)) return { [key]: value }
    report('example-unknown-key', place, { key, where: 'then', near: nearest(key, thenKeys) })
    return {}
  }
}

/** Facts that are also answers: in a table they are given, unless the column says `then.`. */
const alsoFacts = ['kind', 'tier', 'priority', 'department']

function columnOf(name: string): { part: 'at' | 'given' | 'then'; key: string } {
  if (name === 'at') return { part: 'at', key: 'at' }
  if (name.startsWith('then.')) return { part: 'then', key: name.slice(5) }
  if (name.startsWith('given.')) return { part: 'given', key: name.slice(6) }
  return isThenKey(name) && !alsoFacts.includes(name) ? { part: 'then', key: name } : { part: 'given', key: name }
}

/** One case per row; what all rows share stands in `given`, `at` and `then` of the table. An empty cell says nothing. */
export function readTable(node: Node, common: Common, report: Report): CaseExample[] {
  const own = fields(node, 'table', ['given', 'at', 'then', 'columns', 'rows'], report)
  const columns = itemsOf(own['columns']).map((column) => columnOf(textOf(column) ?? ''))
  if (columns.length === 0) report('example-missing-key', node, { key: 'columns', where: 'table' })
  for (const { part, key } of columns) {
    if (part === 'then' && !isThenKey(key)) report('example-unknown-key', own['columns'] ?? node, { key, where: 'then', near: nearest(key, thenKeys) })
  }
  const shared = { given: anyFields(own['given'], 'given', report), then: own['then'] ? readThen(own['then'], report) : {} }
  return itemsOf(own['rows']).flatMap((row, index) => {
    const cells = itemsOf(row)
    if (row.kind !== 'list' || cells.length !== columns.length) {
      report('example-wrong-type', row, { what: 'rows', fr: `une liste de ${columns.length} valeurs par ligne`, en: `a list of ${columns.length} values per row` })
      return []
    }
    const given = { ...shared.given }
    const then = { ...shared.then }
    let at = own['at']
    cells.forEach((cell, i) => {
      const column = columns[i]
      if (!column || (cell.kind === 'scalar' && cell.value === null)) return
      if (column.part === 'at') at = cell
      else (column.part === 'given' ? given : then)[column.key] = cell
    })
    return [{ ...common, kind: 'case', row: index + 1, line: row.line, given, then, ...(at ? { at } : {}) } satisfies CaseExample]
  })
}
