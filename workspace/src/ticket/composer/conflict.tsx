import type { TimelineEntry } from '@guichet/protocol'
import type { RefObject } from 'react'
import { usePreferences } from '../../preferences.tsx'
import { eventInWords } from '../event-words.ts'
import { composerTexts } from './texts.ts'

interface Props { ref: RefObject<HTMLDivElement | null>; changes: readonly TimelineEntry[]; send: () => void; read: () => void; note: (() => void) | null }

/** Somebody changed the ticket while this was written: what they did and said, and the choice. What was typed stays as it is. */
export function Conflict({ ref, changes, send, read, note }: Props) {
  const { t, lang } = usePreferences()
  const words = composerTexts(lang)
  const asItIs = { agent: () => undefined, priority: (name: string) => name, tier: (name: string) => name, target: (name: string) => name }
  return (
    <div ref={ref} className="conflict" role="alert" tabIndex={-1}>
      <p><strong>{t.composer.conflict}</strong></p>
      <ul>
        {changes.slice(-4).map((entry) => {
          if (entry.kind === 'event') return <li key={entry.id}>{eventInWords(entry, t, asItIs)}</li>
          const { message } = entry
          const text = message.text.slice(0, message.foldAt ?? undefined).trim()
          return (
            <li key={message.id}>
              {t.composer.conflictWhat(message.author.name ?? t.events.someone, message.visibility === 'internal' ? t.composer.wroteNote : t.composer.wroteReply)}
              <blockquote>{text.length > 240 ? `${text.slice(0, 240)}…` : text}</blockquote>
            </li>
          )
        })}
      </ul>
      <p>{t.composer.conflictUnknown}</p>
      <p className="conflict-do">
        <button type="button" className="button button-main" onClick={() => { read(); document.querySelector('.timeline > :last-child')?.scrollIntoView({ block: 'start' }) }}>{t.composer.conflictRead}</button>
        <button type="button" className="button" onClick={send}>{t.composer.conflictSend}</button>
        {note && <button type="button" className="button" onClick={note}>{words.conflictNote}</button>}
      </p>
    </div>
  )
}
