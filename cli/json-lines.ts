import type { Lang, Words } from '@guichet/policy/model'
import { typeset } from '@guichet/policy/words/typography'
import { exit, print, type Io } from './io.ts'
import { lineLimit, readLines } from './lines.ts'

/** What is wrong with a line: a stable code for programs, a sentence for people. */
export interface LineError {
  code: string
  message: Words
  /** The fact that is meant, and the nearest known name or value, when there is one. */
  fact?: string
  near?: string
}
export interface Refusal { answer?: undefined; error: LineError }
export type Answer = { answer: Record<string, unknown>; error?: undefined } | Refusal

/** Says what is wrong with a line. */
export function refuse(code: string, fr: string, en: string, more: Pick<LineError, 'fact' | 'near'> = {}): Refusal {
  return { error: { code, message: { fr: typeset(fr, 'fr'), en }, ...more } }
}

export function isRefusal(read: unknown): read is Refusal {
  return typeof read === 'object' && read !== null && 'error' in read
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The refusal of a key that the line may not have; null when all are known. */
export function unknownKey(line: Record<string, unknown>, known: readonly string[]): Refusal | null {
  const key = Object.keys(line).find((name) => !known.includes(name))
  if (key === undefined) return null
  const names = known.join(', ')
  return refuse('unknown-key', `La clé « ${shown(key)} » n’existe pas ici : ${names}.`, `There is no key “${shown(key)}” here: ${names}.`)
}

/** Enough of a value to recognise it in a sentence. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? ''
  return `${text.slice(0, 60).replaceAll(/\p{Cc}/gu, '·')}${text.length > 60 ? '…' : ''}`
}

const tooLong = refuse('line-too-long', `Cette ligne dépasse ${lineLimit / 1024} Kio.`, `This line is longer than ${lineLimit / 1024} KiB.`)
const notJson = refuse('not-json', 'Cette ligne n’est pas un objet JSON.', 'This line is not a JSON object.')
const tooDeep = refuse('too-deep', 'Cette ligne emboîte trop de listes ou d’objets.', 'This line nests too many lists or objects.')

function parse(text: string): { line: Record<string, unknown>; error?: undefined } | Refusal {
  try {
    const value: unknown = JSON.parse(text)
    if (!isObject(value)) return notJson
    return isDeeper(value, deepest) ? tooDeep : { line: value }
  } catch {
    return notJson
  }
}

const deepest = 32

/** Whether something lies deeper than that. Goes level by level: no depth can exhaust the stack. */
function isDeeper(value: unknown, levels: number): boolean {
  let level = [value]
  for (let depth = 0; depth <= levels; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
    if (level.length === 0) return false
  }
  return true
}

/**
 * Answers each JSON line of standard input by one JSON line on standard output, as they come. A line that cannot be
 * answered gives an error line with its number, and a sentence on standard error; the rest is processed.
 * @returns the exit code: 0 when every line was answered, 1 otherwise
 */
export async function answerLines(io: Io, lang: Lang, answer: (line: Record<string, unknown>) => Answer): Promise<number> {
  let failed = false
  for await (const { number, text, tooLong: long } of readLines(io.stdin)) {
    const read = long ? tooLong : parse(text)
    const given: Answer = read.error ? read : answer(read.line)
    const id = read.error || read.line['id'] === undefined ? {} : { id: read.line['id'] }
    if (given.error) {
      failed = true
      const message = given.error.message[lang] ?? ''
      await print(io.stdout, JSON.stringify({ line: number, ...id, error: { ...given.error, message } }))
      await print(io.stderr, lang === 'fr' ? typeset(`Ligne ${number} : ${message}`, 'fr') : `Line ${number}: ${message}`)
    } else await print(io.stdout, JSON.stringify({ line: number, ...id, ...given.answer }))
  }
  return failed ? exit.failed : exit.fine
}
