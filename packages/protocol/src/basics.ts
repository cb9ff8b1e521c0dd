import { z } from 'zod'

/** An instant on the wire: RFC 3339 in UTC, `2026-11-24T08:00:00.000Z` (API-03). */
export const instant = z.iso.datetime({ precision: 3 }).meta({ id: 'Instant', description: 'RFC 3339, UTC, milliseconds' })

/** A length of time on the wire: ISO 8601 in whole seconds, `PT7200S`. */
export const duration = z.string().regex(/^-?PT\d+S$/).meta({ id: 'Duration', description: 'ISO 8601, whole seconds' })

/** An id we made. Any other spelling of the same number is refused. */
export const id = z.uuid().lowercase().meta({ id: 'Id', description: 'UUID, lower case' })

/** The short number of a ticket, as customers see it. */
export const ticketNumber = z.int().min(1).max(2_147_483_647)

/** The languages that pages and answers exist in. */
export const lang = z.enum(['fr', 'en'])

/** One text in each published language. */
export const words = z.object({ fr: z.string().optional(), en: z.string().optional() }).meta({ id: 'Words' })

/** A value of a declared fact. */
export const factValue = z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.string().max(1_000)).max(50)])

/** Facts by name. Which names and values exist is the policy's to say: the server answers 422 to any other. */
export const facts = z.record(z.string().max(100), factValue).meta({ id: 'Facts' })

/** Where the next page begins; null at the end. Opaque. */
export const cursor = z.string().max(500)

/** One page of a list. `id` names the component in the API's description. */
export function pageOf<Row extends z.ZodType>(row: Row, name: string) {
  return z.object({ rows: z.array(row), next: cursor.nullable() }).meta({ id: name })
}

/** Writes an epoch in milliseconds as an instant of the wire. */
export function writeInstant(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString()
}

/** Reads an instant of the wire as an epoch in milliseconds. */
export function readInstant(text: string): number {
  return Date.parse(text)
}

/** Writes seconds as a duration of the wire. */
export function writeDuration(seconds: number): string {
  return `${seconds < 0 ? '-' : ''}PT${Math.abs(Math.round(seconds))}S`
}

/** Reads a duration of the wire as seconds. */
export function readDuration(text: string): number {
  return Number(text.replace(/PT(\d+)S/, '$1'))
}

export type Words = z.infer<typeof words>
export type Lang = z.infer<typeof lang>
