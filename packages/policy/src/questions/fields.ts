/** The fields of a question, read from what people and programs write. */
import { parseDay } from '../calendar/days.ts'
import { instantOf } from '../examples/when.ts'
import { parseMoney } from '../money/cents.ts'
import type { Policy } from '../policy.ts'
import { nearest } from '../read/nearest.ts'
import { asFlag, asText, type Node } from '../read/node.ts'
import { parseDuration } from '../read/values.ts'
import type { Fields, Forms, Read } from './question.ts'

/** A field that cannot be used. `expected`: the form that it must have, or the nearest known name. */
export interface FieldProblem { field: string; problem: 'unknown' | 'missing' | 'wrong'; expected: string; written: string; line?: number }

/** Reads the fields of a map; `where` leads to it. Instants that name no zone are on the wall of the policy's. */
export function readFields<F extends Fields>(forms: F, nodes: Readonly<Record<string, Node>>, policy: Policy, where = ''): { fields: Read<F>; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const fields: Record<string, unknown> = {}
  for (const [name, node] of Object.entries(nodes)) {
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined
    const field = where + name
    if (form === undefined) {
      problems.push({ field, problem: 'unknown', expected: nearest(name, Object.keys(forms)) ?? Object.keys(forms).join(' | '), written: name.slice(0, 60), line: node.line })
    } else if (typeof form === 'object' && 'each' in form) fields[name] = readEach(form.each, node, policy, field, problems)
    else if (node.kind !== 'scalar' || node.value !== null) {
      const words = typeof form !== 'object' ? null : 'one_of' in form ? form.one_of : form.named(policy)
      const value = words ? wordOf(words, node) : readers[form as keyof Forms](node, policy.zone)
      if (value === undefined) problems.push({ field, problem: 'wrong', expected: words?.join(' | ') ?? shapes[form as keyof Forms], written: (asText(node) ?? node.kind).slice(0, 60), line: node.line })
      else fields[name] = value
    }
  }
  return { fields: fields as Read<F>, problems }
}

function wordOf(words: readonly string[], node: Node): string | undefined {
  const word = asText(node) ?? ''
  return words.includes(word) ? word : undefined
}

function readEach(forms: Fields, node: Node, policy: Policy, where: string, problems: FieldProblem[]): unknown[] {
  if (node.kind !== 'list') {
    problems.push({ field: where, problem: 'wrong', expected: '[ … ]', written: asText(node) ?? node.kind, line: node.line })
    return []
  }
  return node.items.map((item, index) => {
    const nodes = item.kind === 'map' ? Object.fromEntries(item.entries.map(({ key, value }) => [key, value])) : {}
    if (item.kind !== 'map') problems.push({ field: `${where}.${index}`, problem: 'wrong', expected: '{ … }', written: asText(item) ?? item.kind, line: item.line })
    const read = readFields(forms, nodes, policy, `${where}.${index}.`)
    problems.push(...read.problems)
    return read.fields
  })
}

const shapes: Record<keyof Forms, string> = {
  text: 'text', flag: 'yes, no', number: '12', duration: '2h, 15min', instant: '2026-05-12 22:00', money: '"60.00"', date: '2026-05-12', texts: '[a, b]',
}

const readers: { [F in keyof Forms]: (node: Node, zone: string) => unknown } = {
  text: (node) => asText(node) ?? undefined,
  flag: (node) => asFlag(node) ?? undefined,
  number: (node) => (/^-?\d{1,12}(\.\d{1,6})?$/.test(asText(node) ?? '') ? Number(asText(node)) : undefined),
  duration: (node) => parseDuration(asText(node) ?? '') ?? (/^\d{1,12}$/.test(asText(node) ?? '') ? Number(asText(node)) : undefined),
  instant: (node, zone) => (node.kind === 'scalar' && typeof node.value === 'number' ? node.value : (instantOf(node, zone) ?? undefined)),
  money: (node) => parseMoney(asText(node) ?? '') ?? undefined,
  date: (node) => (parseDay(asText(node) ?? '') === null ? undefined : asText(node)),
  texts: (node) => (node.kind === 'list' ? node.items.map((item) => asText(item) ?? '') : asText(node) === null ? undefined : [asText(node)]),
}
