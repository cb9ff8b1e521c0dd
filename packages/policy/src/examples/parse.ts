import { Findings } from '../findings/findings.ts'
import type { Finding } from '../model.ts'
import { readYaml } from '../read/yaml.ts'
import { nearest } from '../read/nearest.ts'
import { get, type Node } from '../read/node.ts'
import type { Example } from './example.ts'
import { problem } from './problem.ts'
import { fields, textOf, type Report } from './fields.ts'
import { readChanges, readers } from './shapes.ts'

export interface ExamplesFile {
  /** Path of the policy, as written in the file, relative to it. */
  policy?: string
  examples: Example[]
  findings: Finding[]
}

/** Reads an examples document. Every unknown key and wrong form is a finding with its line; what is right is kept. */
export function parseExamples(file: string, text: string): ExamplesFile {
  const syntax = new Findings()
  const root = readYaml(file, text, syntax)
  if (root === null) return { examples: [], findings: syntax.sorted() }
  const found: Finding[] = []
  const report: Report = (code, at, params) => void found.push(problem(code, at, params))
  const top = fields(root, 'examples.yaml', ['policy', 'examples'], report)
  const list = top['examples']
  if (list?.kind !== 'list') {
    report('example-missing-key', root, { key: 'examples', where: file })
    return { examples: [], findings: found }
  }
  const examples = list.items.flatMap((item) => readExample(item, report))
  const policy = top['policy'] && textOf(top['policy'])
  return { ...(policy ? { policy } : {}), examples, findings: [...syntax.sorted(), ...found] }
}

function readExample(item: Node, report: Report): Example[] {
  const id = item.kind === 'map' ? textOf(get(item, 'id')) : undefined
  if (item.kind !== 'map' || id === undefined) {
    report('example-missing-key', item, { key: 'id', where: 'examples' })
    return []
  }
  const kind = Object.keys(readers).find((key) => get(item, key) !== undefined)
  if (kind === undefined) {
    const near = item.entries.map(({ key }) => nearest(key, Object.keys(readers))).find((name) => name !== null) ?? null
    if (near === null) report('example-kind', item, {})
    else report('example-unknown-key', item, { key: item.entries.find(({ key }) => nearest(key, Object.keys(readers)) === near)?.key ?? '', where: id, near })
    return []
  }
  const name = textOf(get(item, 'name'))
  const common = { id, ...(name === undefined ? {} : { name }), file: item.file, line: item.line, changes: readChanges(get(item, 'change'), report) }
  return readers[kind]?.(item, common, report) ?? []
}
