import { folded } from '../parts/match.ts'

/** How well what was typed fits a label: the higher the better; null when it does not. */

const begins = (text: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)

/** One word: where a word begins with it, else anywhere in it, else its letters in order, each gap costing. */
function fitsWord(word: string, text: string): number | null {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (begins(text, at)) return 100 - Math.min(30, at)
  const inside = text.indexOf(word)
  if (inside >= 0) return 60 - Math.min(30, inside)
  if (word.length < 2) return null
  let [score, last] = [28, -1]
  for (const letter of word) {
    const from = last + 1
    const next = text.indexOf(letter, from)
    if (next < 0) return null
    // The first letter of a word is a good place to find one; a gap inside a word is a poor one.
    if (last >= 0 && next !== from) score -= begins(text, next) ? 2 : 9
    last = next
  }
  return score > 0 ? score : null
}

/** Every word typed must fit; the whole is as good as its words together. */
export function fits(sought: string, label: string): number | null {
  const words = folded(sought).split(/\s+/).filter((word) => word !== '')
  const text = folded(label)
  let total = 0
  for (const word of words) {
    const score = fitsWord(word, text)
    if (score === null) return null
    total += score
  }
  return words.length === 0 ? 0 : total / words.length - Math.min(10, text.length / 20)
}
