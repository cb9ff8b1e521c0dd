const common: Record<string, ReadonlySet<string>> = {
  fr: new Set('le la les des est une nous vous je ne pas pour dans que qui avec sur mon ma mes notre votre bonjour merci depuis plus cette ce au aux et'.split(' ')),
  en: new Set('the is are and you we not for in that with on my our your hello thanks since this it was have to of when please'.split(' ')),
}

/**
 * French or English, from the small words of a text's first lines; undefined when it is short, neither, or unclear.
 * Only a hint: the contact's own language comes first.
 */
export function guessLanguage(text: string): string | undefined {
  const words = text.slice(0, 2_000).toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.length < 8) return undefined
  const [best, next] = Object.entries(common)
    .map(([language, set]) => ({ language, hits: words.filter((word) => set.has(word)).length }))
    .sort((a, b) => b.hits - a.hits) as [{ language: string; hits: number }, { hits: number }]
  return best.hits >= 3 && best.hits >= 2 * next.hits ? best.language : undefined
}
