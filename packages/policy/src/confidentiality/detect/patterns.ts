/** Patterns that a policy declares for secrets of its own: matched in time proportional to the text, whatever the pattern and the text. */
import type { RE2JS } from 're2js'
import type { Span } from './span.ts'

export interface SecretPattern { name: string; compiled: RE2JS }

/** A match lies within one line and within such a piece of it. */
const piece = 1000
/** Beyond so many matches in one piece the rest of it is taken as secret too: looking for all may cost the square. */
const mostInPiece = 8

/** Where the pattern matches. An empty match is none. */
export function findPattern({ name, compiled }: SecretPattern, text: string): Span[] {
  const spans: Span[] = []
  for (const { from, to } of pieces(text)) {
    const matcher = compiled.matcher(text.slice(from, to))
    let found = 0
    while (matcher.find()) {
      if (matcher.end() === matcher.start()) continue
      found++
      spans.push({ kind: name, from: from + matcher.start(), to: found > mostInPiece ? to : from + matcher.end() })
      if (found > mostInPiece) break
    }
  }
  return spans
}

/** The lines, longer ones cut; each piece overlaps the one before by half, so that no match of that length is lost. */
function* pieces(text: string): Generator<{ from: number; to: number }> {
  let start = 0
  while (start < text.length) {
    const at = text.indexOf('\n', start)
    const end = at < 0 ? text.length : at
    for (let from = start; from < end; from += piece / 2) {
      yield { from, to: Math.min(end, from + piece) }
      if (from + piece >= end) break
    }
    start = end + 1
  }
}
