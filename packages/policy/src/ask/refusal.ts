/** What is wrong with something that was asked of a policy, and how it is told. */
import type { Words } from '../model.ts'
import { typeset } from '../words/typography.ts'

/** A stable code for programs, a sentence for people. */
export interface AskError {
  code: string
  message: Words
  /** The fact or field that is meant, and the nearest known name or value, when there is one. */
  fact?: string
  near?: string
}
export interface Refusal { answer?: undefined; error: AskError }
export type Answer = { answer: Record<string, unknown>; error?: undefined } | Refusal

/** Says what is wrong. */
export function refuse(code: string, fr: string, en: string, more: Pick<AskError, 'fact' | 'near'> = {}): Refusal {
  return { error: { code, message: { fr: typeset(fr, 'fr'), en }, ...more } }
}

/** Whether something that was read is refused. */
export function isRefusal(read: unknown): read is Refusal {
  return typeof read === 'object' && read !== null && 'error' in read
}

/** Whether a value of JSON is an object: neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The refusal of a key that may not stand here; null when all are known. `instead`: other keys that the whole could have had. */
export function unknownKey(asked: Record<string, unknown>, known: readonly string[], instead: readonly string[] = []): Refusal | null {
  const key = Object.keys(asked).find((name) => !known.includes(name))
  if (key === undefined) return null
  const names = [...known, ...instead].join(', ')
  return refuse('unknown-key', `La clé « ${shown(key)} » n’existe pas ici : ${names}.`, `There is no key “${shown(key)}” here: ${names}.`)
}

/** Enough of a value to recognise it in a sentence. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? ''
  return `${text.slice(0, 60).replaceAll(/\p{Cc}/gu, '·')}${text.length > 60 ? '…' : ''}`
}
