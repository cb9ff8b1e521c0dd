import type { TimelineEntry } from '@guichet/protocol'
import type { RefObject } from 'react'
import { useTexts } from '../../preferences.tsx'
import { eventInWords } from '../event-words.ts'

/** Somebody changed the ticket while this was written: what they did, and the choice. What was typed stays as it is. */
export function Conflict({ ref, changes, send, read }: { ref: RefObject<HTMLDivElement | null>; changes: readonly TimelineEntry[]; send: () => void; read: () => void }) {
  const t = useTexts()
  const asItIs = { agent: () => undefined, priority: (name: string) => name, tier: (name: string) => name, target: (name: string) => name }
  const said = (entry: TimelineEntry) => {
    if (entry.kind === 'event') return eventInWords(entry, t, asItIs)
    const who = entry.message.author.name ?? t.events.someone
    return t.composer.conflictWhat(who, entry.message.visibility === 'internal' ? t.composer.wroteNote : t.composer.wroteReply)
  }
  return (
    <div ref={ref} className="conflict" role="alert" tabIndex={-1}>
      <p><strong>{t.composer.conflict}</strong></p>
      <ul>{changes.slice(-4).map((entry) => <li key={entry.kind === 'event' ? entry.id : entry.message.id}>{said(entry)}</li>)}</ul>
      <p>{t.composer.conflictUnknown}</p>
      <p className="conflict-do">
        <button type="button" className="button button-main" onClick={() => { read(); document.querySelector('.timeline > :last-child')?.scrollIntoView({ block: 'start' }) }}>{t.composer.conflictRead}</button>
        <button type="button" className="button" onClick={send}>{t.composer.conflictSend}</button>
      </p>
    </div>
  )
}
