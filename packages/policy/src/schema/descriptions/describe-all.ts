/** Gives every key of a schema a description: editors show it while the key is typed. */
import { describe, type Schema } from '../build.ts'

/** By the end of the path that leads to a key: `steps.by` before `by`. */
export type Descriptions = Readonly<Record<string, readonly [fr: string, en: string]>>

/** The schema with a description for each key that has none of its own and is found in the table. */
export function describeAll(schema: Schema, table: Descriptions, path: readonly string[] = []): Schema {
  const described: Schema = {}
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') described[key] = mapped(value, (inner, name) => withDescription(describeAll(inner, table, [...path, name]), table, [...path, name]))
    else if (key === '$defs') described[key] = mapped(value, (inner, name) => describeAll(inner, table, name === 'means' ? [] : [name]))
    else if (Array.isArray(value)) described[key] = value.map((one: unknown) => (isSchema(one) ? describeAll(one, table, path) : one))
    else described[key] = isSchema(value) && (key === 'items' || key === 'additionalProperties') ? describeAll(value, table, path) : value
  }
  return described
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value)

function mapped(value: unknown, change: (inner: Schema, name: string) => Schema): Schema {
  return Object.fromEntries(Object.entries(value as Record<string, Schema>).map(([name, inner]) => [name, change(inner, name)]))
}

function withDescription(schema: Schema, table: Descriptions, path: readonly string[]): Schema {
  if (schema['description'] !== undefined) return schema
  for (let from = 0; from < path.length; from++) {
    const found = table[path.slice(from).join('.')]
    if (found) return describe(schema, ...found)
  }
  return schema
}
