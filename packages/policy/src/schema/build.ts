/** Small makers of JSON Schema (draft 2020-12). Descriptions are French first, then English: editors show them whole. */
export type Schema = { [key: string]: unknown }

export function describe(schema: Schema, fr: string, en: string): Schema {
  return { ...schema, description: `${fr}\n\n${en}` }
}

/** A map whose keys are all known; names ending with `!` must be there. */
export function object(properties: Record<string, Schema>): Schema {
  const entries = Object.entries(properties)
  const required = entries.filter(([name]) => name.endsWith('!')).map(([name]) => name.slice(0, -1))
  return {
    type: 'object', additionalProperties: false,
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/!$/, ''), schema])),
    ...(required.length > 0 ? { required } : {}),
  }
}

/** A map of names chosen by the author. */
export function named(schema: Schema): Schema {
  return { type: 'object', additionalProperties: schema }
}

export function list(items: Schema): Schema {
  return { type: 'array', items }
}

/** One, or a list of them. */
export function some(schema: Schema): Schema {
  return { anyOf: [schema, list(schema)] }
}

export function oneOf(...values: string[]): Schema {
  return { enum: values }
}

export function either(...schemas: Schema[]): Schema {
  return { anyOf: schemas }
}

export function ref(name: string): Schema {
  return { $ref: `#/$defs/${name}` }
}

export const text: Schema = { type: 'string' }
/** A YAML value that is read as text whatever its type: a version 7.6 or a date is no surprise. */
export const scalar: Schema = { type: ['string', 'number', 'boolean'] }
export const flag: Schema = { anyOf: [{ enum: ['yes', 'no'] }, { type: 'boolean' }] }
export const count: Schema = { type: 'number' }
