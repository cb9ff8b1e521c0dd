import type { TicketPage } from '@guichet/protocol'
import { instantInWords } from '#ui/formats.ts'
import { useDesk } from '../desk.tsx'
import { usePreferences } from '../preferences.tsx'
import { useNow } from '../time.ts'
import { actTexts } from './act-texts.ts'

/** What holds of a ticket as a whole, said at its top: put off, unwanted, taken on as a courtesy; its tags. */
export function Marks({ page }: { page: TicketPage }) {
  const { lang } = usePreferences()
  const t = actTexts(lang)
  const { zone } = useDesk()
  const now = useNow()
  const { snoozed, spam, discretion, tags } = page
  if (!snoozed && !spam && !discretion && tags.length === 0) return null
  const when = (at: string) => instantInWords(Date.parse(at) - (Date.parse(at) % 60_000), { zone, lang, now })
  return (
    <p className="head-line head-marks">
      {spam && <strong className="mark-word mark-spam">{t.spam}</strong>}
      {snoozed && <span className="mark-word">{snoozed.wakesAt === snoozed.until ? t.snoozed(when(snoozed.until)) : t.snoozedEarlier(when(snoozed.until), when(snoozed.wakesAt))}{snoozed.reason !== null && ` · ${snoozed.reason}`}</span>}
      {discretion && <span className="mark-word" title={discretion.reason}>{t.discretion} <small>{t.discretionBy(discretion.by.name ?? '', discretion.reason)}</small></span>}
      {tags.map((tag) => <span key={tag} className="tag">{tag}</span>)}
    </p>
  )
}
