import type { Lang } from '@guichet/policy'
import { en } from './en.ts'
import { fr } from './fr.ts'

export type Texts = typeof fr

/** The portal's own sentences in a language. */
export function textsIn(lang: Lang): Texts {
  return lang === 'fr' ? fr : en
}
