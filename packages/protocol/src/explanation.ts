import { z } from 'zod'
import { duration, factValue, instant } from './basics.ts'
import { citedClause, decision, segment } from './decision.ts'

/**
 * What is to be explained: a request (`facts`, `at`), a deadline (`due`), or any further question, its fields under its name
 * (`{"price": {"spent": "20min"}, "facts": {…}}`). Without `at`: now.
 */
export const explainBody = z
  .object({ at: z.string().max(100).optional(), facts: z.record(z.string().max(100), factValue).optional(), due: z.record(z.string().max(100), z.unknown()).optional() })
  .catchall(z.record(z.string().max(100), z.unknown()))
  .meta({ id: 'ExplainBody', description: 'A request, `due`, or a further question by its name; as the lines of `guichet policy explain`' })

/** One thing that was established, in the reader's language. */
export const explanationStep = z
  .object({
    title: z.string(), result: z.string(), rule: z.string().nullable(),
    /** It decided the outcome. */
    decisive: z.boolean(),
    facts: z.array(z.object({ name: z.string(), label: z.string(), value: z.string() })), clauses: z.array(citedClause), text: z.string(),
  })
  .meta({ id: 'ExplanationStep' })

/** How a deadline adds up: the counted segments make the promised time exactly (TIME-30). */
export const explainedDeadline = z
  .object({
    /** Null: a deadline of no promise. */
    target: z.string().nullable(), metric: z.string().nullable(), cycle: z.int(), policyVersion: z.string(), sentence: z.string().nullable(),
    startsAt: instant.nullable(), dueAt: instant.nullable(), promised: duration, segments: z.array(segment), text: z.array(z.string()),
  })
  .meta({ id: 'ExplainedDeadline' })

export const explanation = z
  .object({
    kind: z.enum(['request', 'due', 'question']),
    /** Name of the further question. */
    question: z.string().nullable(),
    policy: z.string(), version: z.string(),
    /** What the policy decides of a request. */
    decision: decision.nullable(),
    /** The answer to a further question, by its keys. */
    answer: z.record(z.string(), z.unknown()).nullable(),
    /** Ids of the clauses behind that answer. */
    clauses: z.array(z.string()),
    steps: z.array(explanationStep), deadlines: z.array(explainedDeadline),
    /** The whole as lines of text. */
    text: z.array(z.string()),
  })
  .meta({ id: 'Explanation' })
export type ExplanationView = z.infer<typeof explanation>
