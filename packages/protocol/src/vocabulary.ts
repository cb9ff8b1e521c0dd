import { z } from 'zod'
import { words } from './basics.ts'
import { namedValue } from './people.ts'

/** A declared fact, as forms and filters need it. */
export const declaredFact = z
  .object({
    name: z.string(), label: words, type: z.string(), from: z.string(), open: z.boolean(), values: z.array(namedValue), help: words.nullable(), example: z.string().nullable(),
  })
  .meta({ id: 'DeclaredFact' })

/** What the policy in force declares: the words for every name that the API uses. */
export const vocabulary = z
  .object({
    policy: z.string(), version: z.string(), title: words, zone: z.string(), currency: z.string(), languages: z.array(z.string()),
    channels: z.array(z.object({ name: z.string(), label: words, medium: z.string(), hidden: z.boolean() })),
    facts: z.array(declaredFact), kinds: z.array(namedValue), priorities: z.array(namedValue), departments: z.array(namedValue), tiers: z.array(namedValue),
    clauses: z.array(z.object({ id: z.string(), title: words })),
  })
  .meta({ id: 'Vocabulary' })
export type Vocabulary = z.infer<typeof vocabulary>
