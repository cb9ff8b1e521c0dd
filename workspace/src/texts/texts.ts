import type { Words } from '@guichet/protocol'
import { en } from './en.ts'
import { fr } from './fr.ts'

export type Texts = typeof fr
export type Lang = 'fr' | 'en'

/** The workspace's own sentences in a language. */
export function textsIn(lang: Lang): Texts {
  return lang === 'fr' ? fr : en
}

/** Words of the policy in the reader's language, else in the other, else what stands for them. */
export function wordsIn(words: Words | null | undefined, lang: Lang, otherwise: string): string {
  return words?.[lang] ?? words?.[lang === 'fr' ? 'en' : 'fr'] ?? otherwise
}
