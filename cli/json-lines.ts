import { isObject, refuse, type Answer, type Refusal } from '@guichet/policy/ask/refusal'
import type { Lang } from '@guichet/policy/model'
import { typeset } from '@guichet/policy/words/typography'
import { exit, print, type Io } from './io.ts'
import { lineLimit, readLines } from './lines.ts'

const tooLong = refuse('line-too-long', `Cette ligne dépasse ${lineLimit / 1024} Kio.`, `This line is longer than ${lineLimit / 1024} KiB.`)
const notJson = refuse('not-json', 'Cette ligne n’est pas un objet JSON.', 'This line is not a JSON object.')
const tooDeep = refuse('too-deep', 'Cette ligne emboîte trop de listes ou d’objets.', 'This line nests too many lists or objects.')

/** The JSON object of a line, or what is wrong with it. */
export function parseLine(text: string): { line: Record<string, unknown>; error?: undefined } | Refusal {
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
  return eachLine(io, lang, answer, async (told) => print(io.stdout, JSON.stringify(told)))
}

/** The same, each answer shown as the caller likes: with its number, its `id`, and the `error` in the asked language. */
export async function eachLine(io: Io, lang: Lang, answer: (line: Record<string, unknown>) => Answer, show: (told: Record<string, unknown>) => Promise<void>): Promise<number> {
  let failed = false
  for await (const { number, text, tooLong: long } of readLines(io.stdin)) {
    const read = long ? tooLong : parseLine(text)
    const given: Answer = read.error ? read : answer(read.line)
    const id = read.error || read.line['id'] === undefined ? {} : { id: read.line['id'] }
    if (given.error) {
      failed = true
      const message = given.error.message[lang] ?? ''
      await show({ line: number, ...id, error: { ...given.error, message } })
      await print(io.stderr, lang === 'fr' ? typeset(`Ligne ${number} : ${message}`, 'fr') : `Line ${number}: ${message}`)
    } else await show({ line: number, ...id, ...given.answer })
  }
  return failed ? exit.failed : exit.fine
}
