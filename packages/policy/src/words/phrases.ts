/** Small turns that explanations share. */
import type { Lang, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import { say } from './fill.ts'
export { list } from './amounts.ts'

/** Words of the policy, or an empty text when it gives none. */
export function sayOrNothing(words: Words | undefined, policy: Policy, lang: Lang): string {
  return words ? say(words, policy, lang) : ''
}
