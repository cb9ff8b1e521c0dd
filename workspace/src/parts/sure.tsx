import { useEffect, useId, useRef, useState } from 'react'
import { useTexts } from '../preferences.tsx'
import { focusAfter } from './focus.ts'
import { useStillHere } from './here.ts'

interface Props {
  label: string
  /** What the button is called where several like it stand on the page. */
  name?: string
  question: string
  yes: string
  no?: string
  act: () => Promise<void>
}

/** A button that asks, in its own place, whether it is meant. Giving up comes first, and the focus is back where it was. */
export function Sure({ label, name, question, yes, no, act }: Props) {
  const t = useTexts()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  const opener = useRef<HTMLButtonElement>(null)
  const refusing = useRef<HTMLButtonElement>(null)
  const asked = useRef(false)
  const words = useId()
  useEffect(() => {
    if (asking) refusing.current?.focus()
    else if (asked.current) focusAfter(opener.current, null)
    asked.current = asking
  }, [asking])
  async function go() {
    if (busy) return
    setBusy(true)
    await act()
    if (!here()) return
    setBusy(false)
    setAsking(false)
  }
  if (!asking) return <button ref={opener} type="button" className="button" aria-label={name} onClick={() => setAsking(true)}>{label}</button>
  return (
    <span className="row-of-buttons sure" role="group" aria-labelledby={words} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); setAsking(false) } }}>
      <strong id={words}>{question}</strong>
      <button ref={refusing} type="button" className="button" aria-describedby={words} onClick={() => setAsking(false)}>{no ?? t.cancel}</button>
      <button type="button" className="button" aria-disabled={busy} onClick={() => void go()}>{yes}</button>
    </span>
  )
}
