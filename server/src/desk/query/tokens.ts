/** A part of the text as it is cut, before anything is known of what it means. `from`, `to`: where it stands. */
export type Token = { readonly not: boolean; readonly from: number; readonly to: number } & (
  | { readonly is: 'word'; readonly text: string }
  | { readonly is: 'phrase'; readonly text: string }
  | { readonly is: 'number'; readonly digits: string }
  | { readonly is: 'operator'; readonly name: string; readonly sign: Sign; readonly values: readonly string[] }
)
export type Sign = '' | '<' | '<=' | '>' | '>=' | '='

const quotes: Readonly<Record<string, string>> = { '"': '"', '«': '»', '“': '”' }
/** Whatever moves nothing forward on a screen is a space: control and format characters, lone halves of characters. */
const blank = /[\s\p{C}]/u
const space = /[\s\p{C}]+/uy
const number = /(?:n[°º]|#)[ \u00A0\u202F]?(\d{1,9})(?=[\s\p{C},;.)]|$)/iuy
/** French typography puts a narrow space before the colon. A provider's own field has its name behind a point. */
const operator = /((?:fields?|champs?)\.[\p{L}\p{M}\p{N}_]+|\p{L}[\p{L}\p{M}_-]+)[\u00A0\u202F]?:(?!\/\/)/iuy
const signs = /<=|>=|<|>|=/y
const bare = /[^\s\p{C}]+/uy
const item = /[^\s\p{C},]+/uy

/** What a sticky pattern finds at a place. */
function at(pattern: RegExp, text: string, place: number): RegExpExecArray | null {
  pattern.lastIndex = place
  return pattern.exec(text)
}

/** What stands between quotes that open here, to the end where they never close; undefined where none open. */
function quoted(text: string, place: number): { inside: string; after: number } | undefined {
  const close = quotes[text[place] ?? '']
  if (close === undefined) return undefined
  const end = text.indexOf(close, place + 1)
  const inside = text.slice(place + 1, end === -1 ? text.length : end)
  return { inside: inside.replaceAll(/[\s\p{C}]+/gu, ' ').trim(), after: end === -1 ? text.length : end + 1 }
}

/** The values of an operator, parted by commas, each in quotes or up to the next space. */
function valuesAt(text: string, place: number): { values: string[]; after: number } {
  const values: string[] = []
  let here = place
  for (;;) {
    const inQuotes = quoted(text, here)
    const plain = inQuotes ? undefined : at(item, text, here)?.[0]
    const value = inQuotes?.inside ?? plain ?? ''
    if (value !== '') values.push(value)
    here = inQuotes?.after ?? here + (plain?.length ?? 0)
    if (text[here] !== ',') return { values, after: here }
    here += 1
  }
}

/** Cuts a text into its parts. Takes any text: what is not closed ends with the text, what is no operator is a word. */
export function* tokensOf(text: string): Generator<Token> {
  let here = 0
  while (here < text.length) {
    const gap = at(space, text, here)
    if (gap) here += gap[0].length
    if (here >= text.length) return
    const from = here
    const next = text[here + 1]
    const not = text[here] === '-' && next !== undefined && next !== '-' && !blank.test(next)
    if (not) here += 1
    const inQuotes = quoted(text, here)
    if (inQuotes) {
      here = inQuotes.after
      if (inQuotes.inside !== '') yield { is: 'phrase', text: inQuotes.inside, not, from, to: here }
      continue
    }
    const digits = at(number, text, here)
    if (digits) {
      here += digits[0].length
      yield { is: 'number', digits: digits[1]!, not, from, to: here }
      continue
    }
    const named = at(operator, text, here)
    if (named) {
      const begins = here + named[0].length
      const sign = (at(signs, text, begins)?.[0] ?? '') as Sign
      const { values, after } = valuesAt(text, begins + sign.length)
      here = Math.max(after, begins + sign.length)
      yield { is: 'operator', name: named[1]!, sign, values, not, from, to: here }
      continue
    }
    const word = at(bare, text, here)?.[0] ?? text[here]!
    here += word.length
    yield { is: 'word', text: word, not, from, to: here }
  }
}
