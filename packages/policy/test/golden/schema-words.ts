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

/** Every word that may stand at `path`; none where anything may. */
export function wordsAt(path: Path): string[] {
  const nodes = path.reduce<readonly Node[]>((here, key) => here.flatMap((node) => below(node, key)), forms(schema))
  return [...new Set(nodes.flatMap((node) => node.enum ?? []).map(String))]
}
