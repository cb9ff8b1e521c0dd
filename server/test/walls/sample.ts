/** A JSON Schema as the description of the API writes it, as far as a sample needs. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly minLength?: number
  readonly minimum?: number
  readonly pattern?: string
}

/** Where a value stands in a body: `links.0.ticketId`. */
type Place = readonly (string | number)[]

/** Something of the form that a schema asks for; `named` gives the values of what names another thing. */
export function sampleOf(schema: Schema, named: (name: string, schema: Schema) => unknown, name = ''): unknown {
  const given = named(name, schema)
  if (given !== undefined) return given
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const inner = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  if (inner) return sampleOf(inner, named, name)
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null')
  if (type === 'object' || schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([key, value]) => schema.required?.includes(key) || named(key, value) !== undefined || names(value, key)).map(([key, value]) => [key, sampleOf(value, named, key)]))
  }
  if (type === 'array') return schema.items ? [sampleOf(schema.items, named, name)] : []
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (type === 'boolean') return true
  if (schema.format === 'date-time') return '2026-11-23T09:00:00Z'
  if (schema.format === 'date') return '2026-11-23'
  if (schema.format === 'email') return 'quelqu.un@exemple.test'
  return 'x'.repeat(Math.max(1, schema.minLength ?? 1))
}

/** Whether a member names another thing: by its form, or by what it is called. */
export function names(schema: Schema, key: string): boolean {
  const own = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema
  return own.format === 'uuid' || /(^id|Id|_id|Ids)$/.test(key) || (own.type === 'array' && own.items !== undefined && names(own.items, key))
}

/** Every place of a body whose value names something. */
export function placesOf(body: unknown, names: ReadonlySet<unknown>, place: Place = []): Place[] {
  if (names.has(body)) return [place]
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([key, value]) => placesOf(value, names, [...place, Array.isArray(body) ? Number(key) : key]))
}

/** The body with another value at a place. */
export function withAt(body: unknown, place: Place, value: unknown): unknown {
  const [first, ...rest] = place
  if (first === undefined) return value
  const copy = Array.isArray(body) ? [...(body as unknown[])] : { ...(body as object) }
  ;(copy as Record<string | number, unknown>)[first] = withAt((body as Record<string | number, unknown>)[first], rest, value)
  return copy
}
