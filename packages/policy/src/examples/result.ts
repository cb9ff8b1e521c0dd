import type { Lang } from '../model.ts'
import { list, nbsp, thin } from '../words/formats.ts'

/** One thing that is not as the example says. */
export interface Difference {
  /** What was compared: `outcome`, `due.first_reply`, `given.tier`. */
  key: string
  expected: string
  actual: string
  /** Clauses that made it so. */
  clauses: string[]
  /** Where the expectation stands in the file of examples; absent: at its example. */
  line?: number
}

/** The line of a node that was read from a file. */
export function lineOf({ line }: { line: number }): { line?: number } {
  return line > 0 ? { line } : {}
}

export interface ExampleResult {
  id: string
  name?: string
  /** 1 for the first row of a table. */
  row?: number
  file: string
  line: number
  ok: boolean
  differences: Difference[]
}

export const absent = { fr: 'rien', en: 'nothing' }

export const sides = { fr: ['attendu', 'obtenu'], en: ['expected', 'got'] } as const

/**
 * A difference as lines: what was compared and by which clauses, then both sides under each other, so that the eye finds where
 * they part. `source`: the lines of the file of examples, of which the one that expects is shown.
 */
export function differenceInLines(difference: Difference, lang: Lang, source: readonly string[] = []): string[] {
  const { key, expected, actual, clauses, line } = difference
  const cited = clauses.length === 0 ? '' : ` (art.${nbsp}${list(clauses, lang)})`
  const written = line === undefined ? undefined : source[line - 1]?.trim()
  const [wanted, got] = sides[lang]
  const width = Math.max(wanted.length, got.length)
  const side = (name: string, text: string) => `  ${name.padEnd(width)}  ${text === '' ? `(${absent[lang]})` : text}`
  return [
    `${key}${cited}`, ...(written === undefined || written === '' ? [] : [`  ${String(line)} │ ${written.length > 110 ? `${written.slice(0, 110)}…` : written}`]),
    side(wanted, expected), side(got, actual), ...listsApart(expected, actual, lang),
  ]
}

/** Of two lists, what one of them has alone. */
function listsApart(expected: string, actual: string, lang: Lang): string[] {
  const [left, right] = [expected.split(', '), actual.split(', ')]
  if (left.length + right.length < 5 || expected === '' || actual === '') return []
  const missing = left.filter((one) => !right.includes(one))
  return missing.length === 0 ? [] : [`  ${lang === 'fr' ? 'manque ' : 'missing '}  ${missing.join(', ')}`]
}

/** A difference in words: "due.first_reply : attendu …, obtenu … (art. 2.1)". */
export function differenceInWords({ key, expected, actual, clauses }: Difference, lang: Lang): string {
  const shown = (text: string) => (text === '' ? absent[lang] : text)
  const cited = clauses.length === 0 ? '' : ` (art.${nbsp}${list(clauses, lang)})`
  return lang === 'fr'
    ? `${key}${thin}: attendu ${shown(expected)}, obtenu ${shown(actual)}${cited}`
    : `${key}: expected ${shown(expected)}, got ${shown(actual)}${cited}`
}
