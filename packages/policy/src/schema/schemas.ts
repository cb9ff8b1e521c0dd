import type { Schema } from './build.ts'
import { examplesSchema } from './examples-schema.ts'
import { askAnswer, askLine, dueAnswer, dueLine } from './line-schemas.ts'
import { policySchema } from './policy-schema.ts'

/** Every published JSON Schema, by the name that `guichet policy schema` takes. */
export const schemas = {
  policy: policySchema, examples: examplesSchema, ask: askLine, 'ask-answer': askAnswer, due: dueLine, 'due-answer': dueAnswer,
} as const satisfies Record<string, () => Schema>
