import type { TicketPage } from '@guichet/protocol'
import { useState } from 'react'
import { usePreferences } from '../preferences.tsx'
import { actTexts } from './act-texts.ts'
import { useUndo } from './undo.ts'

/** The way back from an act, where it stands in the history: at its last event, or at the note that it wrote. Nothing stands there where there is none. */
export function UndoLink({ page, eventId, messageId }: { page: TicketPage; eventId?: string; messageId?: string }) {
  const { lang } = usePreferences()
  const t = actTexts(lang)
  const undo = useUndo()
  const [busy, setBusy] = useState(false)
  const act = page.undoable.find((one) => (messageId === undefined ? one.eventIds.at(-1) === eventId : one.messageId === messageId && one.what === 'message.note'))
  if (!act?.allowed) return null
  const what = t.undone[act.what] ?? act.what
  return (
    <button
      type="button" className="link undo-link" aria-label={t.undoOf(what)} aria-disabled={busy}
      onClick={() => {
        if (busy) return
        setBusy(true)
        void undo(page.number, act.eventId).then(() => setBusy(false))
      }}
    >
      {t.undo}
    </button>
  )
}
