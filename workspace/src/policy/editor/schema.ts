import type { Lang } from '../../texts/texts.ts'

/** A JSON Schema as far as completion reads it. */
export interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly description?: string
}

/** A schema and all that it may be instead, references followed. */
function every(root: Schema, schema: Schema, depth = 0): Schema[] {
  if (depth > 12) return []
  const named = schema.$ref === undefined ? undefined : root.$defs?.[schema.$ref.replace('#/$defs/', '')]
  return [schema, ...(named ? every(root, named, depth + 1) : []), ...(schema.anyOf ?? []).flatMap((one) => every(root, one, depth + 1))]
}

/** What may stand at the end of a path. */
export function at(root: Schema, path: readonly string[]): Schema[] {
  return path.reduce<Schema[]>((here, step) => here.flatMap((schema): Schema[] => {
    const next = step === '[]' ? schema.items : (schema.properties?.[step] ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined))
    return next ? every(root, next) : []
  }), every(root, root))
}

/** The half of a description that the reader reads: French stands first. */
export function described({ description }: Schema, lang: Lang): string {
  const [fr = '', en = fr] = (description ?? '').split('\n\n')
  return lang === 'fr' ? fr : en
}

/** Keys that may stand there, each with what it says. */
export function keysAt(root: Schema, path: readonly string[], lang: Lang): Map<string, { info: string; required: boolean }> {
  const keys = new Map<string, { info: string; required: boolean }>()
  for (const { properties = {}, required = [] } of at(root, path)) {
    for (const [key, schema] of Object.entries(properties)) {
      const info = every(root, schema).map((one) => described(one, lang)).find((text) => text !== '') ?? ''
      if (!keys.has(key) || keys.get(key)!.info === '') keys.set(key, { info, required: required.includes(key) })
    }
  }
  return keys
}

/** Values that the language itself names there. */
export function valuesAt(root: Schema, path: readonly string[]): string[] {
  return [...new Set(at(root, path).flatMap(({ enum: values = [], const: only }) => [...values, ...(only === undefined ? [] : [only])]).map(String))]
}

/** What is said of what stands at a path. */
export function infoAt(root: Schema, path: readonly string[], lang: Lang): string {
  return at(root, path).map((schema) => described(schema, lang)).find((text) => text !== '') ?? ''
}
