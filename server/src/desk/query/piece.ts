import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'

/** A piece of SQL with its values apart: nothing that somebody typed is ever written into the text. */
export interface Piece { readonly texts: readonly string[]; readonly values: readonly unknown[] }

const isPiece = (value: unknown): value is Piece => typeof value === 'object' && value !== null && 'texts' in value && 'values' in value

/** Makes a piece: pieces within it are joined in, everything else is a value. */
export function piece(strings: TemplateStringsArray, ...given: unknown[]): Piece {
  const texts = [strings[0]!]
  const values: unknown[] = []
  given.forEach((value, index) => {
    const next = strings[index + 1]!
    if (!isPiece(value)) {
      values.push(value)
      texts.push(next)
      return
    }
    texts[texts.length - 1] += value.texts[0]!
    texts.push(...value.texts.slice(1))
    values.push(...value.values)
    texts[texts.length - 1] += next
  })
  return { texts, values }
}

/** Joins pieces with a word of ours between them. */
export function joined(pieces: readonly Piece[], between: ' and ' | ' or ' | ' && ' | ', '): Piece {
  return pieces.reduce((all, one, index) => (index === 0 ? one : between === ' and ' ? piece`${all} and ${one}` : between === ' or ' ? piece`${all} or ${one}` : between === ' && ' ? piece`${all} && ${one}` : piece`${all}, ${one}`), piece``)
}

/** The text of a piece, whose first value is `$from`. */
export const textOf = ({ texts }: Piece, from: number): string => texts.reduce((text, part, index) => `${text}$${from + index - 1}${part}`)

/** A piece for queries made with kysely. */
export const rawOf = ({ texts, values }: Piece): RawBuilder<SqlBool> => sql<SqlBool>(texts as unknown as TemplateStringsArray, ...values)
