/** What is told of a policy that lacks one of its keys, or has another value there. */
import { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml'
import { findingsOf } from '../support/policy.ts'

export type Path = (string | number)[]

/** Maps whose keys are names that the policy gives: what stands under one of them is as under another. */
const named = ['calendars', 'channels', 'facts', 'values', 'figures', 'terms', 'addresses', 'teams', 'products', 'roles', 'tools', 'rows', 'rosters', 'matrices', 'when', 'order', 'week', 'parts']

/** Every key and item of a document, by the keys that lead to it. */
export function places(node: unknown, path: Path = []): Path[] {
  if (isMap(node)) return node.items.flatMap((pair) => (isPair(pair) && isScalar(pair.key) ? [[...path, String(pair.key.value)], ...places(pair.value, [...path, String(pair.key.value)])] : []))
  return isSeq(node) ? node.items.flatMap((item, index) => [[...path, index], ...places(item, [...path, index])]) : []
}

/** Blocks are the same in a clause, in one within another, and in what was declared since. */
const within = /^(?:clauses|declared)\/\*(?:\/clauses\/\*)*(?=\/means\/)/

export const kindOf = (path: Path): string => path.map((key, index) => (typeof key === 'number' || named.includes(String(path[index - 1])) ? '*' : key)).join('/').replace(within, 'clauses/*')

function told(text: string): string[] {
  return findingsOf(text).filter(({ severity }) => severity !== 'info').slice(0, 3).map(({ line, code, message, wayOut }) => `  ${line} ${code}: ${message.fr} / ${message.en} → ${wayOut.fr} / ${wayOut.en}`)
}

/** One place of each kind, over all the texts: without it, then with a map that has no known key, then with an unknown word. */
export function editedInTurn(texts: readonly string[]): string {
  const seen = new Set<string>()
  return texts.flatMap((source) => {
    const document = parseDocument(source)
    return places(document.contents).flatMap((path) => {
      if (seen.has(kindOf(path))) return []
      seen.add(kindOf(path))
      const without = parseDocument(source)
      without.deleteIn(path)
      const node = document.getIn(path, true)
      const value = isScalar(node) ? node.value : null
      document.setIn(path, document.createNode({ zz: 1 }))
      const otherwise = told(String(document))
      document.setIn(path, node)
      document.setIn(path, 'zz')
      const misspelt = told(String(document))
      if (isScalar(node)) node.value = value
      document.setIn(path, node)
      return [`# ${path.join('/')}`, ...told(String(without)), '  otherwise', ...otherwise, '  misspelt', ...misspelt]
    })
  }).join('\n')
}
