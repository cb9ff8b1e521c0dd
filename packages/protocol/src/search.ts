import { z } from 'zod'
import { id, instant, words } from './basics.ts'
import { queueRow } from './ticket.ts'

/** What may be typed into the field of search; of what is longer than the language of filters reads, the rest is told not to count. */
export const searchText = z.string().max(2_000)

/** A text in parts, what was looked for marked. */
export const markedText = z.array(z.object({ text: z.string(), hit: z.boolean() })).meta({ id: 'MarkedText' })
export type MarkedText = z.infer<typeof markedText>

/** Something of a query that cannot be carried out, and where it stands. */
export const queryProblem = z
  .object({
    code: z.enum(['unknown-operator', 'unknown-value', 'value-missing', 'not-comparable', 'too-long', 'too-many-terms', 'too-many-values', 'unknown-field']),
    text: z.string(), from: z.int(), to: z.int(), words: z.object({ fr: z.string(), en: z.string() }),
  })
  .meta({ id: 'QueryProblem' })
export type QueryProblemView = z.infer<typeof queryProblem>

export const searchHit = z
  .object({
    row: queueRow, subject: markedText,
    /** What of a message, a note or a file's name was found; null where the subject or a name says it all. */
    passage: z.object({ where: z.enum(['message', 'note', 'file']), author: z.string().nullable(), at: instant, parts: markedText }).nullable(),
  })
  .meta({ id: 'SearchHit' })
export type SearchHit = z.infer<typeof searchHit>

const foundCustomer = z.object({ id, number: z.string(), name: z.string() })

export const searchPage = z
  .object({
    rows: z.array(searchHit),
    /** How many were found, at most a thousand. */
    total: z.int(),
    /** There are more than a thousand; the best are then those among the newest. */
    more: z.boolean(),
    /** How many of the newest tickets were looked through, where not all were. */
    looked: z.int().nullable(),
    customers: z.array(foundCustomer), contacts: z.array(z.object({ id, name: z.string(), email: z.string(), customer: foundCustomer })),
    problems: z.array(queryProblem),
    /** The query as it counts: what is too long is cut. */
    text: z.string(), now: instant,
  })
  .meta({ id: 'SearchPage' })
export type SearchPage = z.infer<typeof searchPage>

/** An operator of the language of filters, with the names that it and its values answer to. */
export const searchOperator = z
  .object({
    name: z.string(), kind: z.enum(['fixed', 'policy', 'called', 'person', 'time', 'flag']), names: z.object({ fr: z.array(z.string()), en: z.array(z.string()) }),
    says: z.object({ fr: z.string(), en: z.string() }), none: z.boolean(), values: z.array(z.object({ name: z.string(), label: words })),
  })
  .meta({ id: 'SearchOperator' })
export type SearchOperator = z.infer<typeof searchOperator>

export const rememberedText = z.strictObject({ text: z.string().trim().min(1).max(500) }).meta({ id: 'RememberedSearch' })
export const rememberedSearches = z.array(z.string()).meta({ id: 'RememberedSearches' })
