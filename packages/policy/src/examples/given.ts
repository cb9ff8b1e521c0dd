import type { Facts, FactValue, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import { readTyped } from '../facts/typed.ts'
import { nearest } from '../read/nearest.ts'
import { asText, type Node } from '../read/node.ts'
import { typeset } from '../words/typography.ts'
import type { Difference } from './result.ts'

/** A fact that cannot be used: the policy does not know it, or this is no value of it. */
export interface FactProblem {
  problem: 'unknown-fact' | 'wrong-value'
  fact: string
  /** The nearest known name, or value. */
  near: string | null
  /** The type that a value must have; with it, the values of a `one_of`. */
  expected: string
  /** What was written, cut short. */
  written: string
}

/** The facts of an example in the form that the engine takes, and what cannot be used of them; see `readTyped`. */
export function readGiven(policy: Policy, given: Readonly<Record<string, Node>>): { facts: Facts; problems: FactProblem[]; differences: Difference[] } {
  const facts: Record<string, FactValue> = {}
  const problems: FactProblem[] = []
  for (const [name, node] of Object.entries(given)) {
    const declared = policy.facts.get(name)
    if (!declared) {
      problems.push({ problem: 'unknown-fact', fact: cut(name), near: nearest(name, policy.facts.keys()), expected: 'fact', written: '' })
      continue
    }
    if (node.kind === 'scalar' && node.value === null) continue
    const value = readTyped(declared, node)
    if (value !== undefined) facts[name] = value
    else {
      const written = asText(node) ?? node.kind
      const values = declared.options.map((option) => option.value)
      const expected = values.length === 0 ? declared.type : `${declared.type}: ${values.slice(0, 8).join(', ')}${values.length > 8 ? '…' : ''}`
      problems.push({ problem: 'wrong-value', fact: name, near: nearest(written, values), expected, written: cut(written) })
    }
  }
  return { facts, problems, differences: problems.map(differenceOf) }
}

/** Enough to recognise what was written, without control characters. */
function cut(text: string): string {
  const shown = text.slice(0, 60).replaceAll(/\p{Cc}/gu, '·')
  return text.length > 60 ? `${shown}…` : shown
}

function differenceOf({ problem, fact, near, expected, written }: FactProblem): Difference {
  return problem === 'unknown-fact'
    ? { key: `given.${fact}`, expected: near === null ? 'fact' : `fact (${near}?)`, actual: 'unknown', clauses: [] }
    : { key: `given.${fact}`, expected, actual: written, clauses: [] }
}

/** What is wrong with a fact, as a sentence with the nearest known name. */
export function factProblemInWords({ problem, fact, near, expected, written }: FactProblem): Words {
  const [fr, en] = near === null ? ['', ''] : [` Vouliez-vous dire « ${near} » ?`, ` Did you mean “${near}”?`]
  return problem === 'unknown-fact'
    ? { fr: typeset(`La politique ne connaît pas le fait « ${fact} ».${fr}`, 'fr'), en: `The policy does not know the fact “${fact}”.${en}` }
    : { fr: typeset(`« ${written} » n’est pas une valeur de « ${fact} » (${expected}).${fr}`, 'fr'), en: `“${written}” is not a value of “${fact}” (${expected}).${en}` }
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
