import type { SearchHit } from '@guichet/protocol'
import { QueueRow } from '../queue/queue-row.tsx'
import { usePreferences } from '../preferences.tsx'
import { Marked } from './marked.tsx'
import { searchTexts } from './texts.ts'

/** The passage that was found, with where it stands. */
export function Passage({ hit }: { hit: SearchHit }) {
  const { lang } = usePreferences()
  const t = searchTexts(lang)
  const { passage } = hit
  if (!passage) return null
  const where = passage.where === 'note' ? t.note : passage.where === 'file' ? t.file : null
  return (
    <span className="passage">
      {where !== null && <span className="passage-where">{where}</span>}
      {passage.author !== null && <span className="passage-author">{t.by(passage.author)}</span>} <Marked parts={passage.parts} />
    </span>
  )
}

/** A ticket that was found: the row of the queue, and under it why. */
export function FoundTicket({ hit }: { hit: SearchHit }) {
  return (
    <>
      <QueueRow row={hit.row} unread={hit.row.unread} gone={null} subject={<Marked parts={hit.subject} />} />
      <Passage hit={hit} />
    </>
  )
}
