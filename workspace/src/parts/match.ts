/** Without accents and capitals, for comparing. */
export const folded = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether every word of `sought` occurs in one of the texts, whatever the case and the accents. */
export function matches(sought: string, ...texts: (string | null | undefined)[]): boolean {
  const where = folded(texts.filter((text) => text != null).join(' \n '))
  return folded(sought).split(/\s+/).every((word) => where.includes(word))
}
