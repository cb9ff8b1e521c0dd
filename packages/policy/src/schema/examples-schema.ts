import { thenKeys } from '../examples/example.ts'
import type { FieldForm, Fields } from '../questions/question.ts'
import { questions } from '../questions/questions.ts'
import { describe, either, flag, list, object, oneOf, ref, scalar, some, text, type Schema } from './build.ts'

const change = describe(some(object({ set: text, to: {}, remove: text })), 'L’exemple vaut pour la politique ainsi changée.', 'The example is about the policy changed so.')
const common = { change: ref('change'), 'id!': describe(scalar, 'Ce que l’exemple montre : S4-23, ou S4-23/option.', 'What the example shows: S4-23, or S4-23/option.'), name: ref('words') }
const facts = { type: 'object', description: 'Ce que l’on sait de la demande.\n\nWhat is known about the request.' }
const map = { type: 'object' }

/** The JSON Schema of an examples document. */
export function examplesSchema(): Schema {
  const measured = { type: 'object', patternProperties: { '^[a-z_]+$': scalar }, additionalProperties: false }
  const then: Schema = {
    type: 'object', additionalProperties: false,
    properties: { ...Object.fromEntries(thenKeys.map((key) => [key, {}])), due: measured, promise: measured, bond: measured, next: map },
    patternProperties: { '^(due|promise|bond)\\.[a-z_]+$': scalar },
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Guichet: examples',
    ...object({ policy: text, 'examples!': list(either(
      object({ ...common, given: facts, at: scalar, 'then!': ref('then') }),
      object({ ...common, 'table!': object({ given: facts, at: scalar, then: map, ...Object.fromEntries(questions.map(({ name }) => [name, either(map, { type: 'null' })])), 'columns!': list(text), 'rows!': list(list({})) }) }),
      object({ ...common, 'calendar!': text, given: facts, open: map, lasts: some(object({ 'from!': scalar, 'to!': scalar, 'is!': scalar })) }),
      object({ ...common, 'due!': object({
        target: text, calendar: text, duration: scalar, given: facts, 'start!': scalar, 'is!': scalar,
        pauses: list(object({ 'from!': scalar, 'to!': scalar })), segments: list(object({ 'from!': scalar, 'to!': scalar, 'counted!': scalar })),
      }) }),
      object({ ...common, 'statistic!': object({ 'target!': text, 'counted!': list(scalar), met: flag, mean: scalar, over_target: scalar, share: scalar }) }),
      object({ ...common, 'queue!': object({ 'requests!': list(object({ name: text, 'at!': scalar, given: facts })), 'order!': list(text) }) }),
      object({ ...common, 'reads!': { type: 'object', required: ['fact'] } }),
      object({ ...common, 'version_at!': map }),
      ...questions.map(({ name, fields, needs, tells }) => object({
        ...common, [`${name}!`]: questionFields(fields, needs), given: facts, at: scalar, 'then!': questionThen(tells),
      })),
      object({ ...common, 'finding!': either(text, object({ 'code!': text, clause: scalar, change })) }),
    )) }),
    $defs: { then, change, words: either(text, object({ fr: text, en: text })) },
  }
}

/** The fields of a question; without any, `~` asks it. */
export function questionFields(fields: Fields, needs: readonly string[]): Schema {
  const own = object(Object.fromEntries(Object.entries(fields).map(([name, form]) => [needs.includes(name) ? `${name}!` : name, fieldSchema(form)])))
  return needs.length > 0 ? own : either(own, { type: 'null' })
}

function fieldSchema(form: FieldForm): Schema {
  if (typeof form === 'object' && 'one_of' in form) return oneOf(...form.one_of)
  if (typeof form === 'object' && 'named' in form) return scalar
  if (typeof form === 'object') return list(object(Object.fromEntries(Object.entries(form.each).map(([name, inner]) => [name, fieldSchema(inner)]))))
  return form === 'flag' ? flag : form === 'texts' ? some(text) : scalar
}

function questionThen(tells: readonly string[]): Schema {
  const exact = tells.filter((key) => !key.endsWith('*'))
  const begun = tells.filter((key) => key.endsWith('*')).map((key) => [`^${key.slice(0, -1).replaceAll('.', '\\.')}`, {}])
  return {
    type: 'object', additionalProperties: false,
    properties: Object.fromEntries([...exact, 'clauses', 'not_cited'].map((key) => [key, {}])),
    ...(begun.length > 0 ? { patternProperties: Object.fromEntries(begun) } : {}),
  }
}
