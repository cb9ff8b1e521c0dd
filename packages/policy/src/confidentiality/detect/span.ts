/** Pieces of a text that are secret. */

export interface Span { kind: string; from: number; to: number }

/** What stands for a secret, whatever its length. */
export const veil = '•••'

/** The text with every span veiled; spans that touch or overlap become one. */
export function masked(text: string, spans: readonly Span[]): string {
  const parts: string[] = []
  let end = 0
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (to <= end) continue
    if (from > end || end === 0) parts.push(text.slice(end, from), veil)
    end = to
  }
  parts.push(text.slice(end))
  return parts.join('')
}
