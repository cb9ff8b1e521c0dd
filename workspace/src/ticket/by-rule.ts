import type { MessageView } from '@guichet/protocol'
import type { Texts } from '../texts/texts.ts'

/** The rule by which the desk did something of itself; undefined where it was somebody, or the desk alone. */
export function byRule({ kind, id, name }: MessageView['author'], t: Texts): string | undefined {
  return kind === 'system' && id !== null && name !== null ? t.events.rule(name) : undefined
}
