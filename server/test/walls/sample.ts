/** A JSON Schema as the description of the API writes it, as far as a sample needs. */
export interface Schema {
  readonly $ref?: string
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

/** The schema with what it refers to in its place; a schema inside itself is left out the third time. */
export function whole(schema: Schema, known: Readonly<Record<string, Schema>>, inside: readonly string[] = []): Schema {
  const name = schema.$ref?.split('/').at(-1)
  if (name !== undefined) return inside.filter((one) => one === name).length > 1 ? {} : whole(known[name] ?? {}, known, [...inside, name])
  const each = (list: readonly Schema[] | undefined) => list?.map((one) => whole(one, known, inside))
  const parts = { items: schema.items && whole(schema.items, known, inside), anyOf: each(schema.anyOf), oneOf: each(schema.oneOf), allOf: each(schema.allOf) }
  const properties = schema.properties && Object.fromEntries(Object.entries(schema.properties).map(([key, value]) => [key, whole(value, known, inside)]))
  return { ...schema, ...Object.fromEntries(Object.entries({ ...parts, properties }).filter(([, value]) => value !== undefined)) }
}

/** An id that nothing has. */
export const absentId = '01a20000-0000-7000-8000-000000000000'

/** Something of the form that a schema asks for: what it requires, and what `named` gives a value. */
export function sampleOf(schema: Schema, named: (name: string, schema: Schema) => unknown = () => undefined, name = ''): unknown {
  const given = named(name, schema)
  if (given !== undefined) return given
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const inner = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  if (inner) return sampleOf(inner, named, name)
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null')
  if (type === 'object' || schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([key, value]) => schema.required?.includes(key) || named(key, value) !== undefined || namesSome(named, key, value)).map(([key, value]) => [key, sampleOf(value, named, key)]))
  }
  if (type === 'array') return schema.items ? [sampleOf(schema.items, named, name)] : []
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (type === 'boolean') return true
  if (schema.format === 'uuid') return absentId
  if (schema.format === 'date-time') return '2026-11-23T09:00:00Z'
  if (schema.format === 'date') return '2026-11-23'
  if (schema.format === 'email') return 'quelqu.un@exemple.test'
  return 'x'.repeat(Math.max(1, schema.minLength ?? 1))
}

/** Whether something inside a member is given a value. */
function namesSome(named: (name: string, schema: Schema) => unknown, key: string, schema: Schema): boolean {
  const inner = [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter((one) => one !== undefined)
  return Object.entries(schema.properties ?? {}).some(([name, value]) => named(name, value) !== undefined || namesSome(named, name, value)) || inner.some((one) => named(key, one) !== undefined || namesSome(named, key, one))
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
