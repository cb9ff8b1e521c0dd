import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { blocks } from '../../src/read/clauses.ts'
import { schemas } from '../../src/schema/schemas.ts'

const root = join(import.meta.dirname, '../../../..')
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false })
const validators = Object.fromEntries(Object.entries(schemas).map(([name, make]) => [name, ajv.compile(make())])) as Record<keyof typeof schemas, ValidateFunction>
const folders = ['policies', 'samples'].flatMap((place) => readdirSync(join(root, place), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(place, name)))
const read = (path: string): unknown => parse(readFileSync(join(root, path), 'utf8'))
const valid = (name: keyof typeof schemas, value: unknown) => {
  const validate = validators[name]
  return validate(value) ? [] : validate.errors
}

interface Node { $ref?: string; description?: string; properties?: Record<string, Node>; items?: Node; additionalProperties?: Node | boolean; anyOf?: Node[] }

describe('published schemas', () => {
  test.each(Object.keys(schemas) as (keyof typeof schemas)[])('docs/%s.schema.json is what the command prints', (name) => {
    expect(JSON.parse(readFileSync(join(root, 'docs', `${name}.schema.json`), 'utf8'))).toEqual(schemas[name]())
  })

  test.each(folders)('%s is valid', (folder) => {
    expect(valid('policy', read(join(folder, 'policy.yaml')))).toEqual([])
    if (existsSync(join(root, folder, 'examples.yaml'))) expect(valid('examples', read(join(folder, 'examples.yaml')))).toEqual([])
  })

  test('know every block of the language', () => {
    const means = (schemas.policy() as { $defs: { means: { anyOf: [unknown, { properties: object }] } } }).$defs.means.anyOf[1].properties
    expect(Object.keys(means).sort()).toEqual([...blocks, 'later'].sort())
  })

  test('describe every key, in French and in English', () => {
    const { $defs } = schemas.policy() as { $defs: Record<string, Node> }
    const referred = (node: Node): Node => (node.$ref === undefined ? node : referred($defs[node.$ref.split('/').at(-1)!]!))
    const missing: string[] = []
    const walk = (node: Node, path: string): void => {
      for (const [name, inner] of Object.entries(node.properties ?? {})) {
        if (!/\S\n\n\S/.test(inner.description ?? referred(inner).description ?? '')) missing.push(`${path}.${name}`)
        walk(inner, `${path}.${name}`)
      }
      for (const inner of [node.items, node.additionalProperties, ...(node.anyOf ?? [])]) if (typeof inner === 'object') walk(inner, path)
    }
    walk(schemas.policy() as Node, '')
    for (const [name, node] of Object.entries($defs)) walk(node, name)
    expect(missing).toEqual([])
  })

  test.each([
    { guichet: 2 }, { zone: 3 }, { languages: { authoritative: 'de' } }, { clauses: [{ id: '1', says: 'x', means: { target: [] } }] },
    { clauses: [{ id: '1', says: 'x', means: { targets: [{ name: 'a', metric: 'speed', within: '1h' }] } }] },
    { clauses: [{ id: '1', says: 'x', means: { channels: { a: { label: 'A' } } } }] }, { extra: true },
  ])('refuse %j', (change) => {
    const document = read('samples/village-internet/policy.yaml') as object
    expect(valid('policy', { ...document, ...change })).not.toEqual([])
  })

  test.each([
    ['ask', { at: '2026-05-12T22:00Z' }], ['ask', { at: true, facts: {} }], ['due', { pauses: [{}] }], ['due', { when: 1 }],
    ['examples', { examples: [{ id: 'x', then: { outcom: 'accepted' } }] }], ['ask-answer', { line: 1, decision: {} }],
  ] as const)('%s refuses %j', (name, value) => expect(valid(name, value)).not.toEqual([]))
})
