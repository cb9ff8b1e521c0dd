import type { Vocabulary } from '@guichet/protocol'
import { wordsIn, type Lang } from './texts/texts.ts'

type Named = Vocabulary['tiers']

/** The policy's words for a name; the name itself when it gives none. */
export function named(values: Named | undefined, name: string, lang: Lang): string {
  return wordsIn(values?.find((value) => value.name === name)?.label, lang, name)
}

/** The policy's words for a channel. */
export function channelName(vocabulary: Vocabulary | undefined, name: string, lang: Lang): string {
  return named(vocabulary?.channels, name, lang)
}
