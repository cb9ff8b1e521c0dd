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

const absent = { fr: 'rien', en: 'nothing' }

/** A difference in words: "due.first_reply : attendu …, obtenu … (art. 2.1)". */
export function differenceInWords({ key, expected, actual, clauses }: Difference, lang: Lang): string {
  const shown = (text: string) => (text === '' ? absent[lang] : text)
  const cited = clauses.length === 0 ? '' : ` (art.${nbsp}${list(clauses, lang)})`
  return lang === 'fr'
    ? `${key}${thin}: attendu ${shown(expected)}, obtenu ${shown(actual)}${cited}`
    : `${key}: expected ${shown(expected)}, got ${shown(actual)}${cited}`
}
