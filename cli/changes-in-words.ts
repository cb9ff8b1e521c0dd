import { changeLine } from '@guichet/policy/diff/words'
import type { Lang } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import { thin } from '@guichet/policy/words/typography'

const words = {
  fr: (was: string, is: string) => `Ce qui change, de la version ${was} à la version ${is}`,
  en: (was: string, is: string) => `What changes, from version ${was} to version ${is}`,
} as const

export const nothingChanges = { fr: 'Rien ne change.', en: 'Nothing changes.' } as const

/** "Ce qui change, de la version 1 à la version 2". */
export function changesTitle(old: Policy, now: Policy, lang: Lang): string {
  return words[lang](old.version, now.version)
}

/** What changes from one policy to another, a line each under its title. */
export function changesInText(old: Policy, now: Policy, lines: readonly { place: string | null; text: string }[], lang: Lang): string[] {
  return [`${changesTitle(old, now, lang)}${lang === 'fr' ? thin : ''}:`, ...(lines.length === 0 ? [nothingChanges[lang]] : lines.map(changeLine))]
}

/** A policy that is compared, named for programs. */
export function sideOf({ id, version, effectiveText }: Policy) {
  return { policy: id, version, effective: effectiveText }
}
