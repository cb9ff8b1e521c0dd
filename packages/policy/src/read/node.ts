/** A YAML document as plain nodes that know where they stand. */

export interface Place { file: string; line: number; column: number }

export type Node = MapNode | ListNode | ScalarNode
export interface MapNode extends Place { kind: 'map'; entries: Entry[] }
export interface Entry { key: string; place: Place; value: Node }
export interface ListNode extends Place { kind: 'list'; items: Node[] }
export interface ScalarNode extends Place { kind: 'scalar'; value: string | number | boolean | null; text: string }

/** The value under a key, or undefined. */
export function get(map: MapNode, key: string): Node | undefined {
  return map.entries.find((entry) => entry.key === key)?.value
}

/** `yes`, `no`, `true`, `false`; null for anything else. */
export function asFlag(node: Node): boolean | null {
  if (node.kind !== 'scalar') return null
  if (node.value === true || node.text === 'yes') return true
  if (node.value === false || node.text === 'no') return false
  return null
}

/** The text of a scalar as it was written; null for maps, lists and empty values. */
export function asText(node: Node): string | null {
  return node.kind === 'scalar' && node.value !== null ? node.text : null
}

/** Plain data of a node, for comparing and for showing. */
export function plain(node: Node): unknown {
  if (node.kind === 'map') return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]))
  return node.kind === 'list' ? node.items.map(plain) : node.value
}

/** A condition as it was written, on one line. */
export function written(node: Node): string {
  if (node.kind === 'map') return node.entries.map((entry) => `${entry.key}: ${written(entry.value)}`).join(', ')
  return node.kind === 'list' ? node.items.map(written).join(' | ') : node.text
}
