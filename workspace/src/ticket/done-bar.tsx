import { useEffect, useState } from 'react'
import { KeyMark } from '../keys/key-mark.tsx'
import { useShortcuts } from '../keys/shortcuts.ts'
import { usePreferences } from '../preferences.tsx'
import { actTexts } from './act-texts.ts'
import { useHeld } from './composer/held.ts'
import { offerUndo, offeredFor, useDone, type Done } from './done.ts'
import { useUndo } from './undo.ts'

/** What was done last, and the way back, for a while. An answer that is still held says so itself, and comes first. */
export function DoneBar() {
  const done = useDone()
  const held = useHeld().length > 0
  return done && !held ? <Bar key={done.eventId} done={done} /> : null
}

function Bar({ done }: { done: Done }) {
  const { lang } = usePreferences()
  const t = actTexts(lang)
  const undo = useUndo()
  const [busy, setBusy] = useState(false)
  const [stay, setStay] = useState(false)
  useEffect(() => {
    if (stay) return
    const timer = setTimeout(() => offerUndo(null), offeredFor)
    return () => clearTimeout(timer)
  }, [stay])
  async function back() {
    if (busy) return
    setBusy(true)
    await undo(done.number, done.eventId)
  }
  useShortcuts({ undo: () => void back() })
  return (
    // Whoever has reached it, by the pointer or by the keyboard, is not hurried.
    <div className="done-bar" onPointerEnter={() => setStay(true)} onPointerLeave={() => setStay(false)} onFocus={() => setStay(true)} onBlur={() => setStay(false)}>
      <p role="status">{t.did} {done.text}</p>
      <button type="button" className="button" aria-disabled={busy} onClick={() => void back()}>{t.undo} <KeyMark name="undo" /></button>
      <button type="button" className="link" onClick={() => offerUndo(null)}>{t.dismiss}</button>
    </div>
  )
}
