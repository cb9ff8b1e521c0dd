import { z } from 'zod'

/** An instant on the wire: RFC 3339 in UTC, `2026-11-24T08:00:00.000Z` (API-03). */
export const instant = z.iso.datetime({ precision: 3 }).meta({ id: 'Instant', description: 'RFC 3339, UTC, milliseconds' })

/** A length of time on the wire: ISO 8601 in whole seconds, `PT7200S`, or in whole business days, `P2D`. */
export const duration = z.string().regex(/^-?P(\d+D|T\d+S)$/).meta({ id: 'Duration', description: 'ISO 8601: whole seconds, or whole business days' })

/** An id we made. Any other spelling of the same number is refused. */
export const id = z.uuid().lowercase().meta({ id: 'Id', description: 'UUID, lower case' })

/** The short number of a ticket, as customers see it. */
export const ticketNumber = z.int().min(1).max(2_147_483_647)

/** The languages that pages and answers exist in. */
export const lang = z.enum(['fr', 'en'])

/** One text in each published language. */
export const words = z.object({ fr: z.string().optional(), en: z.string().optional() }).meta({ id: 'Words' })

/** What somebody writes, at most 100,000 characters. */
export const written = z.string().trim().min(1).max(100_000)

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

/** Writes an amount as a duration of the wire. */
export function writeDuration(amount: number, unit: 'second' | 'day' = 'second'): string {
  const whole = Math.abs(Math.round(amount))
  return `${amount < 0 && whole > 0 ? '-' : ''}P${unit === 'day' ? `${whole}D` : `T${whole}S`}`
}

/** Reads a duration of the wire: its amount, in seconds or in business days. */
export function readDuration(text: string): { amount: number; unit: 'second' | 'day' } {
  const [, minus = '', amount = '0', , day] = /^(-?)PT?((\d+))(D)?/.exec(text) ?? []
  return { amount: Number(`${minus}${amount}`), unit: day ? 'day' : 'second' }
}

export type Words = z.infer<typeof words>
export type Lang = z.infer<typeof lang>
