import type { Selectable } from 'kysely'
import { fieldLimits } from '@guichet/protocol'
import type { FieldType, FieldValue, Lang, Words } from '@guichet/protocol'
import { dateInWords } from '@guichet/policy/words/instants'
import type { DeskWall } from '#people/people.ts'
import type { Tables } from '#server/tables.ts'

/** A field as it is kept. */
export type KeptField = Selectable<Tables['fields']>

/** What is looked at of a ticket to know what is asked of it. */
export interface Asked { readonly kind: string | null; readonly department: string | null }

/** Values by the ids of fields. */
export type FieldValues = Readonly<Record<string, FieldValue>>

/** Types of which the value is somebody's own words: what of a ticket is erased with its contents. */
const worded: ReadonlySet<FieldType> = new Set(['text', 'long_text', 'link'])
export const isWorded = (type: FieldType): boolean => worded.has(type)

/** A text in the reader's language, else in the other. */
export const wordsIn = (words: Words, lang: Lang): string => words[lang] ?? words.fr ?? words.en ?? ''

/** Whether a field is there for somebody: a department's are for nobody else. */
export function isFieldSeen({ department }: Pick<KeptField, 'department'>, wall: Pick<DeskWall, 'departments'> | undefined): boolean {
  return department === null || !wall || wall.departments === null || wall.departments.includes(department)
}

/** Whether a ticket is asked for it. */
export function isAsked({ retired_at, kinds, department }: Pick<KeptField, 'retired_at' | 'kinds' | 'department'>, ticket: Asked): boolean {
  return retired_at === null && (kinds.length === 0 || (ticket.kind !== null && kinds.includes(ticket.kind))) && (department === null || department === ticket.department)
}

/** What a ticket still lacks to be called solved, of what somebody may fill in: nobody is told of a field that is not there for them. */
export function missingOf(fields: readonly KeptField[], ticket: Asked & { readonly fields: FieldValues }, wall: Pick<DeskWall, 'departments'> | undefined): KeptField[] {
  return fields.filter((field) => field.required && isAsked(field, ticket) && isFieldSeen(field, wall) && ticket.fields[field.id] === undefined)
}

const day = /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/
/** Beyond this a number no longer says to the unit what was typed. */
const largest = 1e12

function readLink(text: string): string | undefined {
  if (text.length > fieldLimits.link || !URL.canParse(text)) return undefined
  const url = new URL(text)
  // Nothing that a browser would run, and no password that everybody then reads.
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' ? text : undefined
}

function readText(type: FieldType, given: string): FieldValue | undefined {
  const text = given.trim()
  switch (type) {
    case 'text': {
      const line = text.replaceAll(/\s+/g, ' ')
      return line !== '' && line.length <= fieldLimits.text ? line : undefined
    }
    case 'long_text': return text !== '' && text.length <= fieldLimits.long ? text : undefined
    case 'link': return readLink(text)
    case 'date': return day.test(text) && isDay(text) ? text : undefined
    case 'number': case 'yes_no': case 'one': case 'several': return undefined
  }
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** A value as the field takes it; undefined when it takes no such. `there`: what stands in it, whose choices may have been retired since. */
export function readFieldValue({ type, choices }: Pick<KeptField, 'type' | 'choices'>, given: FieldValue, there?: FieldValue): FieldValue | undefined {
  const kept = [there].flat()
  const chosen = (key: FieldValue) => choices.some((one) => one.key === key && (!one.retired || kept.includes(one.key)))
  if (type === 'one') return typeof given === 'string' && chosen(given) ? given : undefined
  if (type === 'several') return Array.isArray(given) && given.length > 0 && given.every(chosen) ? choices.map(({ key }) => key).filter((key) => given.includes(key)) : undefined
  if (type === 'number') return typeof given === 'number' && Number.isFinite(given) && Math.abs(given) <= largest ? given : undefined
  if (type === 'yes_no') return typeof given === 'boolean' ? given : undefined
  return typeof given === 'string' ? readText(type, given) : undefined
}

/** Whether two values are the same; null is none. */
export const sameValue = (a: FieldValue | null, b: FieldValue | null): boolean => JSON.stringify(a) === JSON.stringify(b)

const yes = { fr: ['non', 'oui'], en: ['no', 'yes'] } as const

/** A value for people. What its type does not know, after an erasure, is shown as it stands. */
export function valueInWords({ type, choices, unit }: Pick<KeptField, 'type' | 'choices' | 'unit'>, value: FieldValue, lang: Lang): string {
  if (typeof value === 'boolean') return yes[lang][value ? 1 : 0]
  if (typeof value === 'number') return `${value.toLocaleString(lang === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 6 })}${unit === null ? '' : `\u00a0${unit}`}`
  const choice = (key: string) => {
    const found = choices.find((one) => one.key === key)
    return found ? wordsIn(found.label, lang) : key
  }
  if (Array.isArray(value)) return value.map(choice).join(', ')
  return type === 'one' ? choice(value) : type === 'date' && day.test(value) ? dateInWords(value, lang) : value
}
