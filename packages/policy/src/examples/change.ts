import { isMap, isScalar, isSeq, parseDocument, type Document, type Node as YamlNode } from 'yaml'
import { plain } from '../read/node.ts'
import type { Change } from './example.ts'

/** The document with the changes made, or the path that leads nowhere. */
export function applyChanges(source: string, changes: readonly Change[]): { text: string } | { lost: Change } {
  const document = parseDocument(source, { version: '1.2', schema: 'core' })
  for (const change of changes) {
    const keys = locate(document, change.path.split('/'))
    if (keys === null || (change.to === undefined && !document.hasIn(keys))) return { lost: change }
    if (change.to === undefined) document.deleteIn(keys)
    else document.setIn(keys, document.createNode(plain(change.to)))
  }
  return { text: document.toString({ lineWidth: 0 }) }
}

/**
 * The keys of a path such as `2.1/means/calendars/support/holidays`: it starts at a key of the document or at the id of a
 * clause, wherever that stands; an item of a list is named by its id, its name or its place from 0; `+` adds one.
 */
function locate(document: Document, path: string[]): (string | number)[] | null {
  const [first = ''] = path
  const root = document.contents
  const start = isMap(root) && !root.has(first) ? clausePath(root, first) : null
  const keys: (string | number)[] = start ?? [first]
  for (const [index, name] of path.slice(1).entries()) {
    const node = document.getIn(keys)
    if (isSeq(node)) {
      const at = name === '+' ? node.items.length : node.items.findIndex((item, place) => named(item, name) || String(place) === name)
      if (at < 0) return null
      keys.push(at)
    } else if (isMap(node) || index === path.length - 2) keys.push(name)
    else return null
  }
  return keys
}

function named(item: unknown, name: string): boolean {
  return isMap(item) && (String(item.get('id')) === name || String(item.get('name')) === name)
}

function clausePath(node: YamlNode, id: string, keys: (string | number)[] = []): (string | number)[] | null {
  if (!isMap(node)) return null
  for (const pair of node.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    if ((key !== 'clauses' && key !== 'declared') || !isSeq(pair.value)) continue
    for (const [index, item] of pair.value.items.entries()) {
      const here = [...keys, key, index]
      if (isMap(item) && String(item.get('id')) === id) return here
      const deeper = clausePath(item as YamlNode, id, here)
      if (deeper) return deeper
    }
  }
  return null
}
