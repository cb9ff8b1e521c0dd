/** Words and lines of a text, never looked for farther than a bounded way. */
import type { Token } from './token.ts'

const runs = /\S{1,512}/y

/** The run of characters at or just after a place of one line. */
export function tokenAt(text: string, at: number): Token | null {
  let from = at
  while (from < at + 16 && (text[from] === ' ' || text[from] === '\t' || text[from] === '\u00a0' || text[from] === '\u202f')) from++
  runs.lastIndex = from
  const found = runs.exec(text)
  return found ? { from, to: runs.lastIndex, text: found[0] } : null
}

/** Where the run of characters without a space ends, from within it. */
export function runEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && !/\s/.test(text[end]!)) end++
  return end
}

/** Where the line of a place ends; at most 240 characters away. */
export function lineEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + 240)
  for (let i = at; i < limit; i++) if (text[i] === '\n') return i
  return limit
}
