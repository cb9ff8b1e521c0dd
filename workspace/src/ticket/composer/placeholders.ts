const inBraces = /\{((?:contact|customer|ticket|agent|provider|service|promise)\.[a-z_]+|today)\}/g

/** Places of ready-made texts for which there was nothing: they stand in the text as they were. */
export function usesOf(text: string): string[] {
  return [...new Set([...text.matchAll(inBraces)].map(([whole]) => whole))]
}
