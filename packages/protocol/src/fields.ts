import { z } from 'zod'
import { id, instant, words } from './basics.ts'

/** What a provider's desk notes of requests for its own use. What the policy asks is declared in the policy, and is none of this. */

export const fieldLimits = { fields: 100, choices: 200, label: 80, help: 300, unit: 20, text: 300, long: 5_000, link: 2_000, kinds: 100 } as const

/** one: one of a list; several: several of it. */
export const fieldType = z.enum(['text', 'long_text', 'number', 'date', 'yes_no', 'one', 'several', 'link']).meta({ id: 'FieldType' })
export type FieldType = z.infer<typeof fieldType>

/** What stands in a field: a text, a link, a day (`2026-11-23`), the key of a choice; a number; yes or no; the keys of several choices. */
export const fieldValue = z.union([z.string().max(fieldLimits.long), z.number(), z.boolean(), z.array(z.string().max(40)).max(fieldLimits.choices)]).meta({ id: 'FieldValue' })
export type FieldValue = z.infer<typeof fieldValue>

/** The name of a field, for ever: filters and programs know it by that. */
export const fieldName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const key = z.string().regex(/^[a-z0-9][a-z0-9_]{0,39}$/)

const said = (most: number) => z.string().trim().max(most).transform((text) => (text === '' ? undefined : text)).optional()
/** In one language or both: who reads in the other is shown the one there is. */
const label = z.strictObject({ fr: said(fieldLimits.label), en: said(fieldLimits.label) }).refine(({ fr, en }) => (fr ?? en) !== undefined, 'a label in one language at least')
const help = z.strictObject({ fr: said(fieldLimits.help), en: said(fieldLimits.help) }).default({})

/** What may be changed of a field at any time. A choice that is gone stays readable where it was chosen: it is retired, never taken away. */
const changing = {
  label, help,
  unit: z.string().trim().max(fieldLimits.unit).nullable().default(null),
  choices: z.array(z.strictObject({ key, label, retired: z.boolean().default(false) })).max(fieldLimits.choices).default([])
    .refine((choices) => new Set(choices.map((one) => one.key)).size === choices.length, 'each key once'),
  /** The kinds of request that it is asked of; none: all. */
  kinds: z.array(z.string().min(1).max(100)).max(fieldLimits.kinds).default([]),
  /** Whose it is: asked of that department's requests, seen by nobody else. */
  department: z.string().min(1).max(100).nullable().default(null),
  shownTo: z.enum(['agents', 'customer']).default('agents'),
  /** Nobody calls a request solved without it. */
  required: z.boolean().default(false),
}
export const fieldBody = z.strictObject({ name: fieldName, type: fieldType, ...changing }).meta({ id: 'FieldBody' })
export type FieldBody = z.infer<typeof fieldBody>
export const fieldChangeBody = z.strictObject({ ...changing, /** The version that was changed. */ seen: z.int() }).meta({ id: 'FieldChangeBody' })
export type FieldChangeBody = z.infer<typeof fieldChangeBody>

export const fieldRetiredBody = z.strictObject({ retired: z.boolean() }).meta({ id: 'FieldRetiredBody' })
export const fieldOrderBody = z.strictObject({ ids: z.array(id).min(1).max(600) }).meta({ id: 'FieldOrderBody' })

const choice = z.object({ key: z.string(), label: words, retired: z.boolean() })
const described = { id, name: z.string(), type: fieldType, label: words, help: words, unit: z.string().nullable(), choices: z.array(choice) }

/** A field as who administers sees it. */
export const field = z
  .object({
    ...described, version: z.int(), kinds: z.array(z.string()), department: z.string().nullable(), shownTo: z.enum(['agents', 'customer']), required: z.boolean(), retiredAt: instant.nullable(),
    /** Requests that bear a value of it. */
    tickets: z.int(),
  })
  .meta({ id: 'Field' })
export type Field = z.infer<typeof field>
export const fields = z.object({ rows: z.array(field) }).meta({ id: 'Fields' })

/** A field that an agent may fill in somewhere: for acts on many. */
export const knownField = z.object(described).meta({ id: 'KnownField' })
export type KnownField = z.infer<typeof knownField>
export const knownFields = z.object({ rows: z.array(knownField) }).meta({ id: 'KnownFields' })

/** A field on the page of a ticket, with what stands in it. */
export const ticketField = z
  .object({
    ...described, shownTo: z.enum(['agents', 'customer']), required: z.boolean(),
    /** Asked of this request; else it only shows what was noted before. */
    asked: z.boolean(),
    value: fieldValue.nullable(),
    /** Who noted it last, and when. */
    set: z.object({ by: z.string().nullable(), at: instant }).nullable(),
  })
  .meta({ id: 'TicketField' })
export type TicketField = z.infer<typeof ticketField>

/** `seen`: what stood there when it was changed; what somebody noted since is not written over. Null: nothing. */
export const fieldSetBody = z.strictObject({ value: fieldValue.nullable(), seen: fieldValue.nullable() }).meta({ id: 'FieldSetBody' })
export type FieldSetBody = z.infer<typeof fieldSetBody>

/** A field as its customer reads it. */
export const customerField = z.object({ name: z.string(), type: fieldType, label: z.string(), value: fieldValue, words: z.string() }).meta({ id: 'CustomerField' })
