import type { Lang } from '../../texts/texts.ts'

/** Small words that one language has and the other has not. Names, numbers and what is quoted say nothing of it. */
const small: Record<Lang, ReadonlySet<string>> = {
  fr: new Set(('le la les un une des du au aux et est sont était nous vous je il elle ils elles ne pas plus que qui dans pour sur avec sans mais ou où ce cette ces mon ma mes votre vos notre nos leur leurs avez avons ont être avoir fait '
    + 'faire peut pouvez pouvons depuis bonjour merci cordialement bien très tout tous aussi encore déjà lors si quand comme ci après avant chez puis donc ici voici demande').split(' ')),
  en: new Set(('the a an is are was were be been and or of to in on at for with without from by this that these those we you i he she they it not no do does did have has had will would can could should your our their my me us '
    + 'if when as but so then there here please hello hi thanks thank regards since after before now just any all been which what how why').split(' ')),
}
const least = 40

/** What its writer wrote themselves: without quoted lines, addresses and what stands between marks of code. */
const ownWords = (text: string): string => text.replaceAll(/```[\s\S]*?```|`[^`\n]*`|«[^»]*»|“[^”]*”|"[^"\n]*"/g, ' ').replaceAll(/^\s*>.*$/gm, ' ').replaceAll(/\S+@\S+|https?:\/\/\S+/g, ' ')

/** The language of a text, of those that are given; undefined when it is short, of neither, or of both. Only ever a hint. */
export function guessLanguage(text: string, among: readonly Lang[]): Lang | undefined {
  const own = ownWords(text)
  if (own.trim().length < least) return undefined
  const words = own.toLowerCase().replaceAll('’', "'").match(/\p{L}+/gu) ?? []
  if (words.length < 6) return undefined
  const found = among.map((lang) => ({ lang, hits: words.filter((word) => small[lang].has(word)).length })).sort((a, b) => b.hits - a.hits)
  const [best, next] = found
  return best && best.hits >= 3 && best.hits >= 2 * (next?.hits ?? 0) ? best.lang : undefined
}
