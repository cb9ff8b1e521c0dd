import type { Lang, Words } from '@guichet/policy/model'
import { exit, print, type Io } from './io.ts'
import { lineLimit, readLines } from './lines.ts'

/** What is wrong with a line: a stable code for programs, a sentence for people. */
export interface LineError { code: string; message: Words }
export type Answer = { answer: Record<string, unknown>; error?: undefined } | { answer?: undefined; error: LineError }

const tooLong: LineError = { code: 'line-too-long', message: { fr: `Cette ligne dépasse ${lineLimit / 1024} Kio.`, en: `This line is longer than ${lineLimit / 1024} KiB.` } }
const notJson: LineError = { code: 'not-json', message: { fr: 'Cette ligne n’est pas un objet JSON.', en: 'This line is not a JSON object.' } }

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/**
 * Answers each JSON line of standard input by one JSON line on standard output, as they come. A line that cannot be
 * answered gives an error line with its number, and a sentence on standard error; the rest is processed.
 * @returns the exit code: 0 when every line was answered, 1 otherwise
 */
export async function answerLines(io: Io, lang: Lang, answer: (line: Record<string, unknown>) => Answer): Promise<number> {
  let failed = false
  for await (const { number, text, tooLong: long } of readLines(io.stdin)) {
    const value = long ? null : parse(text)
    const given = long ? { error: tooLong } : value === null ? { error: notJson } : answer(value)
    const id = value?.['id'] === undefined ? {} : { id: value['id'] }
    if (given.error) {
      failed = true
      const message = given.error.message[lang] ?? ''
      await print(io.stdout, JSON.stringify({ line: number, ...id, error: { code: given.error.code, message } }))
      await print(io.stderr, lang === 'fr' ? `Ligne ${number} : ${message}` : `Line ${number}: ${message}`)
    } else await print(io.stdout, JSON.stringify({ line: number, ...id, ...given.answer }))
  }
  return failed ? exit.failed : exit.fine
}
