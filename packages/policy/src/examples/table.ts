import { nearest } from '../read/nearest.ts'
import { get, type Node } from '../read/node.ts'
import { questions } from '../questions/questions.ts'
import { tells, type Question } from '../questions/question.ts'
import { isThenKey, thenKeys, type CaseExample, type Common, type QuestionExample } from './example.ts'
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

type Column = { part: 'at' | 'given' | 'then' | 'fields'; key: string }

/** A column by its name; `given.`, `then.` and the name of the question say which is meant where a name is several of these. */
function columnOf(name: string, question: Question | undefined): Column {
  if (name === 'at') return { part: 'at', key: 'at' }
  if (name.startsWith('then.')) return { part: 'then', key: name.slice(5) }
  if (name.startsWith('given.')) return { part: 'given', key: name.slice(6) }
  if (!question) return isThenKey(name) && !alsoFacts.includes(name) ? { part: 'then', key: name } : { part: 'given', key: name }
  if (name.startsWith(`${question.name}.`)) return { part: 'fields', key: name.slice(question.name.length + 1) }
  if (Object.hasOwn(question.fields, name)) return { part: 'fields', key: name }
  return tells(question, name) || name === 'clauses' ? { part: 'then', key: name } : { part: 'given', key: name }
}

/** `~`: the question is asked without any field. */
function isNothing(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.value === null
}

/** One example per row; what all rows share stands in the table itself. An empty cell says nothing. */
export function readTable(node: Node, common: Common, report: Report): (CaseExample | QuestionExample)[] {
  const asked = questions.find(({ name }) => node.kind === 'map' && get(node, name) !== undefined)
  const own = fields(node, 'table', ['given', 'at', 'then', 'columns', 'rows', ...(asked ? [asked.name] : [])], report)
  const columns = itemsOf(own['columns']).map((column) => columnOf(textOf(column) ?? '', asked))
  if (columns.length === 0) report('example-missing-key', node, { key: 'columns', where: 'table' })
  for (const { part, key } of columns) {
    if (part === 'then' && !asked && !isThenKey(key)) report('example-unknown-key', own['columns'] ?? node, { key, where: 'then', near: nearest(key, thenKeys) })
  }
  const then = asked ? anyFields(own['then'], 'then', report) : own['then'] ? readThen(own['then'], report) : {}
  const shared = { given: anyFields(own['given'], 'given', report), then, fields: asked && !isNothing(own[asked.name]) ? anyFields(own[asked.name], asked.name, report) : {} }
  return itemsOf(own['rows']).flatMap((row, index) => {
    const cells = itemsOf(row)
    if (row.kind !== 'list' || cells.length !== columns.length) {
      report('example-wrong-type', row, { what: 'rows', fr: `une liste de ${columns.length} valeurs par ligne`, en: `a list of ${columns.length} values per row` })
      return []
    }
    const read = { given: { ...shared.given }, then: { ...shared.then }, fields: { ...shared.fields } }
    let at = own['at']
    cells.forEach((cell, i) => {
      const column = columns[i]
      if (!column || (cell.kind === 'scalar' && cell.value === null)) return
      if (column.part === 'at') at = cell
      else read[column.part][column.key] = cell
    })
    const line = { ...common, row: index + 1, line: row.line, given: read.given, then: read.then, ...(at ? { at } : {}) }
    return [asked ? { ...line, kind: 'question' as const, question: asked.name, fields: read.fields } : { ...line, kind: 'case' as const }]
  })
}
