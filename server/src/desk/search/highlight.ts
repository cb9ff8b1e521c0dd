import { fold } from '../query/query.ts'

/** A text in parts, those that were looked for marked: put on a screen part by part, nothing in it is ever read as markup. */
export type Parts = readonly { readonly text: string; readonly hit: boolean }[]

const word = /[\p{L}\p{N}\p{M}]+/gu

/** Letters that two words begin with alike. */
function alike(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return at
}

/**
 * Whether a word of a text is what somebody looked for, inflected or half typed. Which tickets are found is the database's to say: this
 * only marks, and may mark a near relation.
 */
export function isHit(found: string, looked: string): boolean {
  if (found === looked) return true
  if (looked.length < 2) return false
  const same = alike(found, looked)
  if (same === looked.length) return true
  return same >= 4 && same >= looked.length - 3 && same >= found.length - 5
}

/** What of a query is marked: its words one by one. */
export const lookedFor = (texts: readonly string[]): string[] => [...new Set(texts.flatMap((text) => fold(text).match(word) ?? []))]

interface Mark { readonly from: number; readonly to: number; readonly which: string }

function marksIn(text: string, looked: readonly string[]): Mark[] {
  const marks: Mark[] = []
  for (const found of text.matchAll(word)) {
    const which = looked.find((one) => isHit(fold(found[0]), one))
    if (which !== undefined) marks.push({ from: found.index, to: found.index + found[0].length, which })
  }
  return marks
}

function partsOf(text: string, marks: readonly Mark[]): Parts {
  const parts: { text: string; hit: boolean }[] = []
  let at = 0
  for (const { from, to } of marks) {
    if (from > at) parts.push({ text: text.slice(at, from), hit: false })
    parts.push({ text: text.slice(from, to), hit: true })
    at = to
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false })
  return parts
}

/** A whole text with what was looked for marked. */
export const highlight = (text: string, looked: readonly string[]): Parts => partsOf(text, marksIn(text, looked))

/** Characters of a passage. */
const around = 160

/** The part of a text that shows the most of what was looked for, on one line; undefined where nothing of it stands there. */
export function passage(text: string, looked: readonly string[]): Parts | undefined {
  const line = text.slice(0, 20_000).replaceAll(/[\s\p{C}]+/gu, ' ').trim()
  const marks = marksIn(line, looked)
  let best: { first: number; kinds: number } | undefined
  for (const [first, { from }] of marks.entries()) {
    const within = marks.slice(first).filter((mark) => mark.to <= from + around)
    const kinds = new Set(within.map(({ which }) => which)).size
    if (!best || kinds > best.kinds) best = { first, kinds }
    if (best.kinds === looked.length || first > 200) break
  }
  if (!best) return undefined
  const hit = marks[best.first]!
  const begins = hit.from < 40 ? 0 : line.indexOf(' ', hit.from - 40) + 1 || hit.from
  const from = Math.min(begins, hit.from)
  const ends = from + around >= line.length ? line.length : Math.max(hit.to, line.lastIndexOf(' ', from + around))
  const shown = partsOf(line.slice(from, ends), marks.filter((mark) => mark.from >= from && mark.to <= ends).map((mark) => ({ ...mark, from: mark.from - from, to: mark.to - from })))
  return [...(from > 0 ? [{ text: '… ', hit: false }] : []), ...shown, ...(ends < line.length ? [{ text: ' …', hit: false }] : [])]
}
