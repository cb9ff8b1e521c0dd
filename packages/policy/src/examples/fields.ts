import { nearest } from '../read/nearest.ts'
import { asText, type Node, type Place } from '../read/node.ts'
import type { problem, ProblemCode } from './problem.ts'

export type Report = <C extends ProblemCode>(code: C, at: Place, params: Parameters<typeof problem<C>>[2]) => void

/** The values of a map by key, when every key is a known one; others are reported. A node that is no map has none. */
export function fields(node: Node, where: string, known: readonly string[], report: Report): Record<string, Node> {
  if (node.kind !== 'map') {
    report('example-wrong-type', node, { what: where, fr: 'des clés et leurs valeurs', en: 'a map of keys and values' })
    return {}
  }
  const values: Record<string, Node> = {}
  for (const { key, place, value } of node.entries) {
    if (known.includes(key)) values[key] = value
    else report('example-unknown-key', place, { key, where, near: nearest(key, known) })
  }
  return values
}

/** All the values of a map, whatever their keys. */
export function anyFields(node: Node | undefined, where: string, report: Report): Record<string, Node> {
  if (node === undefined) return {}
  return node.kind === 'map' ? fields(node, where, node.entries.map(({ key }) => key), report) : fields(node, where, [], report)
}

/** Text of a scalar, or the first of its translations; undefined otherwise. */
export function textOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined
  if (node.kind === 'map') return textOf(node.entries[0]?.value)
  return asText(node) ?? undefined
}

/** The items of a list; a single value is a list of one. */
export function itemsOf(node: Node | undefined): Node[] {
  if (node === undefined) return []
  return node.kind === 'list' ? node.items : [node]
}

/** A value that must be there. Reports and returns undefined when it is not. */
export function required(values: Record<string, Node>, key: string, where: string, at: Place, report: Report): Node | undefined {
  const found = values[key]
  if (found === undefined) report('example-missing-key', at, { key, where })
  return found
}
