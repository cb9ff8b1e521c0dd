import type { Lang } from '@guichet/policy'
import { identityTexts } from '#portal/texts/areas/identity.ts'

/** How long somebody has to wait, rounded up: seconds below two minutes, minutes above. */
export function waitInWords(milliseconds: number, lang: Lang): string {
  const t = identityTexts(lang)
  const seconds = Math.ceil(milliseconds / 1_000)
  return seconds < 120 ? t.seconds(seconds) : t.minutes(Math.ceil(seconds / 60))
}
