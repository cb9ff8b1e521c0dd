import { parseDay } from '../calendar/days.ts'
import type { Facts, FactValue } from '../model.ts'
import type { FactDeclaration, Policy } from '../policy.ts'
import { nearest } from '../read/nearest.ts'
import { asFlag, asText, type Node } from '../read/node.ts'
import { parseDuration } from '../read/values.ts'
import type { Difference } from './result.ts'

/**
 * The facts of an example in the form that the engine takes: durations in seconds, flags, numbers; instants, versions
 * and texts as typed. Facts that the policy does not know, and values of another form, are differences.
 */
export function readGiven(policy: Policy, given: Readonly<Record<string, Node>>): { facts: Facts; differences: Difference[] } {
  const facts: Record<string, FactValue> = {}
  const differences: Difference[] = []
  for (const [name, node] of Object.entries(given)) {
    const declared = policy.facts.get(name)
    if (!declared) {
      const near = nearest(name, policy.facts.keys())
      differences.push({ key: `given.${name}`, expected: near === null ? 'fact' : `fact (${near}?)`, actual: 'unknown', clauses: [] })
      continue
    }
    if (node.kind === 'scalar' && node.value === null) continue
    const value = valueOf(declared, node)
    if (value === undefined) differences.push({ key: `given.${name}`, expected: declared.type, actual: asText(node) ?? node.kind, clauses: [] })
    else facts[name] = value
  }
  return { facts, differences }
}

function valueOf(declared: FactDeclaration, node: Node): FactValue | undefined {
  if (node.kind === 'list') return node.items.map((item) => asText(item) ?? '')
  const text = asText(node)
  if (text === null) return undefined
  if (declared.type === 'flag') return asFlag(node) ?? undefined
  if (declared.type === 'number') return Number.isFinite(Number(text)) ? Number(text) : undefined
  if (declared.type === 'date') return parseDay(text) === null ? undefined : text
  if (declared.type === 'duration') return parseDuration(text) ?? (/^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined)
  if (declared.type === 'one_of' && !declared.open && !declared.options.some(({ value }) => value === text)) return undefined
  return text
}

/** A value of JSON as the node that YAML would give. */
export function nodeOfJson(value: unknown): Node {
  const place = { file: '', line: 0, column: 0 }
  if (Array.isArray(value)) return { ...place, kind: 'list', items: value.map(nodeOfJson) }
  if (typeof value === 'object' && value !== null) {
    return { ...place, kind: 'map', entries: Object.entries(value).map(([key, inner]) => ({ key, place, value: nodeOfJson(inner) })) }
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { ...place, kind: 'scalar', value, text: String(value) }
  return { ...place, kind: 'scalar', value: null, text: '' }
}

/** The facts of a JSON object; see `readGiven`. */
export function readFacts(policy: Policy, given: Readonly<Record<string, unknown>>): ReturnType<typeof readGiven> {
  return readGiven(policy, Object.fromEntries(Object.entries(given).map(([name, value]) => [name, nodeOfJson(value)])))
}
