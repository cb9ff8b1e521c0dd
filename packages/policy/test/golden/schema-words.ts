/** The words that the published schema knows for a place of a policy. */
import { policySchema } from '../../src/schema/policy-schema.ts'
import type { Path } from './edits.ts'

interface Node {
  readonly $ref?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Node[]
  readonly items?: Node
  readonly properties?: Readonly<Record<string, Node>>
  readonly additionalProperties?: Node | boolean
}

const schema = JSON.parse(JSON.stringify(policySchema())) as Node & { readonly $defs: Readonly<Record<string, Node>> }

function forms(node: Node): readonly Node[] {
  if (node.$ref !== undefined) return forms(schema.$defs[node.$ref.split('/').at(-1)!]!)
  return node.anyOf ? node.anyOf.flatMap(forms) : [node]
}

function below(node: Node, key: string | number): readonly Node[] {
  if (typeof key === 'number') return node.items ? forms(node.items) : []
  const inner = node.properties?.[key] ?? (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined)
  return inner ? forms(inner) : []
}

function at(path: Path): readonly Node[] {
  return path.reduce<readonly Node[]>((here, key) => here.flatMap((node) => below(node, key)), forms(schema))
}

/** Every word that may stand at `path`; none where anything may. */
export function wordsAt(path: Path): string[] {
  return [...new Set(at(path).flatMap((node) => node.enum ?? []).map(String))]
}

/** Every key that the map at `path` may have; none where names stand. */
export function keysAt(path: Path): string[] {
  return [...new Set(at(path).flatMap((node) => Object.keys(node.properties ?? {})))]
}

/** A value of the form that the schema wants at `path`, with every key that there is and nothing right at the end of any of them. */
export function wrongInside(path: Path): unknown {
  return wrongOf(at(path), 4)
}

function wrongOf(nodes: readonly Node[], depth: number): unknown {
  const node = nodes.find(({ items, properties, additionalProperties }) => items ?? properties ?? typeof additionalProperties === 'object')
  if (!node || depth === 0) return { zz: 1 }
  if (node.items) return [wrongOf(forms(node.items), depth - 1)]
  if (node.properties) return Object.fromEntries(Object.entries(node.properties).map(([key, inner]) => [key, wrongOf(forms(inner), depth - 1)]))
  return { zz: wrongOf(below(node, 'zz'), depth - 1) }
}
