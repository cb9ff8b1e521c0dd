import { findOperator, operatorOf } from './operators.ts'
import type { QueryProblem } from './term.ts'

const list = (known: readonly string[]) => known.slice(0, 40).join(', ')
/** French typography: the space before a colon is narrow and does not break. */
const colon = '\u202f:'
/** The name of an operator, or of a field, that a French reader would write. */
const inFrench = (name: string): string => {
  const operator = findOperator(name)
  return operator ? (operatorOf(operator).fr[0] ?? name) : name.replace(/^field\./, 'champ.')
}
const after = (known: readonly string[], fr: string, en: string, told = known) => ({
  fr: known.length === 0 ? '.' : `. ${fr}${colon} ${list(told)}.`,
  en: known.length === 0 ? '.' : `. ${en}: ${list(known)}.`,
})

/** Says what is wrong with a part of a query, and what may stand there. */
export function problem(
  code: QueryProblem['code'], { from, to }: { from: number; to: number }, text: string, known: readonly string[], more?: string | number,
): QueryProblem {
  const ofNames = code === 'unknown-operator' || code === 'unknown-field'
  const exist = after(known, 'Il y a', 'There are', ofNames ? known.map(inFrench) : known)
  const said = ((): { fr: string; en: string } => {
    switch (code) {
      case 'unknown-operator': return { fr: `«\u00a0${text}${colon}\u00a0» n’est pas un opérateur${exist.fr}`, en: `“${text}:” is no operator${exist.en}` }
      case 'unknown-field': return { fr: `«\u00a0${text}${colon}\u00a0» n’est pas un champ${exist.fr}`, en: `“${text}:” is no field${exist.en}` }
      case 'unknown-value': return { fr: `«\u00a0${text}\u00a0» n’existe pas pour «\u00a0${more}${colon}\u00a0»${exist.fr}`, en: `There is no “${text}” for “${more}:”${exist.en}` }
      case 'value-missing': return { fr: `Il manque une valeur après «\u00a0${text}${colon}\u00a0»${exist.fr}`, en: `A value is missing after “${text}:”${exist.en}` }
      case 'not-comparable': return { fr: `«\u00a0${text}${colon}\u00a0» ne se compare pas${exist.fr}`, en: `“${text}:” cannot be compared${exist.en}` }
      case 'too-long': return { fr: `La recherche est trop longue : seuls les ${more} premiers caractères comptent.`.replace(' :', colon), en: `The search is too long: only its first ${more} characters count.` }
      case 'too-many-terms': return { fr: `Trop de termes : seuls les ${more} premiers comptent.`.replace(' :', colon), en: `Too many terms: only the first ${more} count.` }
      case 'too-many-values': return { fr: `Trop de valeurs après «\u00a0${text}${colon}\u00a0» : ${more} au plus.`.replace(' :', colon), en: `Too many values after “${text}:”: ${more} at most.` }
    }
  })()
  return { code, text, from, to, ...said, known: [...known] }
}
