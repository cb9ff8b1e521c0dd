import type { Lang } from '../model.ts'

/** No-break space: between a number and its unit, inside French quotation marks. */
export const nbsp = '\u00a0'
/** Thin no-break space: before ; : ! ? in French. */
export const thin = '\u202f'
/** Typographic apostrophe. */
export const apostrophe = '\u2019'

/**
 * The text with typographic apostrophes and, in French, the right spaces where ordinary ones were typed: thin before
 * ; ! ? and a spaced colon, no-break inside « ». A colon without a space before it is left alone (URLs, 10:30).
 */
export function typeset(text: string, lang: Lang): string {
  const curly = text.replace(/(?<=[\p{L}\p{N}])'(?=\p{L})/gu, apostrophe)
  if (lang !== 'fr') return curly
  return curly
    .replace(/[ \u00a0\u202f]+([;:!?])(?=\s|$|[)»\u00a0\u202f])/g, `${thin}$1`)
    .replace(/«[ \u00a0\u202f]*/g, `«${nbsp}`)
    .replace(/[ \u00a0\u202f]*»/g, `${nbsp}»`)
}

/** The text with every space that a screen could break made unbreakable. */
export function unbreakable(text: string): string {
  return text.replaceAll(' ', nbsp)
}

/** The text with a capital first letter, for the start of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1)
}

/** A label in the midst of a sentence: "niveau de support"; an acronym stays as it is. */
export function inASentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
