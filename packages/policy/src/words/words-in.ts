import type { Lang, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import { typeset } from './typography.ts'

/** The text of the asked language, else of the authoritative one; empty when neither is written. */
export function wordsIn(words: Words, policy: Pick<Policy, 'languages'>, lang: Lang): string {
  const { authoritative } = policy.languages
  if (words[lang] !== undefined) return typeset(words[lang], lang)
  return words[authoritative] === undefined ? '' : typeset(words[authoritative], authoritative)
}
